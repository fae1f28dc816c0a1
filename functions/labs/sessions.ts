import { ensureActor } from '../auth/auth.ts';
import type { Actor, Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import { emit } from '../platform/queue/outbox.ts';
import { machineDue, sessionChanged } from './labs.events.ts';
import { type LabRecord, labOfId, machineOf, requireLab, runtimeHere, unavailable } from './labs.ts';
import { LABS } from './limits.ts';
import {
  changeSession,
  countMachines,
  findSession,
  insertSession,
  listOpenSessions,
  listSteps,
  openHint,
  reopenSteps,
  type SessionChange,
  type SessionRow,
  type SessionState,
} from './sessions.store.ts';

export type LabSessionRecord = SessionRow;

/** A lab that the asking person started; undefined for any other. */
export async function labSession(ctx: Context, id: string): Promise<LabSessionRecord | undefined> {
  const sessionId = parseId('lss', id);
  return ctx.actor && findSession(ctx.db, ctx.actor, sessionId);
}

/** @throws DomainError UNAUTHENTICATED without an account, NOT_FOUND for what is not theirs */
export async function requireSession(
  ctx: Context,
  id: string,
): Promise<{ actor: Actor; session: LabSessionRecord }> {
  const sessionId = parseId('lss', id);
  if (!ctx.actor) throw new DomainError('UNAUTHENTICATED', 'Please sign in first.');
  const session = await findSession(ctx.db, ctx.actor, sessionId);
  if (!session) throw new DomainError('NOT_FOUND', 'There is no such lab of yours.');
  return { actor: ctx.actor, session };
}

/** Those that have not ended, newest first. */
export function openSessions(ctx: Context): Promise<LabSessionRecord[]> {
  return ctx.once('labs.open', async () => (ctx.actor ? listOpenSessions(ctx.db, ctx.actor) : []));
}

/**
 * Starts a lab: a worker makes the machine. Asking again gives back the session that is open.
 *
 * @throws DomainError UNAVAILABLE where such labs can't run, FORBIDDEN for more machines than one person may have
 */
export async function startLab(ctx: Context, labId: string): Promise<LabSessionRecord> {
  const lab = await requireLab(ctx, labId);
  const open = ctx.actor && (await listOpenSessions(ctx.db, ctx.actor)).find((one) => one.lab_id === lab.id);
  if (open) return open.state === 'paused' ? resumeLab(ctx, open.id) : open;
  const why = await unavailable(ctx, lab.needs);
  if (why) throw new DomainError('UNAVAILABLE', why);
  await ctx.services.limits.require('lab-start', ctx.actor?.userId ?? ctx.caller.address, ctx);
  const actor = await ensureActor(ctx);
  const { kind } = await runtimeHere(ctx);
  const id = ctx.newId('lss', ctx.now);
  await ctx.db.transaction(async (db) => {
    await requireRoom(db, actor);
    if (!(await insertSession(db, actor, { id, labId: lab.id, kind, now: ctx.now }))) return;
    await emit(ctx, db, machineDue, { sessionId: id });
  });
  const [session] = (await listOpenSessions(ctx.db, actor)).filter((one) => one.lab_id === lab.id);
  if (!session) throw new Error('A session was not made.');
  return session;
}

/** @throws DomainError FORBIDDEN when the person has as many machines as one may have */
async function requireRoom(db: Database, actor: Actor): Promise<void> {
  // One after the other for a person: two tabs can't both find the last place.
  await db.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`labs ${actor.userId}`]);
  if ((await countMachines(db, actor)) >= LABS.machines)
    throw new DomainError(
      'FORBIDDEN',
      `You have ${LABS.machines} machines at work. Pause or end one of those labs first.`,
    );
}

/** Half an hour more, once. */
export async function extendLab(ctx: Context, id: string): Promise<LabSessionRecord> {
  const { session } = await requireSession(ctx, id);
  if (!canExtend(session)) throw new DomainError('CONFLICT', 'This lab can not be extended any more.');
  const expires_at = new Date((session.expires_at?.getTime() ?? 0) + LABS.extensionMinutes * 60_000);
  return change(ctx, session, ['ready'], { expires_at, extended: true }, sessionChanged);
}

export function canExtend({ state, extended }: LabSessionRecord): boolean {
  return state === 'ready' && !extended;
}

/** Keeps the files and gives the machine back; a worker does both. */
export async function pauseLab(ctx: Context, id: string): Promise<LabSessionRecord> {
  const { session } = await requireSession(ctx, id);
  if (session.state === 'paused') return session;
  return change(ctx, session, ['ready'], pausing(session, ctx.now), machineDue);
}

/** What a lab is that is being paused. */
export function pausing(session: LabSessionRecord, now: Date, detail?: string): SessionChange {
  const left = Math.max(0, ((session.expires_at?.getTime() ?? 0) - now.getTime()) / 1000);
  const used = session.ready_at ? (now.getTime() - session.ready_at.getTime()) / 1000 : 0;
  return {
    state: 'paused',
    detail: detail ?? 'Your files are being kept.',
    left_seconds: Math.round(left),
    used_seconds: session.used_seconds + Math.round(used),
    expires_at: null,
    ready_at: null,
  };
}

