import type { App } from 'aws-cdk-lib';
import { ENV, QUEUES, type QueueName } from '../functions/platform/config.ts';
import type { AlertsStack } from './alerts.ts';
import { AtlasStack } from './constructs/atlas-stack.ts';
import type { AtlasFunction } from './constructs/function.ts';
import { AtlasQueue } from './constructs/queue.ts';
import type { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';

interface Needs {
  security: SecurityStack;
  alerts: AlertsStack;
}

/** The queues between what happens and what follows from it. */
export class MessagingStack extends AtlasStack {
  readonly queues: Readonly<Record<QueueName, AtlasQueue>>;

  constructor(app: App, stage: Stage, { security, alerts }: Needs) {
    super(app, 'messaging', stage, { description: 'Atlas: queues with their dead-letter queues' });
    this.queues = Object.fromEntries(
      QUEUES.map((name) => [
        name,
        new AtlasQueue(this, {
          name,
          alerts,
          key: security.dataKey,
          worker: stage.workers[name],
        }),
      ]),
    ) as Record<QueueName, AtlasQueue>;
  }

  /** Lets a function send to every queue: the relay of the outbox. */
  sendFrom({ lambda }: AtlasFunction): void {
    for (const { queue } of Object.values(this.queues)) queue.grantSendMessages(lambda);
    const urls = Object.entries(this.queues).map(([name, { queue }]) => [name, queue.queueUrl]);
    lambda.addEnvironment(ENV.queueUrls, this.toJsonString(Object.fromEntries(urls)));
  }
}
