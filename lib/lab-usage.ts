import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { LAB_USAGE } from '../functions/platform/config.ts';
import type { AtlasFunction } from './constructs/function.ts';
import type { Stage } from './stage.ts';

type LabNumber = (typeof LAB_USAGE.numbers)[number];

const namespaceOf = ({ name }: Stage): string => `Atlas/${name}`;

/**
 * Metrics of what labs use, from the lines that the sweep writes each minute for each machine. Their one dimension is
 * the lab's slug: as many as the catalogue has.
 */
export function labUsageMetrics({ logs, node }: AtlasFunction, stage: Stage): void {
  for (const number of LAB_USAGE.numbers)
    new MetricFilter(node.scope ?? logs, `LabUsage-${number}`, {
      logGroup: logs,
      metricNamespace: namespaceOf(stage),
      metricName: number,
      metricValue: `$.${number}`,
      filterPattern: FilterPattern.stringValue('$.message', '=', LAB_USAGE.message),
      dimensions: { lab: '$.lab' },
    });
}

/** A line for each lab that ran. */
export function labUsage(stage: Stage, number: LabNumber, statistic: 'Maximum' | 'SampleCount'): IMetric {
  return new MathExpression({
    expression: `SEARCH('{${namespaceOf(stage)},lab} MetricName="${number}"', '${statistic}', 60)`,
    usingMetrics: {},
    period: Duration.minutes(1),
    label: '',
  });
}
