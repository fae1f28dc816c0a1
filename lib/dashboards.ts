import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, type IWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { AtlasFunction } from './constructs/function.ts';
import { labUsage } from './lab-usage.ts';
import type { ObservabilityStack, Observed } from './observability.ts';

const period = Duration.minutes(1);

/** One dashboard a service, what its users feel first, then what it stands on. */
export function dashboards(stack: ObservabilityStack, observed: Observed): void {
  const { api, realtime, workers, messaging, data, labs, delivery } = observed;
  const { metrics } = api.balancer;
  const board = (name: string, ...rows: IWidget[][]) =>
    new Dashboard(stack, `${name}Dashboard`, { dashboardName: stack.nameOf(name), widgets: rows });

  board(
    'api',
    [
      graph(
        'Answers in seconds',
        ['p50', 'p95', 'p99'].map((statistic) => metrics.targetResponseTime({ statistic, period })),
      ),
      graph('Requests', [
        metrics.requestCount({ period }),
        metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period }),
      ]),
    ],
    functionRow(api.graphql),
  );
  const socket = (metricName: string, statistic = 'Sum') =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      statistic,
      period,
      dimensionsMap: { ApiId: realtime.api.apiId },
    });
  board(
    'realtime',
    [
      graph('Connections and messages', [socket('ConnectCount'), socket('MessageCount')]),
      graph('Errors', [socket('IntegrationError'), socket('ExecutionError'), socket('ClientError')]),
    ],
    functionRow(realtime.socket),
  );
  board(
    'workers',
    ...Object.entries(messaging.queues).map(([name, { queue, dead }]) => [
      graph(`${name}: waiting, dead`, [
        queue.metricApproximateNumberOfMessagesVisible({ period }),
        dead.metricApproximateNumberOfMessagesVisible({ period }),
      ]),
      graph(`${name}: age of the oldest, s`, [queue.metricApproximateAgeOfOldestMessage({ period })]),
    ]),
    functionRow(workers.relay),
    functionRow(workers.clock),
    functionRow(delivery.rollout),
  );
  board(
    'data',
    [
      graph('PostgreSQL: CPU %, connections', [
        data.metric('AWS/RDS', 'CPUUtilization', 'Average'),
        data.metric('AWS/RDS', 'DatabaseConnections', 'Sum'),
      ]),
      graph('RDS Proxy: connections, wait in µs', [
        data.metric('AWS/RDS-Proxy', 'ClientConnections', 'Sum'),
        data.metric('AWS/RDS-Proxy', 'DatabaseConnectionsBorrowLatency', 'p95'),
      ]),
    ],
    [
      graph('Cache: memory %, hits', [
        data.metric('AWS/ElastiCache', 'DatabaseMemoryUsagePercentage', 'Maximum'),
        data.metric('AWS/ElastiCache', 'CacheHitRate', 'Average'),
      ]),
      graph('Connections table', [
        data.connections.metricConsumedReadCapacityUnits({ period }),
        data.connections.metricConsumedWriteCapacityUnits({ period }),
      ]),
    ],
  );
  const cluster = (metricName: string) =>
    new Metric({
      namespace: 'ContainerInsights',
      metricName,
      period,
      statistic: 'Average',
      dimensionsMap: { ClusterName: labs.cluster.clusterName },
    });
  board(
    'labs',
    [graph('Nodes, pods', [cluster('cluster_node_count'), cluster('namespace_number_of_running_pods')])],
    [
      graph('Machines at a time, by lab', [labUsage(stack.stage, 'memoryBytes', 'SampleCount')]),
      graph('Memory of the largest, bytes, by lab', [labUsage(stack.stage, 'memoryBytes', 'Maximum')]),
    ],
    [
      graph('Computing time of the busiest, s, by lab', [labUsage(stack.stage, 'cpuSeconds', 'Maximum')]),
      graph('Files of the largest, bytes, by lab', [labUsage(stack.stage, 'diskBytes', 'Maximum')]),
    ],
    functionRow(workers.workers['lab-provisioning']),
  );
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 12, height: 6, leftYAxis: { min: 0, showUnits: false } });
}

function functionRow({ live, lambda }: AtlasFunction): IWidget[] {
  const name = lambda.node.scope?.node.id ?? '';
  return [
    graph(`${name}: calls, errors, throttles`, [
      live.metricInvocations({ period }),
      live.metricErrors({ period }),
      live.metricThrottles({ period }),
    ]),
    graph(
      `${name}: duration in ms`,
      ['p50', 'p95', 'Maximum'].map((statistic) => live.metricDuration({ statistic, period })),
    ),
  ];
}
