import type { Context } from '../platform/context.ts';
import {
  type CheckRow,
  checksOfSubmission,
  newestChecks,
  newestSubmission,
  type SubmissionRow,
} from './checks.store.ts';
import type { CompletionRow } from './completions.store.ts';
import { completedLabs, labOfId } from './labs.ts';
import { placeInQueue } from './queue.store.ts';
import type { SessionRow } from './sessions.store.ts';
import { listSteps, type StepRow } from './steps.store.ts';

export interface StepRecord {
  id: string;
  title: string;
  session: SessionRow;
  /** Undefined as long as nothing was done for it. */
  row: StepRow | undefined;
  check: CheckRow | undefined;
}

/** The steps of a session, in their order, with how far they are. */
export async function stepsOf(ctx: Context, session: SessionRow): Promise<StepRecord[]> {
  const lab = await labOfId(ctx, session.lab_id);
  const [rows, checks] = await Promise.all([
    listSteps(ctx.db, [session.id]),
    newestChecks(ctx.db, [session.id]),
  ]);
  return lab.steps.map(({ id, title }) => ({
    id,
    title,
    session,
    row: rows.find((row) => row.step === id),
    check: checks.find((check) => check.step === id),
  }));
}

/** Of a session that waits: its place, and how long machines that were given back in the last hour let it wait. */
export function turnOf(
  ctx: Context,
  session: SessionRow,
): Promise<{ place: number; waitSeconds: number | null } | undefined> {
  return ctx.once(`labs.turn.${session.id}`, async () => {
    if (session.state !== 'waiting') return undefined;
    const { place, freedInHour } = await placeInQueue(ctx.db, session, ctx.now);
    // Nobody gave one back within an hour: there is nothing to reckon with.
    return { place, waitSeconds: freedInHour > 0 ? Math.round((place / freedInHour) * 3600) : null };
  });
}

export function submissionOf(ctx: Context, session: SessionRow): Promise<SubmissionRow | undefined> {
  return newestSubmission(ctx.db, session.id);
}

/** In the order of the lab's steps. */
export async function checksOf(ctx: Context, submission: SubmissionRow): Promise<CheckRow[]> {
  const { steps } = await labOfId(ctx, submission.lab_id);
  const order = new Map(steps.map(({ id }, i) => [id, i]));
  const checks = await checksOfSubmission(ctx.db, submission.id);
  return checks.sort((a, b) => (order.get(a.step) ?? 0) - (order.get(b.step) ?? 0));
}

/** What was achieved; also shown by a later session of the same lab. */
export async function resultOf(ctx: Context, session: SessionRow): Promise<CompletionRow | undefined> {
  return (await completedLabs(ctx)).get(session.lab_id);
}
