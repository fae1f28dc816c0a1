import { ensureActor } from '../auth/auth.ts';
import type { Actor, Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import { emit } from '../platform/queue/outbox.ts';
import { machineDue, sessionChanged } from './labs.events.ts';
import { type LabRecord, labOfId, requireLab, runtimeHere, unavailable } from './labs.ts';
import { LABS } from './limits.ts';
import { change, nextMachine, pausing, timeOf } from './session-changes.ts';
import {
  countMachines,
  findKept,
  findSession,
  insertSession,
  listOpenSessions,
  lockMachines,
  type SessionChange,
  type SessionRow,
} from './sessions.store.ts';
import { copyHints, listSteps, reopenSteps } from './steps.store.ts';

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
 * Starts a lab: a worker makes the machine. Asking again gives back the session that is open; one whose time was up goes
 * on with its files and steps, in the whole time again, as long as they are kept.
 *
 * @throws DomainError UNAVAILABLE where such labs can't run, FORBIDDEN for more machines than one person may have,
 *   CONFLICT while the files of the last time are being kept
 */
export async function startLab(ctx: Context, labId: string): Promise<LabSessionRecord> {
  const lab = await requireLab(ctx, labId);
  const isOpen = (one: SessionRow) => one.lab_id === lab.id;
  const open = ctx.actor && (await listOpenSessions(ctx.db, ctx.actor)).find(isOpen);
  if (open) return open.state === 'paused' ? resumeLab(ctx, open.id) : open;
  const why = await unavailable(ctx, lab.needs);
  if (why) throw new DomainError('UNAVAILABLE', why);
  await ctx.services.limits.require('lab-start', ctx.actor?.userId ?? ctx.caller.address, ctx);
  const actor = await ensureActor(ctx);
  const { kind } = await runtimeHere(ctx);
  const id = ctx.newId('lss', ctx.now);
  return ctx.db.transaction(async (db) => {
    await lockMachines(db, actor);
    const meanwhile = (await listOpenSessions(db, actor)).find(isOpen);
    if (meanwhile) return meanwhile;
    await requireRoom(db, actor);
    const kept = await findKept(db, actor, lab.id, ctx.now);
    if (kept) return startAgain({ ...ctx, db }, kept, lab);
    await insertSession(db, actor, { id, labId: lab.id, kind, now: ctx.now });
    await copyHints(db, actor, { id, labId: lab.id });
    await emit(ctx, db, machineDue, { sessionId: id });
    const session = await findSession(db, actor, id);
    if (!session) throw new Error('A session was not made.');
    return session;
  });
}

/** Goes on with a session whose time was up. */
function startAgain(ctx: Context, kept: SessionRow, lab: LabRecord): Promise<LabSessionRecord> {
  requireKept(kept);
  const whole: SessionChange = {
    left_seconds: lab.limit_minutes * 60,
    extended: false,
    ended_at: null,
    kept_until: null,
  };
  return change(ctx, kept, ['ended'], { ...nextMachine(ctx, kept, kept.archive), ...whole }, machineDue);
}

/** @throws DomainError FORBIDDEN when the person has as many machines as one may have; hold the lock until the change */
async function requireRoom(db: Database, actor: Actor): Promise<void> {
  if ((await countMachines(db, actor)) >= LABS.machines)
    throw new DomainError(
      'FORBIDDEN',
      `You have ${LABS.machines} machines at work. Pause or end one of those labs first.`,
    );
}

/** @throws DomainError CONFLICT as long as a worker keeps the files */
function requireKept(session: SessionRow): void {
  if (session.machine_exists)
    throw new DomainError('CONFLICT', 'Your files are still being kept. Try again in a moment.', {
      retryAfterSeconds: 2,
    });
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

/** Makes a machine with the files that were kept. */
export async function resumeLab(ctx: Context, id: string): Promise<LabSessionRecord> {
  const { actor } = await requireSession(ctx, id);
  return ctx.db.transaction(async (db) => {
    await lockMachines(db, actor);
    const { session } = await requireSession({ ...ctx, db }, id);
    if (['starting', 'waiting', 'ready'].includes(session.state)) return session;
    requireKept(session);
    await requireRoom(db, actor);
    const next = nextMachine(ctx, session, session.archive);
    return change({ ...ctx, db }, session, ['paused'], next, machineDue);
  });
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
  if (at > 0 && archive === null) {
    const before = rows.find((row) => row.step === lab.steps[at - 1]?.id);
    const why = before?.passed_at
      ? 'The files that this step began with were not kept. Check the step before once more, or reset the whole lab.'
      : 'The step before has not been passed yet: there is nothing to go back to.';
    throw new DomainError('CONFLICT', why);
  }
  const again = lab.steps.slice(at).map((one) => one.id);
  return ctx.db.transaction(async (db) => {
    await reopenSteps(db, session.id, again);
    // It gives one machine back for another: in a queue it stands where it got that one.
    const turn = { queued_at: session.ready_at };
    const next = { ...nextMachine(ctx, session, archive), ...timeOf(session, ctx.now), ...turn };
    return change({ ...ctx, db }, session, ['ready'], next, machineDue);
  });
}

/** @throws DomainError BAD_INPUT for a step that the lab does not have */
export function indexOf(lab: LabRecord, step: string): number {
  const at = lab.steps.findIndex(({ id }) => id === step);
  if (at < 0) throw new DomainError('BAD_INPUT', 'This lab has no such step.');
  return at;
}
