import { DELIVERY, type QueueName } from '../config.ts';
import type { Context } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { AtlasEvent, EventKind } from './events.ts';
import {
  claimUnsent,
  countAttempt,
  deleteProcessedBefore,
  deleteSentBefore,
  insertEvent,
  markSent,
  markSettled,
  unsendUnprocessed,
} from './outbox.store.ts';
import type { Queues } from './queues.ts';

const DAY = 86_400_000;

/**
 * Writes an event down in the transaction of the change that it tells of: both are kept, or neither is.
 *
 * @param db the transaction
 * @returns the event's id
 */
export async function emit<Payload>(
  ctx: Context,
  db: Database,
  kind: EventKind<Payload>,
  payload: Payload,
): Promise<string> {
  const id = ctx.newId('evt', ctx.now);
  const { type, queue } = kind;
  await insertEvent(db, { id, queue, type, payload, request_id: ctx.requestId, occurred_at: ctx.now });
  return id;
}

/**
 * For what was done at once, after the transaction: the event need not travel any more. When this is not reached, it
 * does, and is done a second time: so only for what may be done twice.
 */
export function settle(ctx: Context, eventId: string): Promise<void> {
  return markSettled(ctx.db, eventId, ctx.now);
}

/**
 * Brings what is in the outbox to the queues, once. An event whose sending succeeded but was not written down
 * is sent again: workers process each id once. Any number of relays may run at the same time.
 *
 * @returns how many were sent
 */
export async function relay(ctx: Context, queues: Queues): Promise<number> {
  return ctx.db.transaction(async (db) => {
    const rows = await claimUnsent(db, DELIVERY.relayBatch);
    const byQueue = Map.groupBy(rows, (row) => row.queue as QueueName);
    let sent = 0;
    for (const [queue, group] of byQueue) {
      const refused = new Set(
        await queues.send(
          queue,
          group.map((row): AtlasEvent => {
            const { id, type, payload, request_id: requestId } = row;
            return { id, type, occurredAt: row.occurred_at.toISOString(), requestId, payload };
          }),
        ),
      );
      const ids = group.map((row) => row.id);
      const accepted = ids.filter((id) => !refused.has(id));
      await markSent(db, accepted, ctx.now);
      if (refused.size > 0) {
        ctx.log.warn('A queue refused events', { queue, refused: refused.size });
        await countAttempt(db, [...refused]);
      }
      sent += accepted.length;
    }
    return sent;
  });
}

/** Sends again what no worker has processed: after a queue lost what it held. */
export function replay(ctx: Context): Promise<number> {
  return unsendUnprocessed(ctx.db);
}

/** Removes what has served: sent events and the ledger of processed ones, each after its time. */
export async function tidy(ctx: Context): Promise<void> {
  const before = (days: number) => new Date(ctx.now.getTime() - days * DAY);
  await deleteSentBefore(ctx.db, before(DELIVERY.outboxDays));
  await deleteProcessedBefore(ctx.db, before(DELIVERY.ledgerDays));
}
