import { type Consumer, consumer } from '../platform/queue/worker.ts';
import { progressChanged } from './learning.events.ts';
import { progressTopic } from './learning.topics.ts';
import { progress } from './learning.ts';

/** Tells all devices of a person that their progress has changed. Told twice, it says the same twice. */
export const liveConsumers: Consumer[] = [
  consumer(progressChanged, async (ctx, { payload: { userId } }) => {
    const { publish } = await ctx.services.live();
    await publish(ctx, progressTopic(userId), 'progressUpdated', progress);
  }),
];
