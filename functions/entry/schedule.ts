import { randomUUID } from 'node:crypto';
import { tidyAccounts } from '../auth/auth.ts';
import { mergeBoards } from '../collab/boards.live.ts';
import { orderSweep } from '../labs/labs.ts';
import { tidyLabs } from '../labs/tidy.ts';
import { readConfig } from '../platform/config.ts';
import { type Context, createContext } from '../platform/context.ts';
import { connect } from '../platform/db/database.ts';
import { createLog } from '../platform/log.ts';
import { createObjects } from '../platform/objects/objects.ts';
import { tidy } from '../platform/queue/outbox.ts';
import { NO_SERVICES } from '../platform/services.ts';

const config = readConfig(['databaseUrl', 'databaseAuth', 'userDataBucket']);
const db = connect(config);
const services = { ...NO_SERVICES, objects: createObjects(config.userDataBucket) };

/** What runs by the clock. Each job may run twice or late: it looks at what is there, not at when it ran last. */
const JOBS: Readonly<Record<string, (ctx: Context) => Promise<void>>> = {
  'tidy-outbox': tidy,
  'tidy-accounts': tidyAccounts,
  'merge-boards': mergeBoards,
  'tidy-labs': tidyLabs,
  'sweep-labs': orderSweep,
};

/** What is due each minute; all others, each hour. */
export const EACH_MINUTE: readonly string[] = ['sweep-labs'];

export interface ScheduleEvent {
  /** The jobs that are due; those of each hour unless told. */
  jobs?: readonly string[];
}

/** @throws Error that names the jobs that failed; the others have run */
export async function handler({ jobs }: ScheduleEvent = {}): Promise<{ done: string[] }> {
  const requestId = randomUUID();
  const log = createLog(config.logLevel, requestId);
  const failed: string[] = [];
  const due = Object.entries(JOBS).filter(([name]) =>
    jobs ? jobs.includes(name) : !EACH_MINUTE.includes(name),
  );
  for (const [name, job] of due) {
    try {
      await job(createContext({ db, log, now: new Date(), requestId, services }));
    } catch (error) {
      log.error('A scheduled job failed', error, { job: name });
      failed.push(name);
    }
  }
  if (failed.length > 0) throw new Error(`Scheduled jobs failed: ${failed.join(', ')}.`);
  return { done: due.map(([name]) => name) };
}

/** Ends the connections. */
export const close = (): Promise<void> => db.close();
