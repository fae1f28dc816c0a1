import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DELIVERY, readConfig } from '../platform/config.ts';
import { createContext } from '../platform/context.ts';
import { connect } from '../platform/db/database.ts';
import { createLog } from '../platform/log.ts';
import { relay, replay } from '../platform/queue/outbox.ts';
import { createQueues } from '../platform/queue/queues.ts';
import { traced } from '../platform/trace.ts';

export interface RelayEvent {
  /** Milliseconds to go on looking for events; a scheduler starts the next one when this ends. */
  forMs?: number;
  /** Sends again, first, what was sent but not processed: after a queue lost what it held. */
  replay?: boolean;
}

const config = readConfig(['databaseUrl', 'databaseAuth', 'queueUrls']);
const db = connect(config);
const queues = createQueues(config.queueUrls);

/** What a scheduler invokes each minute: brings events from the outbox to their queues until its time is up. */
export const handler = traced('outbox', relayUntil);

async function relayUntil(event: RelayEvent): Promise<{ sent: number; replayed: number }> {
  const until = Date.now() + (event.forMs ?? DELIVERY.relayForMs);
  const requestId = randomUUID();
  const log = createLog(config.logLevel, requestId);
  const ctx = () => createContext({ db, log, now: new Date(), requestId });
  const replayed = event.replay ? await replay(ctx()) : 0;
  let sent = 0;
  for (;;) {
    const now = await relay(ctx(), queues);
    sent += now;
    if (Date.now() >= until) return { sent, replayed };
    if (now < DELIVERY.relayBatch) await sleep(Math.min(DELIVERY.relayEveryMs, until - Date.now()));
  }
}

/** Ends the connections. */
export const close = (): Promise<void> => db.close();
