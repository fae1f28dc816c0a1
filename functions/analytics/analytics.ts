import { diagramCompleted, diagramReopened } from '../learning/learning.events.ts';
import type { Context } from '../platform/context.ts';
import type { AtlasEvent } from '../platform/queue/events.ts';
import { type Consumer, consumer } from '../platform/queue/worker.ts';
import { insertAnalyticsEvent } from './analytics.store.ts';

/** Keeps what happened to a diagram for the statistics. Safe to repeat. */
async function record(ctx: Context, event: AtlasEvent<{ userId: string; diagramId: string }>): Promise<void> {
  const { userId, diagramId } = event.payload;
  await insertAnalyticsEvent(ctx.db, {
    event_id: event.id,
    type: event.type,
    user_id: userId,
    subject_id: diagramId,
    occurred_at: event.occurredAt,
  });
}

export const analyticsConsumers: readonly Consumer[] = [
  consumer(diagramCompleted, record),
  consumer(diagramReopened, record),
];
