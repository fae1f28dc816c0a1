import { type App, Duration } from 'aws-cdk-lib';
import {
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { HttpCodeElb, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import type { AlertsStack, Severity } from './alerts.ts';
import type { ApiStack } from './api.ts';
import { AtlasStack } from './constructs/atlas-stack.ts';
import { ClusterMetrics } from './constructs/cluster-metrics.ts';
import { LogSearch } from './constructs/log-search.ts';
import { dashboards } from './dashboards.ts';
import type { DataStack } from './data.ts';
import type { DeliveryStack } from './delivery.ts';
import type { LabsStack } from './labs.ts';
import type { MessagingStack } from './messaging.ts';
import type { NetworkStack } from './network.ts';
import type { RealtimeStack } from './realtime.ts';
import type { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';
import type { WorkersStack } from './workers.ts';

export interface Observed {
  security: SecurityStack;
  alerts: AlertsStack;
  network: NetworkStack;
  data: DataStack;
  messaging: MessagingStack;
  api: ApiStack;
  realtime: RealtimeStack;
  workers: WorkersStack;
  labs: LabsStack;
  delivery: DeliveryStack;
}

/** The objectives of the service; what is promised to learners. */
export const SLO = {
  /** Share of requests that are answered without an error of ours, in %. */
  availability: 99.9,
  /** Milliseconds within which 95 of 100 requests are answered. */
  p95: 1_000,
} as const;

/**
 * How fast the error budget of a month may burn before somebody is told: by two windows each, a long one that
 * shows that it matters and a short one that shows that it goes on (Site Reliability Workbook, chapter 5).
 */
const BURNS: readonly { name: string; rate: number; long: Duration; short: Duration; severity: Severity }[] =
  [
    { name: 'fast', rate: 14.4, long: Duration.hours(1), short: Duration.minutes(5), severity: 'critical' },
    { name: 'slow', rate: 6, long: Duration.hours(6), short: Duration.minutes(30), severity: 'warning' },
  ];

/** What tells how Atlas is: objectives and their alarms, dashboards, traces, searchable logs, cluster metrics. */
export class ObservabilityStack extends AtlasStack {
  constructor(app: App, stage: Stage, observed: Observed) {
    super(app, 'observability', stage, {
      description: 'Atlas: objectives, alarms, dashboards, traces, log search, cluster metrics',
    });
    this.#latency(observed);
    for (const burn of BURNS) this.#burn(observed, burn);
    this.#data(observed);
    new CfnSamplingRule(this, 'Sampling', {
      samplingRule: {
        ruleName: this.nameOf('default'),
        priority: 1000,
        fixedRate: stage.traces.samplePercent / 100,
        reservoirSize: 1,
        serviceName: '*',
        serviceType: '*',
        host: '*',
        httpMethod: '*',
        urlPath: '*',
        resourceArn: '*',
        version: 1,
      },
    });
    dashboards(this, observed);
    if (stage.logs.search !== 'off') new LogSearch(this, stage.logs.search, observed);
    if (stage.labs.metrics) new ClusterMetrics(this, observed);
  }

  #latency({ api, alerts }: Observed): void {
    alerts.notify(
      api.balancer.metrics
        .targetResponseTime({ statistic: 'p95', period: Duration.minutes(5) })
        .createAlarm(this, 'Latency', {
          alarmName: this.nameOf('slo-latency'),
          alarmDescription: `p95 of the API is over ${SLO.p95} ms. docs/operations.md#slo-latency`,
          threshold: SLO.p95 / 1000,
          evaluationPeriods: 3,
          treatMissingData: TreatMissingData.NOT_BREACHING,
        }),
      'critical',
    );
  }

  #burn({ api, alerts }: Observed, { name, rate, long, short, severity }: (typeof BURNS)[number]): void {
    const threshold = rate * (100 - SLO.availability);
    const windows = [long, short].map((period) =>
      errorPercent(api, period).createAlarm(this, `Burn-${name}-${period.toMinutes()}`, {
        alarmName: this.nameOf(`slo-burn-${name}-${period.toMinutes()}m`),
        alarmDescription: `Part of slo-burn-${name}`,
        threshold,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
    );
    const both = new CompositeAlarm(this, `Burn-${name}`, {
      compositeAlarmName: this.nameOf(`slo-burn-${name}`),
      alarmDescription: `The month's error budget burns ${rate} times too fast. docs/operations.md#slo-burn`,
      alarmRule: AlarmRule.allOf(...windows.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
    });
    const action = new SnsAction(alerts.topics[severity]);
    both.addAlarmAction(action);
    both.addOkAction(action);
  }

  /** What runs out: processors and connections of the database, memory of the cache. */
  #data({ data, alerts }: Observed): void {
    const quiet = { treatMissingData: TreatMissingData.NOT_BREACHING, evaluationPeriods: 5 };
    const watch = (id: string, metric: IMetric, threshold: number, what: string, severity: Severity) =>
      alerts.notify(
        new MathExpression({
          expression: 'm',
          usingMetrics: { m: metric },
          period: Duration.minutes(1),
        }).createAlarm(this, id, {
          ...quiet,
          alarmName: this.nameOf(`data-${id.toLowerCase()}`),
          alarmDescription: `${what} docs/operations.md#data`,
          threshold,
        }),
        severity,
      );
    watch(
      'DatabaseCpu',
      data.metric('AWS/RDS', 'CPUUtilization', 'Average'),
      80,
      'PostgreSQL is busy.',
      'warning',
    );
    watch(
      'ProxyWait',
      data.metric('AWS/RDS-Proxy', 'DatabaseConnectionsBorrowLatency', 'p95'),
      1e6,
      'Functions wait for connections.',
      'critical',
    );
    watch(
      'CacheMemory',
      data.metric('AWS/ElastiCache', 'DatabaseMemoryUsagePercentage', 'Maximum'),
      85,
      'The cache is nearly full.',
      'warning',
    );
  }
}

/** Requests that failed by our fault, in % of all. */
function errorPercent({ balancer }: ApiStack, period: Duration): MathExpression {
  const sum = { period, statistic: 'Sum' };
  return new MathExpression({
    expression: 'IF(requests > 0, 100 * (FILL(target, 0) + FILL(balancer, 0)) / requests, 0)',
    usingMetrics: {
      requests: balancer.metrics.requestCount(sum),
      target: balancer.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, sum),
      balancer: balancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, sum),
    },
    period,
    label: 'Failed requests, %',
  });
}
