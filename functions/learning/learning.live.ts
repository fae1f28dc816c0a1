import { type Consumer, consumer } from '../platform/queue/worker.ts';
import type { Publisher } from '../platform/realtime/publish.ts';
import { progressChanged } from './learning.events.ts';
import { progressTopic } from './learning.topics.ts';
import { progress } from './learning.ts';

/** Tells all devices of a person that their progress has changed. Told twice, it says the same twice. */
export function liveConsumers(publisher: () => Promise<Publisher>): Consumer[] {
  return [
    consumer(progressChanged, async (ctx, { payload: { userId } }) => {
      await (await publisher()).publish(ctx, progressTopic(userId), 'progressUpdated', progress);
    }),
  ];
}
