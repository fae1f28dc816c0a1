import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Context } from '../context.ts';
import { type AtlasEvent, type EventKind, parseEvent, payloadOf } from './events.ts';
import { insertProcessed, isProcessed } from './outbox.store.ts';

/** What becomes of one kind of event. `ctx.db` is the transaction that also notes the event as processed. */
export interface Consumer<Payload = unknown> {
  kind: EventKind<Payload>;
  consume(ctx: Context, event: AtlasEvent<Payload>): Promise<void>;
  /**
   * It takes long, and shows meanwhile how far it is: outside a transaction, so that what it does may be done twice.
   * Such messages of a batch are processed at the same time.
   */
  isLong?: boolean;
}

/** Keeps the pair of an event and its consumer typed while consumers of all kinds share a list. */
export function consumer<Payload>(kind: EventKind<Payload>, consume: Consumer<Payload>['consume']): Consumer {
  return {
    kind: kind as EventKind,
    consume: (ctx, event) => consume(ctx, { ...event, payload: payloadOf(kind, event) }),
  };
}

/** A consumer that works outside the transaction of its event: what it does has one effect, however often it is done. */
export function longConsumer<Payload>(
  kind: EventKind<Payload>,
  consume: Consumer<Payload>['consume'],
): Consumer {
  return { ...consumer(kind, consume), isLong: true };
}

/** Milliseconds that one message may need; with less left, the rest of a batch goes back to its queue. */
const TIME_FOR_ONE = 3_000;

export interface BatchOptions {
  consumers: readonly Consumer[];
  /** A context for one message: its request id goes on in every line of the log. */
  contextOf: (requestId: string) => Context;
  /** Milliseconds until Lambda ends the function. */
  timeLeft: () => number;
}

/**
 * Processes a batch of SQS messages, each on its own: one that fails is reported alone and delivered again
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html), the others are done. A
 * message that was processed before has no second effect.
 */
export async function processBatch(batch: SQSEvent, options: BatchOptions): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  const process = async (record: SQSRecord): Promise<void> => {
    const inTime = options.timeLeft() > TIME_FOR_ONE;
    if (!inTime || !(await processOne(record, options))) failed.push(record.messageId);
  };
  const long = batch.Records.filter(({ body }) => isLong(body, options));
  const short = batch.Records.filter((record) => !long.includes(record));
  const together = Promise.all(long.map(process));
  for (const record of short) await process(record);
  await together;
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** What no one can read is short: it fails at once. */
function isLong(body: string, { consumers }: BatchOptions): boolean {
  try {
    const { type } = parseEvent(body);
    return consumers.some((one) => one.isLong && one.kind.type === type);
  } catch {
    return false;
  }
}

async function processOne(record: SQSRecord, { consumers, contextOf }: BatchOptions): Promise<boolean> {
  let ctx = contextOf(record.messageId);
  try {
    const event = parseEvent(record.body);
    ctx = contextOf(event.requestId);
    const found = consumers.find(({ kind }) => kind.type === event.type);
    if (!found) throw new Error(`Nobody consumes events of type ${event.type.slice(0, 60)}.`);
    if (found.isLong) {
      if (await isProcessed(ctx.db, event.id)) return true;
      await found.consume(ctx, event);
      await insertProcessed(ctx.db, event.id, ctx.now);
    } else {
      await ctx.db.transaction(async (db) => {
        if (!(await insertProcessed(db, event.id, ctx.now))) return;
        await found.consume({ ...ctx, db }, event);
      });
    }
    ctx.log.info('Processed', { type: event.type, eventId: event.id, messageId: record.messageId });
    return true;
  } catch (error) {
    const deliveries = Number(record.attributes.ApproximateReceiveCount);
    ctx.log.error('A message failed', error, { messageId: record.messageId, deliveries });
    return false;
  }
}
