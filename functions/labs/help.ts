import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { sessionChanged } from './labs.events.ts';
import { labOfId, machineOf } from './labs.ts';
import { change } from './session-changes.ts';
import type { SessionState } from './sessions.store.ts';
import { indexOf, type LabSessionRecord, requireSession } from './sessions.ts';
import { openHint } from './steps.store.ts';

const OPEN: readonly SessionState[] = ['waiting', 'starting', 'ready', 'paused', 'ended'];

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
