import { setTimeout as sleep } from 'node:timers/promises';
import type { LabMachine } from '../../client/catalogue/lab.ts';
import type { Context } from '../platform/context.ts';
import { emit } from '../platform/queue/outbox.ts';
import { newAgentToken } from './agent-tokens.ts';
import { packFiles } from './checking/archive.ts';
import { end, keep, LAST_FILES, removeFiles } from './keeping.ts';
import { machineDue } from './labs.events.ts';
import { machineOf } from './labs.ts';
import { LABS } from './limits.ts';
import { isBehind } from './queue.store.ts';
import { NoCapacity } from './runtime/runtime.ts';
import { pausing } from './session-changes.ts';
import {
  holdSession,
  readSession,
  releaseSession,
  type SessionChange,
  type SessionRow,
  setAgentToken,
} from './sessions.store.ts';
import { tellSession } from './telling.ts';
import { machineId, moved, reasonIn, startWaiting, stopAnyway, type Workshop } from './workshop.ts';

/** What a lab has left, at least, whose machine ended by itself. */
const LEAST_SECONDS = 600;

/**
 * Brings the machine of a session to where its row says it should be. Done twice, or by two at once, it has one effect:
 * one worker at a time holds a session, each step looks at what is there, and what a killed worker left is taken up by
 * the next one.
 */
export async function bringMachine(ctx: Context, shop: Workshop, sessionId: string): Promise<void> {
  if (!(await hold(ctx, shop, sessionId))) return;
  const until = shop.clock().getTime() + LABS.waitSeconds * 1000;
  try {
    // Whatever the learner wanted meanwhile is done in the same go, as long as there is time for it.
    for (let row = await readSession(ctx.db, sessionId); row; ) {
      const before = row.version;
      // What a learner changed is told here; of a ready lab there is nothing to tell.
      if (row.state !== 'ready') await tellSession(ctx, row);
      await bring(ctx, shop, row);
      row = await readSession(ctx.db, sessionId);
      if (row && row.version === before) return;
      if (row && shop.clock().getTime() > until) {
        await emit(ctx, ctx.db, machineDue, { sessionId });
        return;
      }
    }
  } finally {
    await releaseSession(ctx.db, sessionId);
  }
}

/** False when there is no such session, or another worker has it for long: then somebody looks again afterwards. */
async function hold(ctx: Context, { clock }: Workshop, sessionId: string): Promise<boolean> {
  const until = clock().getTime() + LABS.patienceSeconds * 1000;
  for (;;) {
    const now = clock();
    if (await holdSession(ctx.db, sessionId, now, new Date(now.getTime() + LABS.holdSeconds * 1000)))
      return true;
    if (!(await readSession(ctx.db, sessionId))) return false;
    if (now.getTime() > until) break;
    await sleep(100);
  }
  await emit(ctx, ctx.db, machineDue, { sessionId });
  return false;
}

async function bring(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  switch (row.state) {
    case 'starting':
      return start(ctx, shop, row);
    case 'paused':
      return row.machine_exists ? keep(ctx, shop, row) : undefined;
    case 'ended':
    case 'failed':
      if (row.machine_exists) return end(ctx, shop, row);
      return row.kept_until ? undefined : removeFiles(ctx, row.id);
    case 'ready':
      return look(ctx, shop, row);
    case 'waiting':
      return undefined;
  }
}

async function start(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  const { runtime } = shop;
  // A reset lab has had another one, and so has one whose machine did not come.
  if (row.machine > 1) await stopAnyway(ctx, shop, machineId({ ...row, machine: row.machine - 1 }));
  const lab = await machineOf(ctx, row.lab_id);
  // Whoever was called from the queue has waited.
  const isLater = row.queued_at === null && (await isBehind(ctx.db, row));
  try {
    const { phase } = await runtime.state(machineId(row));
    if (phase === 'absent' && isLater) return await wait(ctx, shop, row);
    // Asked again it goes on where a worker that was killed has left it.
    if (phase === 'absent' || phase === 'starting') await ask(ctx, shop, row, lab);
  } catch (error) {
    if (error instanceof NoCapacity) return wait(ctx, shop, row);
    ctx.log.error('A machine could not be made', error, { machine: machineId(row), tries: row.tries });
    return tryAgain(ctx, shop, row, `The machine could not be made: ${reasonIn(error)}`);
  }
  // Where there was room for one that waited, there may be for the next one.
  if (row.queued_at) await startWaiting(ctx);
  await waitUntilReady(ctx, shop, row, lab);
}

