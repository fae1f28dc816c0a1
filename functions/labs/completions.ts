import { completionsOf, skillTotals } from '../learning/learning.ts';
import type { Context } from '../platform/context.ts';
import { emit } from '../platform/queue/outbox.ts';
import type { SubmissionRow } from './checks.store.ts';
import {
  type CompletionRow,
  insertLabCompletion,
  listLabCompletions,
  type SkillEffect,
} from './completions.store.ts';
import { labCompleted } from './labs.events.ts';
import { labOfId, labs } from './labs.ts';
import { readSession } from './sessions.store.ts';
import { helpTaken, listSteps } from './steps.store.ts';

/** All steps passed: kept once, with what it took and what it did to the skills. Part of the caller's transaction. */
export async function noteCompletion(ctx: Context, submission: SubmissionRow): Promise<void> {
  const { user_id: userId, lab_id: labId, session_id: sessionId } = submission;
  const actor = { userId };
  const session = sessionId ? await readSession(ctx.db, sessionId) : undefined;
  const steps = sessionId ? await listSteps(ctx.db, [sessionId]) : [];
  // Of the lab, not of this session: whoever starts it again has seen what they have seen.
  const help = await helpTaken(ctx.db, actor, labId);
  const running = session?.ready_at ? (ctx.now.getTime() - session.ready_at.getTime()) / 1000 : 0;
  const row: CompletionRow = {
    lab_id: labId,
    completed_at: ctx.now,
    submission_id: submission.id,
    session_id: sessionId,
    minutes: Math.max(1, Math.ceil(((session?.used_seconds ?? 0) + running) / 60)),
    attempts: steps.reduce((sum, step) => sum + step.attempts, submission.attempt),
    hints: help.hints,
    with_solution: help.solution,
    skills: await effectOf(ctx, userId, labId),
  };
  if (await insertLabCompletion(ctx.db, actor, row)) await emit(ctx, ctx.db, labCompleted, { userId, labId });
}

/** Of what Atlas has for each skill of this lab, diagrams and labs: how much was done before, and is now. */
async function effectOf(ctx: Context, userId: string, labId: string): Promise<SkillEffect[]> {
  const lab = await labOfId(ctx, labId);
  const diagrams = await skillTotals(ctx, await completionsOf(ctx, userId));
  const all = await labs(ctx);
  const done = new Set((await listLabCompletions(ctx.db, { userId })).map((row) => row.lab_id));
  return lab.skills.map((skill) => {
    const training = all.filter((one) => one.skills.includes(skill));
    const others = training.filter((one) => one.id !== labId && done.has(one.id)).length;
    const { completedCount, totalCount } = diagrams.get(skill) ?? { completedCount: 0, totalCount: 0 };
    const after = completedCount + others + 1;
    const before = done.has(labId) ? after : after - 1;
    return { skill, before, after, total: Math.max(after, totalCount + training.length) };
  });
}
