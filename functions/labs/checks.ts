import * as z from 'zod/mini';
import { ensureActor } from '../auth/auth.ts';
import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { emit } from '../platform/queue/outbox.ts';
import { type Answers, problemOf } from './checking/answers.ts';
import {
  type CheckRow,
  hasPending,
  pruneChecks,
  pruneSubmissions,
  requestCheck,
  requestSubmission,
  type SubmissionRow,
} from './checks.store.ts';
import { checkDue, submissionDue } from './labs.events.ts';
import { labOfId, machineOf, requireLab } from './labs.ts';
import { LABS } from './limits.ts';
import { indexOf, openSessions, requireSession } from './sessions.ts';
import { countAttempt } from './steps.store.ts';

export type CheckRecord = CheckRow;
export type SubmissionRecord = SubmissionRow;

const key = z.string().check(z.minLength(8), z.maxLength(64), z.regex(/^[\w-]+$/));

/**
 * Asks for a check of one step; a worker does it. The same key again is the same check.
 *
 * @throws DomainError CONFLICT when the machine is not ready, or another check is under way
 */
export async function checkStep(
  ctx: Context,
  { sessionId, step, key: given }: { sessionId: string; step: string; key: string },
): Promise<CheckRecord> {
  const { actor, session } = await requireSession(ctx, sessionId);
  indexOf(await labOfId(ctx, session.lab_id), step);
  const wanted = {
    id: ctx.newId('chk', ctx.now),
    sessionId: session.id,
    step,
    key: parseInput(key, given),
    now: ctx.now,
  };
  await ctx.services.limits.require('lab-check', actor.userId, ctx);
  return ctx.db.transaction(async (db) => {
    const isBusy = await hasPending(db, session.id);
    const { check, isNew } = await requestCheck(db, wanted);
    if (!isNew) return check;
    if (session.state !== 'ready')
      throw new DomainError('CONFLICT', 'There is no machine to look at: start or resume the lab first.');
    if (isBusy) throw new DomainError('CONFLICT', 'A check is under way. Wait for its answer.');
    await countAttempt(db, session.id, step);
    await pruneChecks(db, { sessionId: session.id, step, keep: LABS.keptChecks });
    await emit(ctx, db, checkDue, { checkId: check.id });
    return check;
  });
}

const files = z
  .array(z.object({ path: z.string().check(z.maxLength(200)), text: z.string() }))
  .check(z.maxLength(50));

/**
 * Hands in a solution: these files, or without any, what is in the machine of the open session. A worker checks every
 * step of it. The same key again is the same submission.
 *
 * @throws DomainError BAD_INPUT for other files than asked for; CONFLICT when there are none and no machine is ready,
 *   or a check is under way
 */
export async function completeLab(
  ctx: Context,
  { labId, solution, key: given }: { labId: string; solution: unknown; key: string },
): Promise<SubmissionRecord> {
  const lab = await requireLab(ctx, labId);
  const parsedKey = parseInput(key, given);
  const handedIn = solution == null ? null : await answersIn(ctx, lab.id, solution);
  const actor = await ensureActor(ctx);
  await ctx.services.limits.require('lab-check', actor.userId, ctx);
  const session = (await openSessions(ctx)).find((one) => one.lab_id === lab.id);
  const id = ctx.newId('sub', ctx.now);
  const wanted = {
    id,
    labId: lab.id,
    sessionId: session?.id ?? null,
    key: parsedKey,
    files: handedIn,
    now: ctx.now,
  };
  return ctx.db.transaction(async (db) => {
    const isBusy = session ? await hasPending(db, session.id) : false;
    const { submission, isNew } = await requestSubmission(db, actor, wanted);
    if (!isNew) return submission;
    if (!handedIn && session?.state !== 'ready')
      throw new DomainError('CONFLICT', 'There is no machine to look at: start or resume the lab first.');
    if (isBusy) throw new DomainError('CONFLICT', 'A check is under way. Wait for its answer.');
    await pruneSubmissions(db, actor, { labId: lab.id, keep: LABS.keptSubmissions });
    await emit(ctx, db, submissionDue, { submissionId: submission.id });
    return submission;
  });
}

/** @throws DomainError BAD_INPUT for files that the lab does not ask for, twice the same, too large, or no text */
async function answersIn(ctx: Context, labId: string, solution: unknown): Promise<Answers> {
  const given = parseInput(files, solution);
  const { answers } = await machineOf(ctx, labId);
  const stray = given.find(({ path }) => !answers.includes(path));
  if (stray)
    throw new DomainError('BAD_INPUT', `This lab asks for ${answers.join(', ')}, not for "${stray.path}".`);
  const byPath = Object.fromEntries(given.map(({ path, text }) => [path, text]));
  if (Object.keys(byPath).length < given.length) throw new DomainError('BAD_INPUT', 'A file is there twice.');
  const problem = problemOf(byPath);
  if (problem) throw new DomainError('BAD_INPUT', problem.observed);
  return byPath;
}