/** Makes a machine with the files that were kept. */
export async function resumeLab(ctx: Context, id: string): Promise<LabSessionRecord> {
  const { actor, session } = await requireSession(ctx, id);
  if (['starting', 'waiting', 'ready'].includes(session.state)) return session;
  if (session.machine_exists)
    throw new DomainError('CONFLICT', 'Your files are still being kept. Try again in a moment.', {
      retryAfterSeconds: 2,
    });
  await ctx.db.transaction((db) => requireRoom(db, actor));
  return change(ctx, session, ['paused'], nextMachine(session, session.archive), machineDue);
}

/** The next machine of a session, from these files. */
function nextMachine(session: LabSessionRecord, archive: string | null): SessionChange {
  return {
    state: 'starting',
    detail: null,
    machine: session.machine + 1,
    machine_exists: true,
    archive,
    ready_at: null,
  };
}

/** Ends the lab. Ending twice is no error. */
export async function endLab(ctx: Context, id: string): Promise<LabSessionRecord> {
  const { session } = await requireSession(ctx, id);
  if (session.state === 'ended' || session.state === 'failed') return session;
  return change(
    ctx,
    session,
    ['waiting', 'starting', 'ready', 'paused'],
    { state: 'ended', detail: null, ended_at: ctx.now, expires_at: null },
    machineDue,
  );
}

/**
 * Puts the files back to how they were when a step began, or without one, when the lab did: in the next machine. What
 * was passed since then is to be passed again.
 */
export async function resetLab(
  ctx: Context,
  id: string,
  step: string | undefined,
): Promise<LabSessionRecord> {
  const { session } = await requireSession(ctx, id);
  const lab = await labOfId(ctx, session.lab_id);
  const at = step === undefined ? 0 : indexOf(lab, step);
  const rows = await listSteps(ctx.db, [session.id]);
  const archive = at === 0 ? null : (rows.find((row) => row.step === step)?.archive ?? null);
  if (at > 0 && archive === null)
    throw new DomainError(
      'CONFLICT',
      'The step before has not been passed yet: there is nothing to go back to.',
    );
  const again = lab.steps.slice(at).map((one) => one.id);
  const used = session.ready_at ? Math.round((ctx.now.getTime() - session.ready_at.getTime()) / 1000) : 0;
  return ctx.db.transaction(async (db) => {
    await reopenSteps(db, session.id, again);
    const next = { ...nextMachine(session, archive), used_seconds: session.used_seconds + used };
    return change({ ...ctx, db }, session, ['ready'], next, machineDue);
  });
}

/** Opens a hint of a step; each after the one before. */
export async function takeHint(
  ctx: Context,
  { sessionId, step, rung }: { sessionId: string; step: string; rung: number },
): Promise<LabSessionRecord> {
  const { session } = await requireSession(ctx, sessionId);
  indexOf(await labOfId(ctx, session.lab_id), step);
  if (!Number.isInteger(rung) || rung < 1 || rung > 3)
    throw new DomainError('BAD_INPUT', 'There are hints 1 to 3.');
  return ctx.db.transaction(async (db) => {
    if (!(await openHint(db, session.id, step, rung)))
      throw new DomainError('CONFLICT', 'Open the hint before this one first.');
    return change({ ...ctx, db }, session, OPEN, {}, sessionChanged);
  });
}

/** Shows the solution; from then on the lab counts as done with it. */
export async function revealSolution(ctx: Context, id: string): Promise<LabSessionRecord> {
  const { session } = await requireSession(ctx, id);
  if (session.solution_seen_at) return session;
  return change(ctx, session, OPEN, { solution_seen_at: ctx.now }, sessionChanged);
}

/** The texts of the hints that were opened. */
export async function hintsOf(
  ctx: Context,
  session: LabSessionRecord,
  step: string,
  opened: number,
): Promise<string[]> {
  if (opened === 0) return [];
  const machine = await ctx.once(`labs.machine.${session.lab_id}`, () => machineOf(ctx, session.lab_id));
  return machine.steps.find(({ id }) => id === step)?.hints.slice(0, opened) ?? [];
}

export async function solutionOf(ctx: Context, session: LabSessionRecord) {
  if (!session.solution_seen_at) return null;
  return (await ctx.once(`labs.machine.${session.lab_id}`, () => machineOf(ctx, session.lab_id))).solution;
}

const OPEN: readonly SessionState[] = ['waiting', 'starting', 'ready', 'paused', 'ended'];

/** @throws DomainError BAD_INPUT for a step that the lab does not have */
export function indexOf(lab: LabRecord, step: string): number {
  const at = lab.steps.findIndex(({ id }) => id === step);
  if (at < 0) throw new DomainError('BAD_INPUT', 'This lab has no such step.');
  return at;
}

/** Changes a session and says so in the same transaction. @throws DomainError CONFLICT when it has changed meanwhile */
async function change(
  ctx: Context,
  session: LabSessionRecord,
  from: readonly SessionState[],
  changes: SessionChange,
  event: typeof machineDue,
): Promise<LabSessionRecord> {
  return ctx.db.transaction(async (db) => {
    const changed = await changeSession(db, session.id, from, changes, ctx.now);
    if (!changed) throw new DomainError('CONFLICT', 'This lab is in another state by now. Look again.');
    await emit(ctx, db, event, { sessionId: session.id });
    return changed;
  });
}
