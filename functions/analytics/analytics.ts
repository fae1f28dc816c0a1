import { labCompleted } from '../labs/labs.events.ts';
import { diagramCompleted, diagramReopened } from '../learning/learning.events.ts';
import type { Context } from '../platform/context.ts';
import type { AtlasEvent } from '../platform/queue/events.ts';
import { type Consumer, consumer } from '../platform/queue/worker.ts';
import { insertAnalyticsEvent } from './analytics.store.ts';

/** Keeps what somebody did with a diagram or a lab for the statistics. Safe to repeat. */
async function record(ctx: Context, event: AtlasEvent, userId: string, subjectId: string): Promise<void> {
  await insertAnalyticsEvent(ctx.db, {
    event_id: event.id,
    type: event.type,
    user_id: userId,
    subject_id: subjectId,
    occurred_at: event.occurredAt,
  });
}

type AboutDiagram = AtlasEvent<{ userId: string; diagramId: string }>;
const recordDiagram = (ctx: Context, event: AboutDiagram) =>
  record(ctx, event, event.payload.userId, event.payload.diagramId);

export const analyticsConsumers: readonly Consumer[] = [
  consumer(diagramCompleted, recordDiagram),
  consumer(diagramReopened, recordDiagram),
  consumer(labCompleted, (ctx, event) => record(ctx, event, event.payload.userId, event.payload.labId)),
];
