import type { SQSClient } from '@aws-sdk/client-sqs';
import type { QueueName } from '../config.ts';
import type { AtlasEvent } from './events.ts';

export interface Queues {
  /** Sends these events; gives back the ids of those that the queue did not take. */
  send(queue: QueueName, events: AtlasEvent[]): Promise<string[]>;
}

/** SQS takes at most 10 messages in a call (SQS quotas, "Batched message"). */
const BATCH = 10;

/**
 * The queues over SQS; its client is loaded with the first message. Where it speaks to (AWS or an emulator) is
 * the SDK's own configuration.
 */
export function createQueues(urls: Readonly<Record<QueueName, string>>): Queues {
  let opening: Promise<SQSClient> | undefined;
  return {
    async send(queue, events) {
      const { SendMessageBatchCommand, SQSClient: Client } = await import('@aws-sdk/client-sqs');
      opening ??= Promise.resolve(new Client({ maxAttempts: 3 }));
      const client = await opening;
      const refused: string[] = [];
      for (let i = 0; i < events.length; i += BATCH) {
        const some = events.slice(i, i + BATCH);
        const Entries = some.map((event) => ({ Id: event.id, MessageBody: JSON.stringify(event) }));
        const { Failed } = await client.send(
          new SendMessageBatchCommand({ QueueUrl: urls[queue], Entries }),
          {
            abortSignal: AbortSignal.timeout(5_000),
          },
        );
        refused.push(...(Failed ?? []).map(({ Id }) => String(Id)));
      }
      return refused;
    },
  };
}
