import { setTimeout as sleep } from 'node:timers/promises';
import type { LabMachine } from '../../client/catalogue/lab.ts';
import type { Checks } from '../../content/labs/kit.ts';
import type { Context } from '../platform/context.ts';
import { emit } from '../platform/queue/outbox.ts';
import { newAgentToken } from './agent-tokens.ts';
import { packFiles } from './checking/archive.ts';
import { machineDue } from './labs.events.ts';
import { machineOf } from './labs.ts';
import { LABS } from './limits.ts';
import { type LabRuntime, NoCapacity } from './runtime/runtime.ts';
import {
  changeSession,
  holdSession,
  oldestWaiting,
  readSession,
  releaseSession,
  type SessionChange,
  type SessionRow,
  type SessionState,
  setAgentToken,
} from './sessions.store.ts';
import { pausing } from './sessions.ts';
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

/** What a lab has left, at least, whose machine ended by itself. */
const LEAST_SECONDS = 600;

/**
 * Brings the machine of a session to where its row says it should be. Done twice, or by two at once, it has one effect:
 * one worker at a time holds a session, each step looks at what is there, and what a killed worker left is taken up by
 * the next one.
 */
export async function bringMachine(ctx: Context, shop: Workshop, sessionId: string): Promise<void> {
  if (!(await hold(ctx, shop, sessionId))) return;
  try {
    // Whatever the learner wanted meanwhile is done in the same go.
    for (let row = await readSession(ctx.db, sessionId); row; ) {
      const before = row.version;
      // What a learner changed is told here; of a ready lab there is nothing to tell.
      if (row.state !== 'ready') await tellSession(ctx, row);
      await bring(ctx, shop, row);
      row = await readSession(ctx.db, sessionId);
      if (row && row.version === before) return;
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
      return row.machine_exists ? end(ctx, shop, row) : removeFiles(ctx, row.id);
    case 'ready':
      return look(ctx, shop, row);
    case 'waiting':
      return undefined;
  }
}

async function start(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  const { runtime } = shop;
  const id = machineId(row);
  // A reset lab has had another one.
  if (row.machine > 1) await runtime.stop(machineId({ ...row, machine: row.machine - 1 }));
  const lab = await machineOf(ctx, row.lab_id);
  try {
    // Asked again it goes on where a worker that was killed has left it.
    if (['absent', 'starting'].includes((await runtime.state(id)).phase)) await ask(ctx, shop, row, lab);
  } catch (error) {
    if (!(error instanceof NoCapacity)) return fail(ctx, shop, row, sentence(ctx, error));
    await moved(ctx, shop, row, ['starting'], {
      state: 'waiting',
      machine_exists: false,
      detail: 'All machines are in use.',
    });
    return;
  }
  await waitUntilReady(ctx, shop, row, lab);
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
      await moved(ctx, shop, row, ['starting'], { state: 'ready', detail: null, ready_at: now, expires_at });
      return;
    }
    if (state.phase === 'failed' || state.phase === 'ended') return fail(ctx, shop, row, state.reason);
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
  const change = pausing(row, shop.clock(), `${why} Resume to go on with the last files that were kept.`);
  // Whatever time had passed when somebody looked: there is some to go on with.
  const left_seconds = Math.max(LEAST_SECONDS, change.left_seconds ?? 0);
  await moved(ctx, shop, row, ['ready'], { ...change, left_seconds });
}

/** The machine can't be made. */
async function fail(ctx: Context, shop: Workshop, row: SessionRow, reason: string): Promise<void> {
  const { runtime } = shop;
  await runtime.stop(machineId(row));
  await moved(ctx, shop, row, ['starting'], {
    state: 'failed',
    machine_exists: false,
    detail: reason,
    ended_at: shop.clock(),
    expires_at: null,
  });
}

/** Keeps the files, then gives the machine back. */
async function keep(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  const { runtime } = shop;
  const id = machineId(row);
  const archive = await runtime.save(id).catch(async (error: unknown) => {
    const salvaged = await runtime.salvage(id);
    if (!salvaged) ctx.log.warn('A machine could not be saved', { machine: id, reason: String(error) });
    return salvaged;
  });
  const key = archive && `labs/${row.id}/${row.machine}.tgz`;
  if (key) await ctx.services.objects.put(key, archive);
  await runtime.stop(id);
  const lost =
    'The machine had ended before its files could be kept: you go on from the last files that were.';
  const detail = key ? keptDetail(row) : lost;
  await moved(ctx, shop, row, ['paused'], { machine_exists: false, detail, archive: key ?? row.archive });
  await startWaiting(ctx);
}

/** Why it was paused stays; that files are being kept does not. */
const keptDetail = ({ detail }: SessionRow) => (detail === 'Your files are being kept.' ? null : detail);

async function end(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  const { runtime } = shop;
  await runtime.stop(machineId(row));
  await moved(ctx, shop, row, ['ended', 'failed'], { machine_exists: false });
  await removeFiles(ctx, row.id);
  await startWaiting(ctx);
}

/** What was kept of a lab. */
export async function removeFiles(ctx: Context, sessionId: string): Promise<void> {
  const { objects } = ctx.services;
  for (const key of await objects.list(`labs/${sessionId}/`)) await objects.remove(key);
}

/** A machine is free: whoever waits for longest gets it, or waits on when somebody was faster. */
export async function startWaiting(ctx: Context): Promise<void> {
  const next = await oldestWaiting(ctx.db);
  if (!next) return;
  await ctx.db.transaction(async (db) => {
    const change: SessionChange = { state: 'starting', detail: null, machine_exists: true };
    if (await changeSession(db, next, ['waiting'], change, ctx.now))
      await emit(ctx, db, machineDue, { sessionId: next });
  });
}

/** Writes down how it went, unless the learner has wanted something else meanwhile, and tells. */
async function moved(
  ctx: Context,
  shop: Workshop,
  row: SessionRow,
  from: readonly SessionState[],
  change: SessionChange,
): Promise<void> {
  const now = await changeSession(ctx.db, row.id, from, change, shop.clock());
  if (now) await tellSession(ctx, now);
}

/** What the learner reads of a failure of ours. */
function sentence(ctx: Context, error: unknown): string {
  ctx.log.error('A machine could not be made', error);
  const message = error instanceof Error ? error.message : String(error);
  return `The machine could not be made: ${message.slice(0, 300)}`;
}
