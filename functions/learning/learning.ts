import DataLoader from 'dataloader';
import * as z from 'zod/mini';
import { ensureActor } from '../auth/auth.ts';
import {
  type AreaRecord,
  areas,
  type DiagramRecord,
  diagrams,
  diagramsByIds,
  requireDiagram,
  type SkillRecord,
  skillsById,
} from '../content/content.ts';
import { LIMITS } from '../platform/config.ts';
import type { Context } from '../platform/context.ts';
import { parseInput } from '../platform/input.ts';
import { emit } from '../platform/queue/outbox.ts';
import { diagramCompleted, diagramReopened, progressChanged } from './learning.events.ts';
import { deleteCompletion, insertCompletion, listCompletions, listCompletionsOf } from './learning.store.ts';

/** The asking person's completions by diagram id, newest first; empty for a visitor. */
export interface ProgressRecord {
  completions: ReadonlyMap<string, Date>;
}

export interface CompletionRecord {
  diagram: DiagramRecord;
  completedAt: Date;
}

/** Marks a diagram as completed by the asking person, who becomes a guest if need be. Idempotent. */
export async function complete(ctx: Context, diagramId: string): Promise<DiagramRecord> {
  const diagram = await requireDiagram(ctx, diagramId);
  const actor = await ensureActor(ctx);
  await ctx.db.transaction(async (db) => {
    if (!(await insertCompletion(db, actor, diagram.id, ctx.now))) return;
    await emit(ctx, db, diagramCompleted, { userId: actor.userId, diagramId: diagram.id });
    await emit(ctx, db, progressChanged, { userId: actor.userId });
  });
  forget(ctx);
  return diagram;
}

/** Takes a completion back. Idempotent; its answer names a user, so it too makes a guest if need be. */
export async function reopen(ctx: Context, diagramId: string): Promise<DiagramRecord> {
  const diagram = await requireDiagram(ctx, diagramId);
  const actor = await ensureActor(ctx);
  await ctx.db.transaction(async (db) => {
    if (!(await deleteCompletion(db, actor, diagram.id))) return;
    await emit(ctx, db, diagramReopened, { userId: actor.userId, diagramId: diagram.id });
    await emit(ctx, db, progressChanged, { userId: actor.userId });
  });
  forget(ctx);
  return diagram;
}

/** Read once a request, and again after a write of it. */
export function progress(ctx: Context): Promise<ProgressRecord> {
  return ctx.once(`learning.progress.${writes(ctx).count}`, async () => {
    const rows = ctx.actor ? await listCompletions(ctx.db, ctx.actor) : [];
    return { completions: new Map(rows.map((row) => [row.diagram_id, row.completed_at])) };
  });
}

/**
 * What somebody completed, for those whom they show it: that is for the caller to know. All who are asked for in one
 * answer are read together.
 */
export function completionsOf(ctx: Context, userId: string): Promise<ReadonlySet<string>> {
  const loader = ctx.once(
    'learning.completionsOf',
    () =>
      new DataLoader<string, ReadonlySet<string>>(async (userIds) => {
        const byUser = Map.groupBy(await listCompletionsOf(ctx.db, userIds), (row) => row.user_id);
        return userIds.map((id) => new Set((byUser.get(id) ?? []).map((row) => row.diagram_id)));
      }),
  );
  return loader.load(userId);
}

/** What several people have done of each skill, from 0 to 1, and when they last completed something. */
export async function skillSharesOf(
  ctx: Context,
  userIds: readonly string[],
): Promise<Map<string, { skills: Map<string, number>; lastAt: Date | undefined }>> {
  const catalogue = new Map((await wholeCatalogue(ctx)).map((diagram) => [diagram.id, diagram]));
  const totals = new Map<string, number>();
  for (const { skills } of catalogue.values())
    for (const skill of skills) totals.set(skill, (totals.get(skill) ?? 0) + 1);
  const byUser = Map.groupBy(await listCompletionsOf(ctx.db, userIds), (row) => row.user_id);
  const entries = [...byUser].map(([userId, rows]) => {
    const skills = new Map<string, number>();
    for (const { diagram_id: id } of rows)
      for (const skill of catalogue.get(id)?.skills ?? [])
        skills.set(skill, (skills.get(skill) ?? 0) + 1 / (totals.get(skill) ?? 1));
    const lastAt = new Date(Math.max(...rows.map((row) => row.completed_at.getTime())));
    return [userId, { skills, lastAt }] as const;
  });
  return new Map(entries);
}

