import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DELIVERY, type QueueName } from '../../functions/platform/config.ts';
import type { AlertsStack } from '../alerts.ts';
import { AtlasStack } from './atlas-stack.ts';

export interface AtlasQueueProps {
  name: QueueName;
  key: IKey;
  alerts: AlertsStack;
  worker: { timeoutSeconds: number; windowSeconds: number };
}

/** Six times the worker's time, and its window: so no message is delivered to two (Lambda's guide to SQS). */
const VISIBILITY_FACTOR = 6;

/** A queue with its dead-letter queue, and alarms on what waits too long, piles up, or died. */
export class AtlasQueue extends Construct {
  readonly queue: Queue;
  readonly dead: Queue;

  constructor(scope: Construct, { name, key, alerts, worker }: AtlasQueueProps) {
    super(scope, `${name}-queue`);
    const stack = AtlasStack.of(this) as AtlasStack;
    const common = { encryption: QueueEncryption.KMS, encryptionMasterKey: key, enforceSSL: true };
    this.dead = new Queue(this, 'Dead', {
      ...common,
      queueName: stack.nameOf(`${name}-dead`),
      retentionPeriod: Duration.days(DELIVERY.deadLetterDays),
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      queueName: stack.nameOf(name),
      visibilityTimeout: Duration.seconds(VISIBILITY_FACTOR * worker.timeoutSeconds + worker.windowSeconds),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: DELIVERY.attempts },
    });
    const period = Duration.minutes(1);
    const quiet = { treatMissingData: TreatMissingData.NOT_BREACHING };
    alerts.notify(
      this.dead
        .metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' })
        .createAlarm(this, 'Died', {
          ...quiet,
          alarmName: stack.nameOf(`${name}-dead-letters`),
          alarmDescription: `A message of ${name} failed ${DELIVERY.attempts} times. docs/operations.md#dead-letters`,
          threshold: 1,
          evaluationPeriods: 1,
        }),
      'warning',
    );
    alerts.notify(
      this.queue
        .metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' })
        .createAlarm(this, 'Age', {
          ...quiet,
          alarmName: stack.nameOf(`${name}-age`),
          alarmDescription: `The oldest message of ${name} waits over 10 minutes. docs/operations.md#queue-age`,
          threshold: 600,
          evaluationPeriods: 3,
        }),
      'critical',
    );
    alerts.notify(
      this.queue
        .metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' })
        .createAlarm(this, 'Depth', {
          ...quiet,
          alarmName: stack.nameOf(`${name}-depth`),
          alarmDescription: `Over 10,000 messages wait in ${name}. docs/operations.md#queue-depth`,
          threshold: 10_000,
          evaluationPeriods: 3,
        }),
      'warning',
    );
  }
}
