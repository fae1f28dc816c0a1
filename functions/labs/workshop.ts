import type { Checks } from '../../content/labs/kit.ts';
import type { Context } from '../platform/context.ts';
import { emit } from '../platform/queue/outbox.ts';
import { machineDue } from './labs.events.ts';
import { oldestWaiting } from './queue.store.ts';
import type { LabRuntime } from './runtime/runtime.ts';
import { changeSession, type SessionChange, type SessionRow, type SessionState } from './sessions.store.ts';
import { tellSession } from './telling.ts';

/** What workers of labs stand on. */
export interface Workshop {
  runtime: LabRuntime;
  /** Where agents dial. */
  relayUrl: string;
  /** Time goes on while a worker waits for a machine: a context has only when it began. */
  clock(): Date;
  /** Of the labs; those of the catalogue unless a test says otherwise. */
  checks?: Checks;
}

export const machineId = ({ id, machine }: Pick<SessionRow, 'id' | 'machine'>) => `${id}.${machine}`;

/** Writes down how it went, unless the learner has wanted something else meanwhile, and tells. */
export async function moved(
  ctx: Context,
  shop: Workshop,
  row: SessionRow,
  from: readonly SessionState[],
  change: SessionChange,
): Promise<boolean> {
  const now = await changeSession(ctx.db, row.id, from, change, shop.clock());
  if (now) await tellSession(ctx, now);
  return now !== undefined;
}

/** Ends a machine of which nothing is needed. One that can't be reached now is ended by a sweep, as nobody's. */
export async function stopAnyway(ctx: Context, { runtime }: Workshop, machine: string): Promise<void> {
  await runtime.stop(machine).catch((error: unknown) => {
    ctx.log.warn('A machine could not be ended yet', { machine, reason: String(error) });
  });
}

/** A machine is free: whoever waits for longest gets it. */
export async function startWaiting(ctx: Context): Promise<void> {
  const next = await oldestWaiting(ctx.db);
  if (!next) return;
  await ctx.db.transaction(async (db) => {
    const change: SessionChange = { state: 'starting', detail: null, machine_exists: true };
    if (await changeSession(db, next, ['waiting'], change, ctx.now))
      await emit(ctx, db, machineDue, { sessionId: next });
  });
}

/** What a learner reads of a failure of ours. */
export const reasonIn = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 300);
