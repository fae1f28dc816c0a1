import type { Context } from '../platform/context.ts';
import { submissionsOf } from './checks.store.ts';
import { listLabCompletions } from './completions.store.ts';
import { labOfId } from './labs.ts';

/** Everything that labs keep of a person, as values that JSON can say. */
export async function labsArchive(ctx: Context, userId: string): Promise<Record<string, unknown>> {
  const titleOf = async (labId: string) => (await labOfId(ctx, labId)).title;
  const completed = await Promise.all(
    (await listLabCompletions(ctx.db, { userId })).map(async (row) => ({
      lab: await titleOf(row.lab_id),
      completedAt: row.completed_at,
      minutes: row.minutes,
      attempts: row.attempts,
      hints: row.hints,
      withSolution: row.with_solution,
      skills: row.skills,
    })),
  );
  const submitted = await Promise.all(
    (await submissionsOf(ctx.db, { userId })).map(async (row) => ({
      lab: await titleOf(row.lab_id),
      attempt: row.attempt,
      state: row.state,
      files: row.files,
      createdAt: row.created_at,
    })),
  );
  return { completed, submitted };
}
