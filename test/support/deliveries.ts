import { setTimeout as sleep } from 'node:timers/promises';

/** How often a queue may deliver one message (SQS, "At-least-once delivery"). */
export const DELIVERIES: Readonly<Record<string, (deliver: () => Promise<void>) => Promise<void>>> = {
  twice: (deliver) => again(deliver, 2),
  'ten times': (deliver) => again(deliver, 10),
  async 'twice at once'(deliver) {
    await Promise.all([deliver(), deliver()]);
  },
};

async function again(deliver: () => Promise<void>, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await deliver();
    // What it told has arrived: a second time would be seen as one.
    if (i === 0) await sleep(200);
  }
}

/** A batch of one message, as Lambda gets it from this queue. */
export function batchOf(queue: string, body: string) {
  const messageId = 'message';
  const eventSourceARN = `arn:aws:sqs:local:000000000000:atlas-local-${queue}`;
  return {
    Records: [{ messageId, body, attributes: { ApproximateReceiveCount: '1' }, eventSourceARN }],
  } as never;
}
