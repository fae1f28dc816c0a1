import { randomBytes } from 'node:crypto';
import type { Finding } from '../../content/labs/kit.ts';
import type { Context } from '../platform/context.ts';
import { type Answers, answersOf, problemOf } from './checking/answers.ts';
import { type CheckOutcome, runChecks } from './checking/run-checks.ts';
import { withinTime } from './checking/time-limit.ts';
import {
  type CheckState,
  findPendingCheck,
  findPendingSubmission,
  finishCheck,
  finishSubmission,
  insertCheckOf,
  type SubmissionRow,
} from './checks.store.ts';
import { noteCompletion } from './completions.ts';
import { labOfId, machineOf } from './labs.ts';
import { LABS } from './limits.ts';
import { NoCapacity } from './runtime/runtime.ts';
import { changeSession, readSession, type SessionRow } from './sessions.store.ts';
import { listSteps, markPassed, setStepArchive } from './steps.store.ts';
import { tellSession } from './telling.ts';
import { machineId, reasonIn, type Workshop } from './workshop.ts';

/** What the learner reads when a check could not be made. Never a pass. */
const broken = (observed: string): Finding => ({ passed: false, observed, expected: '', why: '', node: '' });

/**
 * Checks one step of a session with what lies in its machine now. Done twice, the second one finds it finished.
 */
export async function checkOfSession(ctx: Context, shop: Workshop, checkId: string): Promise<void> {
  const check = await findPendingCheck(ctx.db, checkId);
  const session = check?.session_id && (await readSession(ctx.db, check.session_id));
  if (!check || !session) return;
  let outcome: CheckOutcome | undefined;
  try {
    const files = await collect(ctx, shop, session);
    [outcome] = await evaluate(ctx, shop, session.lab_id, { files, near: session, steps: [check.step] });
  } catch (error) {
    return breakCheck(ctx, check.id, reasonOf(ctx, error));
  }
  if (!outcome) return breakCheck(ctx, check.id, 'This step has no check.');
  const { state, finding } = outcome;
  const isFirst = await ctx.db.transaction(async (db) => {
    if (!(await finishCheck(db, { id: check.id, state, finding, now: ctx.now }))) return false;
    return state === 'passed' && (await markPassed(db, session.id, check.step, ctx.now));
  });
  if (state === 'passed') await keepForNextSteps(ctx, shop, session, [{ step: check.step, isFirst }]);
  await changed(ctx, session.id);
}

/** Checks all steps of what was handed in; the first time that all pass, the lab is completed. */
export async function checkSubmission(ctx: Context, shop: Workshop, submissionId: string): Promise<void> {
  const submission = await findPendingSubmission(ctx.db, submissionId);
  if (!submission) return;
  const session = submission.session_id ? await readSession(ctx.db, submission.session_id) : undefined;
  const near = session?.state === 'ready' ? session : undefined;
  let files: Answers;
  let outcomes: CheckOutcome[];
  try {
    files = submission.files ?? (await collect(ctx, shop, session));
    outcomes = await evaluate(ctx, shop, submission.lab_id, { files, near });
  } catch (error) {
    return breakSubmission(ctx, submission.id, reasonOf(ctx, error));
  }
  // What can't be kept was not checked either: each step says why.
  const passed = await finish(ctx, submission, outcomes, problemOf(files) ? {} : files);
  // What was handed in by itself need not be what lies in the machine.
  if (near && submission.files === null) await keepForNextSteps(ctx, shop, near, passed);
  if (session) await changed(ctx, session.id);
}

interface Passed {
  step: string;
  /** It had not passed before. */
  isFirst: boolean;
}

/** @returns the steps of its session that passed */
async function finish(
  ctx: Context,
  submission: SubmissionRow,
  outcomes: readonly CheckOutcome[],
  files: Answers,
): Promise<Passed[]> {
  const states = outcomes.map(({ state }) => state);
  const state: CheckState = states.includes('broken')
    ? 'broken'
    : states.includes('failed')
      ? 'failed'
      : 'passed';
  const { now } = ctx;
  return ctx.db.transaction(async (db) => {
    const passed: Passed[] = [];
    if (!(await finishSubmission(db, { id: submission.id, state, files, now }))) return passed;
    for (const outcome of outcomes)
      await insertCheckOf(db, submission, { ...outcome, id: ctx.newId('chk', now), now });
    if (submission.session_id)
      for (const { step, state: one } of outcomes)
        if (one === 'passed')
          passed.push({ step, isFirst: await markPassed(db, submission.session_id, step, now) });
    if (state === 'passed') await noteCompletion({ ...ctx, db, now }, submission);
    return passed;
  });
}

interface Evaluation {
  files: Answers;
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

/** What the learner's machine says that its answers are: it may not answer, or say anything. */
async function collect(
  ctx: Context,
  { runtime }: Workshop,
  session: SessionRow | undefined,
): Promise<Answers> {
  if (session?.state !== 'ready') throw new Error('There is no machine to look at any more.');
  const { answers } = await machineOf(ctx, session.lab_id);
  const given = await withinTime(LABS.collectSeconds, () => runtime.collect(machineId(session), answers));
  if (given === undefined) throw new Error('The machine does not answer.');
  return answersOf(given, answers);
}

/**
 * What the steps after these begin with: resetting goes back to it. Kept when a step passes for the first time, and
 * again when that failed then: without it, resetting is refused. It is also what the lab goes on with when its machine
 * ends by itself.
 */
async function keepForNextSteps(
  ctx: Context,
  { runtime }: Workshop,
  session: SessionRow,
  passed: readonly Passed[],
): Promise<void> {
  const { steps } = await labOfId(ctx, session.lab_id);
  const rows = await listSteps(ctx.db, [session.id]);
  const isKept = (id: string) => rows.some(({ step, archive }) => step === id && archive !== null);
  const begun = passed.flatMap(({ step, isFirst }) => {
    const next = steps[steps.findIndex(({ id }) => id === step) + 1];
    return next && (isFirst || !isKept(next.id)) ? [next.id] : [];
  });
  if (begun.length === 0) return;
  try {
    const archive = await runtime.save(machineId(session));
    for (const step of begun) {
      const key = `labs/${session.id}/before-${step}.tgz`;
      await ctx.services.objects.put(key, archive);
      await setStepArchive(ctx.db, session.id, step, key);
      await changeSession(ctx.db, session.id, ['ready'], { archive: key }, ctx.now);
    }
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
  return `It could not be checked: ${reasonIn(error)}`;
}
