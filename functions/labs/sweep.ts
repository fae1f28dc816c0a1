import type { LabNeeds } from '../../client/catalogue/lab.ts';
import type { Context } from '../platform/context.ts';
import { emit } from '../platform/queue/outbox.ts';
import { writeRuntime } from './catalogue.store.ts';
import { breakCheck, breakSubmission } from './checking.ts';
import { listOverdue } from './checks.store.ts';
import { inTurns } from './in-turns.ts';
import { machineDue } from './labs.events.ts';
import { LABS } from './limits.ts';
import { giveUp } from './machines.ts';
import { isOpen } from './relay.ts';
import { expiring, pausing } from './session-changes.ts';
import {
  changeSession,
  listForsaken,
  markSeen,
  type SessionChange,
  type SessionRow,
  type SessionState,
} from './sessions.store.ts';
import {
  listExpired,
  listIdle,
  listLeftMachines,
  listOutlived,
  listSince,
  takeLooks,
  wantedMachines,
} from './sweep.store.ts';
import { sayUsage } from './usage.ts';
import { machineId, startWaiting, type Workshop } from './workshop.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Of each kind, in one sweep; the next one goes on. */
const MOST = 200;
/** That are looked at together: most of it is waiting for the cluster. */
const TOGETHER = 8;

/**
 * Looks at all that is there and puts right what nobody else did: labs whose time is up, that nobody is at, whose
 * machine ended, did not come or belongs to nobody, checks that were never finished. It decides by what it sees, not by
 * when it ran last, so it may run twice, late, or die in between; what fails for one is no reason to leave the others.
 */
export async function sweep(ctx: Context, shop: Workshop): Promise<void> {
  const { db, now } = ctx;
  const since = (ms: number) => new Date(now.getTime() - ms);
  const each = eachUntil(ctx, shop, shop.clock().getTime() + LABS.sweepSeconds * 1000);
  await each([sayWhatRuns], (say) => say(ctx, shop));
  await each(listExpired(db, now, MOST), (row) => lookAtExpired(ctx, shop, row));
  await each(listIdle(db, since(LABS.idleMinutes * MINUTE), MOST), (row) => lookAtIdle(ctx, shop, row));
  await each(listSince(db, 'starting', since(LABS.startSeconds * 1000), MOST), (row) =>
    giveUp(ctx, shop, row, TOO_LATE),
  );
  await each(listLeftMachines(db, MOST), ({ id }) => emit(ctx, db, machineDue, { sessionId: id }));
  // A killed worker's message comes back after minutes: somebody else goes on sooner.
  await each(listForsaken(db, now), (id) => emit(ctx, db, machineDue, { sessionId: id }));
  await each(listOverdue(db, since(LABS.checkSeconds * 1000)), ({ id, kind }) =>
    kind === 'check' ? breakCheck(ctx, id, NOT_FINISHED) : breakSubmission(ctx, id, NOT_FINISHED),
  );
  // A young machine may be about to be written down.
  await each(nobodys(ctx, shop, since(2 * MINUTE)), (machine) => shop.runtime.stop(machine));
  await each([startWaiting], (start) => start(ctx));
  await each(listSince(db, 'paused', since(LABS.keptDays * DAY), MOST), (row) => forgetPaused(ctx, row));
  await each(listOutlived(db, now, MOST), (row) =>
    want(ctx, row, ['ended'], { kept_until: null, archive: null }),
  );
  await each(takeLooks(db, now, MOST), (row) => lookAtReady(ctx, shop, row));
  await each([shop.runtime], async (runtime) => runtime.tidy?.());
}

const TOO_LATE = `The machine did not start within ${LABS.startSeconds / 60} minutes.`;
const NOT_FINISHED = 'The check was not finished in time. Try again.';

/** Does something for each, a few at a time, until this moment: what is left then is the next sweep's. */
function eachUntil(ctx: Context, { clock }: Workshop, until: number) {
  const failed = (error: unknown) => ctx.log.error('A part of a sweep failed', error);
  return async <One>(
    all: readonly One[] | Promise<readonly One[]>,
    work: (one: One) => Promise<unknown>,
  ): Promise<void> => {
    try {
      await inTurns(await all, TOGETHER, async (one) => {
        if (clock().getTime() <= until) await work(one).catch(failed);
      });
    } catch (error) {
      failed(error);
    }
  };
}

/** For the API, which has no runtime itself. */
async function sayWhatRuns(ctx: Context, { runtime }: Workshop): Promise<void> {
  const lacks = async (needs: LabNeeds) => (await runtime.lacks(needs)) ?? null;
  await writeRuntime(
    ctx.db,
    {
      kind: runtime.kind,
      lacks: {
        shell: await lacks('shell'),
        linux: await lacks('linux'),
        kubernetes: await lacks('kubernetes'),
      },
    },
    ctx.now,
  );
}

async function lookAtExpired(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  // A machine that is gone has not used up its time: its files are saved first.
  if (await isThere(ctx, shop, row)) await want(ctx, row, ['ready'], expiring(row, ctx.now));
}

async function lookAtIdle(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  if (await isOpen(ctx, row.id)) return markSeen(ctx.db, row.id, ctx.now);
  const detail = `Paused after ${LABS.idleMinutes} minutes without you.`;
  if (await isThere(ctx, shop, row)) await want(ctx, row, ['ready'], pausing(row, ctx.now, detail));
}

async function lookAtReady(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  await sayUsage(ctx, shop.runtime, row);
  await isThere(ctx, shop, row);
}

/** Whether the machine of a ready lab is there still; else a worker is asked to look what becomes of the lab. */
async function isThere(ctx: Context, { runtime }: Workshop, row: SessionRow): Promise<boolean> {
  const { phase } = await runtime.state(machineId(row));
  if (phase === 'ready' || phase === 'starting') return true;
  await emit(ctx, ctx.db, machineDue, { sessionId: row.id });
  return false;
}

async function forgetPaused(ctx: Context, row: SessionRow): Promise<void> {
  const detail = `It was paused for more than ${LABS.keptDays} days.`;
  await want(ctx, row, ['paused'], { state: 'ended', detail, ended_at: ctx.now, archive: null });
}

/** Changes what should be; the worker of the event does it. */
async function want(
  ctx: Context,
  row: SessionRow,
  from: readonly SessionState[],
  change: SessionChange,
): Promise<void> {
  await ctx.db.transaction(async (db) => {
    if (await changeSession(db, row.id, from, change, ctx.now))
      await emit(ctx, db, machineDue, { sessionId: row.id });
  });
}

/** Machines that no session wants, such as those of a deleted account. */
async function nobodys(ctx: Context, { runtime }: Workshop, before: Date): Promise<string[]> {
  const all = (await runtime.list()).flatMap(({ id, since }) => (since < before ? [id] : []));
  const wanted = await wantedMachines(ctx.db, all);
  const machines = all.filter((id) => !wanted.has(id));
  if (machines.length > 0) ctx.log.warn('Machines of nobody are stopped', { machines });
  return machines;
}