/** In the order in which they asked; who was called too early keeps the place. */
async function wait(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  await moved(ctx, shop, row, ['starting'], {
    state: 'waiting',
    machine_exists: false,
    detail: 'All machines are in use.',
    queued_at: row.queued_at ?? row.state_since,
  });
}

async function ask(
  ctx: Context,
  { runtime, relayUrl, clock }: Workshop,
  row: SessionRow,
  lab: LabMachine,
): Promise<void> {
  const left = leftSeconds(row, lab) + (row.extended ? 0 : LABS.extensionMinutes * 60);
  const endsAt = new Date(clock().getTime() + (left + LABS.graceMinutes * 60) * 1000);
  const archive = row.archive ? await ctx.services.objects.get(row.archive) : undefined;
  if (row.archive && !archive) throw new Error('The files that were kept are gone.');
  const newToken = async () => {
    const { token, hash } = newAgentToken(machineId(row));
    await setAgentToken(ctx.db, { id: row.id, machine: row.machine, hash });
    return token;
  };
  await runtime.start({
    id: machineId(row),
    limits: lab.limits,
    archive: archive ?? (await packFiles(lab.files)),
    agent: { url: relayUrl, newToken },
    endsAt,
  });
}

const leftSeconds = (row: SessionRow, lab: LabMachine) => row.left_seconds ?? lab.limitMinutes * 60;

async function waitUntilReady(ctx: Context, shop: Workshop, row: SessionRow, lab: LabMachine): Promise<void> {
  const until = shop.clock().getTime() + LABS.waitSeconds * 1000;
  for (let pause = 20; ; pause = Math.min(1_000, pause * 1.5)) {
    const state = await shop.runtime.state(machineId(row));
    const now = shop.clock();
    if (state.phase === 'ready') {
      const expires_at = new Date(now.getTime() + leftSeconds(row, lab) * 1000);
      const change: SessionChange = { state: 'ready', detail: null, ready_at: now, expires_at };
      // Whoever had to wait may be away: they have as long to come back as others.
      await moved(ctx, shop, row, ['starting'], { ...change, seen_at: now, tries: 0 });
      return;
    }
    if (state.phase === 'failed') return giveUp(ctx, shop, row, state.reason);
    if (state.phase === 'ended') return tryAgain(ctx, shop, row, state.reason);
    const current = await readSession(ctx.db, row.id);
    if (current?.state !== 'starting' || current.machine !== row.machine) return;
    if (now.getTime() > until) {
      // Somebody else goes on with it, within that worker's time.
      await emit(ctx, ctx.db, machineDue, { sessionId: row.id });
      return;
    }
    await sleep(pause);
  }
}

/** Whether the machine of a ready lab is there still; what was saved of one that ended is what the lab goes on with. */
export async function look(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  const { runtime } = shop;
  const state = await runtime.state(machineId(row));
  if (state.phase === 'ready' || state.phase === 'starting') return;
  const why = 'reason' in state ? state.reason : 'Its machine went away with the computer that it ran on.';
  const change = pausing(row, shop.clock(), `${why} ${LAST_FILES}`);
  // Whatever time had passed when somebody looked: there is some to go on with.
  const left_seconds = Math.max(LEAST_SECONDS, change.left_seconds ?? 0);
  await moved(ctx, shop, row, ['ready'], { ...change, left_seconds });
}

/** A machine did not come, which may pass: the next one is another one, as long as there are tries left. */
async function tryAgain(ctx: Context, shop: Workshop, row: SessionRow, reason: string): Promise<void> {
  const tries = row.tries + 1;
  if (tries >= LABS.tries) return giveUp(ctx, shop, row, reason);
  await stopAnyway(ctx, shop, machineId(row));
  await sleep(LABS.pauseMs * tries);
  await moved(ctx, shop, row, ['starting'], { machine: row.machine + 1, tries });
}

/** The machine can't be made. A lab that was begun has files: it is paused with them, for whenever one can. */
export async function giveUp(ctx: Context, shop: Workshop, row: SessionRow, reason: string): Promise<void> {
  const now = shop.clock();
  const change: SessionChange =
    row.left_seconds === null
      ? { state: 'failed', detail: reason, ended_at: now }
      : { state: 'paused', detail: `${reason} Your files are kept: resume to try again.` };
  const free: SessionChange = { machine_exists: false, expires_at: null, tries: 0, given_back_at: now };
  if (!(await moved(ctx, shop, row, ['starting'], { ...change, ...free }))) return;
  await stopAnyway(ctx, shop, machineId(row));
  await startWaiting(ctx);
}
