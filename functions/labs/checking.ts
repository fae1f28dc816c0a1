import { randomBytes } from 'node:crypto';
import type { Finding } from '../../content/labs/kit.ts';
import type { Context } from '../platform/context.ts';
import { type CheckOutcome, runChecks } from './checking/run-checks.ts';
import {
  type CheckState,
  type Files,
  findPendingCheck,
  findPendingSubmission,
  finishCheck,
  finishSubmission,
  insertCheckOf,
  type SubmissionRow,
} from './checks.store.ts';
import { noteCompletion } from './completions.ts';
import { labOfId, machineOf } from './labs.ts';
import { machineId, type Workshop } from './machines.ts';
import { NoCapacity } from './runtime/runtime.ts';
import { changeSession, markPassed, readSession, type SessionRow, setStepArchive } from './sessions.store.ts';
import { tellSession } from './telling.ts';

/** What the learner reads when a check could not be made. Never a pass. */
const broken = (observed: string): Finding => ({ passed: false, observed, expected: '', why: '', node: '' });

/**
 * Checks one step of a session with what lies in its machine now. Done twice, the second one finds it finished.
 */
export async function checkOfSession(ctx: Context, shop: Workshop, checkId: string): Promise<void> {
  const check = await findPendingCheck(ctx.db, checkId);
  const session = check?.session_id && (await readSession(ctx.db, check.session_id));
  if (!check || !session) return;
  let files: Files;
  let outcome: CheckOutcome | undefined;
  try {
    files = await collect(ctx, shop, session);
    [outcome] = await evaluate(ctx, shop, session.lab_id, { files, near: session, steps: [check.step] });
  } catch (error) {
    return breakCheck(ctx, check.id, reasonOf(ctx, error));
  }
  if (!outcome) return breakCheck(ctx, check.id, 'This step has no check.');
  const { state, finding } = outcome;
  const isFirst = await ctx.db.transaction(async (db) => {
    if (!(await finishCheck(db, { id: check.id, state, finding, files, now: ctx.now }))) return false;
    return state === 'passed' && (await markPassed(db, session.id, check.step, ctx.now));
  });
  if (isFirst) await keepForNextStep(ctx, shop, session, check.step);
  await changed(ctx, session.id);
}

/** Checks all steps of what was handed in; the first time that all pass, the lab is completed. */
export async function checkSubmission(ctx: Context, shop: Workshop, submissionId: string): Promise<void> {
  const submission = await findPendingSubmission(ctx.db, submissionId);
  if (!submission) return;
  const session = submission.session_id ? await readSession(ctx.db, submission.session_id) : undefined;
  const near = session?.state === 'ready' ? session : undefined;
  let files: Files;
  let outcomes: CheckOutcome[];
  try {
    files = submission.files ?? (await collect(ctx, shop, session));
    outcomes = await evaluate(ctx, shop, submission.lab_id, { files, near });
  } catch (error) {
    return breakSubmission(ctx, submission.id, reasonOf(ctx, error));
  }
  await finish(ctx, submission, outcomes, files);
  if (session) await changed(ctx, session.id);
}

async function finish(
  ctx: Context,
  submission: SubmissionRow,
  outcomes: readonly CheckOutcome[],
  files: Files,
): Promise<void> {
  const states = outcomes.map(({ state }) => state);
  const state: CheckState = states.includes('broken')
    ? 'broken'
    : states.includes('failed')
      ? 'failed'
      : 'passed';
  const { now } = ctx;
  await ctx.db.transaction(async (db) => {
    if (!(await finishSubmission(db, { id: submission.id, state, files, now }))) return;
    for (const outcome of outcomes)
      await insertCheckOf(db, submission, { ...outcome, id: ctx.newId('chk', now), now });
    if (submission.session_id)
      for (const outcome of outcomes)
        if (outcome.state === 'passed') await markPassed(db, submission.session_id, outcome.step, now);
    if (state === 'passed') await noteCompletion({ ...ctx, db, now }, submission);
  });
}

interface Evaluation {
  files: Files;
  near?: SessionRow | undefined;
  steps?: readonly string[];
}

async function evaluate(
  ctx: Context,
  { runtime, checks }: Workshop,
  labId: string,
  { files, near, steps }: Evaluation,
): Promise<CheckOutcome[]> {
  const lab = await machineOf(ctx, labId);
  // A seed of its own each time: what was worked out for one check is worth nothing in the next one.
  const seed = randomBytes(8).toString('hex');
  const nearId = near && machineId(near);
  const outcomes = await runChecks(lab, files, (spec, use) => runtime.fresh({ ...spec, near: nearId }, use), {
    seed,
    steps,
    checks,
  });
  for (const { step, state, error } of outcomes)
    if (state === 'broken') ctx.log.error('A check is broken', error, { lab: lab.slug, step, seed });
  return outcomes;
}

async function collect(ctx: Context, { runtime }: Workshop, session: SessionRow | undefined): Promise<Files> {
  if (session?.state !== 'ready') throw new Error('There is no machine to look at any more.');
  const { answers } = await machineOf(ctx, session.lab_id);
  return runtime.collect(machineId(session), answers);
}

/** What the next step begins with: resetting goes back to it. Without it, resetting that step is refused. */
async function keepForNextStep(
  ctx: Context,
  { runtime }: Workshop,
  session: SessionRow,
  step: string,
): Promise<void> {
  const { steps } = await labOfId(ctx, session.lab_id);
  const next = steps[steps.findIndex(({ id }) => id === step) + 1];
  if (!next) return;
  try {
    const key = `labs/${session.id}/before-${next.id}.tgz`;
    await ctx.services.objects.put(key, await runtime.save(machineId(session)));
    await setStepArchive(ctx.db, session.id, next.id, key);
  } catch (error) {
    ctx.log.warn('The files of a step could not be kept', { sessionId: session.id, reason: String(error) });
  }
}

/** Ends a check that can't be made: nobody's mistake but ours, or the machine is gone. */
export async function breakCheck(ctx: Context, checkId: string, observed: string): Promise<void> {
  const check = await findPendingCheck(ctx.db, checkId);
  if (!check) return;
  await finishCheck(ctx.db, {
    id: check.id,
    state: 'broken',
    finding: broken(observed),
    files: {},
    now: ctx.now,
  });
  if (check.session_id) await changed(ctx, check.session_id);
}

export async function breakSubmission(ctx: Context, submissionId: string, observed: string): Promise<void> {
  const submission = await findPendingSubmission(ctx.db, submissionId);
  if (!submission) return;
  const { steps } = await labOfId(ctx, submission.lab_id);
  const outcomes = steps.map(({ id }) => ({ step: id, state: 'broken' as const, finding: broken(observed) }));
  await finish(ctx, submission, outcomes, submission.files ?? {});
  if (submission.session_id) await changed(ctx, submission.session_id);
}

async function changed(ctx: Context, sessionId: string): Promise<void> {
  const states = ['waiting', 'starting', 'ready', 'paused', 'ended', 'failed'] as const;
  const session = await changeSession(ctx.db, sessionId, states, {}, ctx.now);
  if (session) await tellSession(ctx, session);
}

/** What a learner reads when there was no machine to check in, or none to read from. */
function reasonOf(ctx: Context, error: unknown): string {
  ctx.log.warn('A lab could not be checked', { reason: String(error) });
  if (error instanceof NoCapacity) return 'All machines are in use: try again in a moment.';
  return `It could not be checked: ${error instanceof Error ? error.message.slice(0, 300) : 'no machine answers.'}`;
}