function writes(ctx: Context): { count: number } {
  return ctx.once('learning.writes', () => ({ count: 0 }));
}

function forget(ctx: Context): void {
  writes(ctx).count += 1;
}

export async function completedIds(ctx: Context): Promise<string[]> {
  return [...(await progress(ctx)).completions.keys()];
}

/** The whole published catalogue, read once a request: progress is counted over it. */
function wholeCatalogue(ctx: Context): Promise<DiagramRecord[]> {
  return ctx.once('learning.catalogue', async () => {
    const all: DiagramRecord[] = [];
    let after: string | undefined;
    do {
      const page = await diagrams(ctx, { first: LIMITS.pageSize, after });
      all.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? undefined) : undefined;
    } while (after);
    return all;
  });
}

export interface Counts {
  completedCount: number;
  totalCount: number;
}

export async function counts(ctx: Context, { completions }: ProgressRecord): Promise<Counts> {
  return countOf(await wholeCatalogue(ctx), completions);
}

/** One entry an area, in catalogue order. */
export async function areaProgress(
  ctx: Context,
  { completions }: ProgressRecord,
): Promise<(Counts & { area: AreaRecord })[]> {
  const catalogue = await wholeCatalogue(ctx);
  return (await areas(ctx)).map((area) => ({
    area,
    ...countOf(
      catalogue.filter((diagram) => diagram.category === area.id),
      completions,
    ),
  }));
}

/** One entry a skill that the catalogue trains, in the order of the taxonomy. */
export async function skillProgress(
  ctx: Context,
  { completions }: ProgressRecord,
): Promise<(Counts & { skill: SkillRecord })[]> {
  const catalogue = await wholeCatalogue(ctx);
  return [...(await skillsById(ctx)).values()]
    .map((skill) => ({
      skill,
      ...countOf(
        catalogue.filter((diagram) => diagram.skills.includes(skill.id)),
        completions,
      ),
    }))
    .filter((entry) => entry.totalCount > 0);
}

const recentInput = z.object({ first: z.int().check(z.minimum(1), z.maximum(LIMITS.pageSize)) });

/** Of each skill that diagrams train: how many of them are among these. */
export async function skillTotals(
  ctx: Context,
  completed: ReadonlySet<string>,
): Promise<Map<string, Counts>> {
  const totals = new Map<string, Counts>();
  for (const { id, skills } of await wholeCatalogue(ctx))
    for (const skill of skills) {
      const { completedCount, totalCount } = totals.get(skill) ?? { completedCount: 0, totalCount: 0 };
      totals.set(skill, {
        completedCount: completedCount + (completed.has(id) ? 1 : 0),
        totalCount: totalCount + 1,
      });
    }
  return totals;
}

/** The newest completions. */
export async function recent(
  ctx: Context,
  { completions }: ProgressRecord,
  args: unknown,
): Promise<CompletionRecord[]> {
  const { first } = parseInput(recentInput, args);
  const newest = [...completions].slice(0, first);
  const byId = await diagramsByIds(
    ctx,
    newest.map(([id]) => id),
  );
  return newest.flatMap(([id, completedAt]) => {
    const diagram = byId.get(id);
    return diagram ? [{ diagram, completedAt }] : [];
  });
}

/** What to read next: to do, all prerequisites done, easiest first; then simply the easiest to do. */
export async function next(
  ctx: Context,
  { completions }: ProgressRecord,
): Promise<DiagramRecord | undefined> {
  const catalogue = await wholeCatalogue(ctx);
  const done = new Set(
    catalogue.filter((diagram) => completions.has(diagram.id)).map((diagram) => diagram.slug),
  );
  const todo = catalogue
    .filter((diagram) => !completions.has(diagram.id))
    .sort((a, b) => a.difficulty - b.difficulty || a.position - b.position);
  return todo.find((diagram) => diagram.prerequisites.every((slug) => done.has(slug))) ?? todo[0];
}

function countOf(diagramsOf: DiagramRecord[], completions: ReadonlyMap<string, Date>): Counts {
  const completedCount = diagramsOf.filter((diagram) => completions.has(diagram.id)).length;
  return { completedCount, totalCount: diagramsOf.length };
}
