import type { LabNeeds } from '../../client/catalogue/lab.ts';
import type { Context } from '../platform/context.ts';
import { emit } from '../platform/queue/outbox.ts';
import { writeRuntime } from './catalogue.store.ts';
import { breakCheck, breakSubmission } from './checking.ts';
import { listOverdue } from './checks.store.ts';
import { machineDue } from './labs.events.ts';
import { LABS } from './limits.ts';
import { bringMachine, machineId, removeFiles, startWaiting, type Workshop } from './machines.ts';
import {
  changeSession,
  listForsaken,
  listInState,
  listLeftMachines,
  type SessionChange,
  type SessionRow,
  type SessionState,
  wantedMachines,
} from './sessions.store.ts';
import { pausing } from './sessions.ts';
import { sayUsage } from './usage.ts';

const MINUTE = 60_000;
const AT_ONCE = 200;

/**
 * Looks at all that is there and puts right what nobody else did: labs whose time is up, that nobody is at, whose
 * machine ended, did not come or belongs to nobody, checks that were never finished. It decides by what it sees, not by
 * when it ran last, so it may run twice, late, or die in between.
 */
export async function sweep(ctx: Context, shop: Workshop): Promise<void> {
  await sayWhatRuns(ctx, shop);
  for (const row of await listInState(ctx.db, ['ready'], AT_ONCE)) await lookAtReady(ctx, shop, row);
  for (const row of await listInState(ctx.db, ['starting'], AT_ONCE)) await lookAtStarting(ctx, row);
  for (const row of await listInState(ctx.db, ['paused'], AT_ONCE)) await lookAtPaused(ctx, row);
  for (const row of await listLeftMachines(ctx.db))
    await emit(ctx, ctx.db, machineDue, { sessionId: row.id });
  // A killed worker's message comes back after minutes: somebody else goes on sooner.
  for (const id of await listForsaken(ctx.db, ctx.now))
    await emit(ctx, ctx.db, machineDue, { sessionId: id });
  for (const { id, kind } of await listOverdue(ctx.db, before(ctx, LABS.checkSeconds * 1000))) {
    if (kind === 'check') await breakCheck(ctx, id, 'The check was not finished in time. Try again.');
    else await breakSubmission(ctx, id, 'The check was not finished in time. Try again.');
  }
  await stopOrphans(ctx, shop);
  await shop.runtime.tidy?.();
  await startWaiting(ctx);
  await sayUsage(ctx, shop.runtime, await listInState(ctx.db, ['ready'], AT_ONCE));
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

async function lookAtReady(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  const isOver = row.expires_at !== null && row.expires_at < ctx.now;
  const isIdle = row.seen_at < before(ctx, LABS.idleMinutes * MINUTE);
  // A machine that is gone has not used up its time: its files are saved first.
  if (!isOver && !isIdle) return bringMachine(ctx, shop, row.id);
  if ((await shop.runtime.state(machineId(row))).phase !== 'ready') return bringMachine(ctx, shop, row.id);
  const ended = 'Its time was up. What you have passed is kept; start again to go on.';
  const paused = `Paused after ${LABS.idleMinutes} minutes without you.`;
  if (isOver)
    return want(ctx, row, ['ready'], { state: 'ended', detail: ended, ended_at: ctx.now, expires_at: null });
  return want(ctx, row, ['ready'], pausing(row, ctx.now, paused));
}

async function lookAtStarting(ctx: Context, row: SessionRow): Promise<void> {
  if (row.state_since > before(ctx, LABS.startSeconds * 1000)) return;
  const detail = `The machine did not start within ${LABS.startSeconds / 60} minutes.`;
  await want(ctx, row, ['starting'], { state: 'failed', detail, ended_at: ctx.now });
}

async function lookAtPaused(ctx: Context, row: SessionRow): Promise<void> {
  if (row.state_since > before(ctx, LABS.keptDays * 24 * 60 * MINUTE)) return;
  const detail = `It was paused for more than ${LABS.keptDays} days.`;
  await want(ctx, row, ['paused'], { state: 'ended', detail, ended_at: ctx.now });
  await removeFiles(ctx, row.id);
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

/** Machines that no session wants, such as those of a deleted account. A young one may be about to be written down. */
async function stopOrphans(ctx: Context, { runtime }: Workshop): Promise<void> {
  const all = (await runtime.list()).filter(({ since }) => since < before(ctx, 2 * MINUTE));
  const wanted = await wantedMachines(
    ctx.db,
    all.map(({ id }) => id),
  );
  for (const { id } of all) {
    if (wanted.has(id)) continue;
    ctx.log.warn('A machine of nobody is stopped', { machine: id });
    await runtime.stop(id);
  }
}

function before(ctx: Context, ms: number): Date {
  return new Date(ctx.now.getTime() - ms);
}
