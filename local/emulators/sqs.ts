import { startFauxqs } from 'fauxqs';
import { DELIVERY, QUEUES, type QueueName } from '../../functions/platform/config.ts';

export interface LocalQueues {
  /** Where the SDK's client has to speak to. */
  endpoint: string;
  urls: Record<QueueName, string>;
  /** Messages in a queue's dead-letter queue. */
  deadLetters(queue: QueueName): string[];
  stop(): Promise<void>;
}

export interface QueueOptions {
  /** Seconds until a message that was received and not deleted is delivered again. */
  visibilitySeconds?: number;
}

/**
 * SQS in memory, with the queues of a deployment: each with its dead-letter queue and the same redrive. What it
 * holds is lost when it stops; the outbox has it and sends it again.
 */
export async function startSqs({ visibilitySeconds = 30 }: QueueOptions = {}): Promise<LocalQueues> {
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const urls = {} as Record<QueueName, string>;
  const deadName = (queue: QueueName) => `atlas-local-${queue}-dead`;
  for (const queue of QUEUES) {
    const dead = server.createQueue(deadName(queue));
    const name = `atlas-local-${queue}`;
    server.createQueue(name, {
      attributes: {
        // Longer than its worker may take.
        VisibilityTimeout: String(queue === 'lab-provisioning' ? 5 * visibilitySeconds : visibilitySeconds),
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: dead.queueArn,
          maxReceiveCount: DELIVERY.attempts,
        }),
      },
    });
    urls[queue] = `${endpoint}/000000000000/${name}`;
  }
  return {
    endpoint,
    urls,
    deadLetters: (queue) =>
      server.inspectQueue(deadName(queue))?.messages.ready.map(({ body }) => body) ?? [],
    stop: () => server.stop(),
  };
}
