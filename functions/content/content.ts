import DataLoader from 'dataloader';
import * as z from 'zod/mini';
import { KEPT } from '../platform/cache.ts';
import { LIMITS } from '../platform/config.ts';
import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import { parseInput } from '../platform/input.ts';
import {
  type AreaRow,
  type DiagramRow,
  findByIds,
  findBySlugs,
  findFollowing,
  findPublished,
  list,
  listAreas,
} from './content.store.ts';

export type DiagramRecord = DiagramRow;

export interface AreaRecord {
  id: string;
  title: string;
  summary: string;
  skills: SkillRecord[];
  diagramCount: number;
}

export interface SkillRecord {
  id: string;
  title: string;
  summary: string;
}

/** The shape of a slug; what has another one is unknown without a look. */
const SLUG = /^[a-z0-9][a-z0-9-]{0,99}$/;

/** One published diagram by slug, batched with others of the request. */
export async function diagramBySlug(ctx: Context, slug: string): Promise<DiagramRecord | undefined> {
  if (!SLUG.test(slug)) return undefined;
  return (await slugLoader(ctx).load(slug)) ?? undefined;
}

export async function diagramsBySlugs(ctx: Context, slugs: readonly string[]): Promise<DiagramRecord[]> {
  const found = await slugLoader(ctx).loadMany(slugs);
  return found.filter((diagram): diagram is DiagramRecord => diagram !== null && !(diagram instanceof Error));
}

/** @throws DomainError BAD_INPUT for an id of the wrong shape, NOT_FOUND for an unknown one */
export async function requireDiagram(ctx: Context, id: string): Promise<DiagramRecord> {
  const diagram = await findPublished(ctx.db, parseId('dia', id));
  if (!diagram) throw new DomainError('NOT_FOUND', 'There is no such diagram.');
  return diagram;
}

/** Diagrams by id, in the order asked; also those that have left the catalogue. */
export async function diagramsByIds(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, DiagramRecord>> {
  const rows = ids.length === 0 ? [] : await findByIds(ctx.db, ids);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Published diagrams that build on this one. */
export function following(ctx: Context, slug: string): Promise<DiagramRecord[]> {
  const loader = ctx.once('content.following', () => {
    return new DataLoader<string, DiagramRecord[]>(async (slugs) => {
      const rows = await findFollowing(ctx.db, slugs);
      return slugs.map((one) => rows.filter((row) => row.prerequisites.includes(one)));
    });
  });
  return loader.load(slug);
}

/** The taxonomy, read once a request. */
export function areas(ctx: Context): Promise<AreaRecord[]> {
  return ctx.once('content.areas', () =>
    ctx.services.cache.cached('content.areas', KEPT.metadata, async () =>
      (await listAreas(ctx.db)).map(toArea),
    ),
  );
}

export async function skillsById(ctx: Context): Promise<Map<string, SkillRecord>> {
  const all = await areas(ctx);
  return ctx.once(
    'content.skills',
    () => new Map(all.flatMap((area) => area.skills.map((skill) => [skill.id, skill]))),
  );
}

const listInput = z.object({
  category: z.optional(z.string().check(z.maxLength(60))),
  difficulty: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(5))).check(z.maxLength(5))),
  skill: z.optional(z.string().check(z.maxLength(120))),
  first: z.int().check(z.minimum(1), z.maximum(LIMITS.pageSize)),
  after: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,20}$/))),
});

export interface DiagramPage {
  nodes: DiagramRecord[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/**
 * One page of the catalogue in reading order.
 *
 * @param among restricts to these ids, or to all others: what the asking person has completed or not
 */
export async function diagrams(
  ctx: Context,
  args: unknown,
  among?: { ids: string[]; included: boolean },
): Promise<DiagramPage> {
  const { first, after, ...filter } = parseInput(listInput, args);
  const page = { first: first + 1, after: positionOf(after) };
  const find = () => list(ctx.db, { ...filter, among }, page);
  const key = `content.list:${JSON.stringify([filter, page])}`;
  const { rows, total } = among ? await find() : await ctx.services.cache.cached(key, KEPT.metadata, find);
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return {
    nodes,
    totalCount: total,
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? cursorOf(last.position) : null },
  };
}

function cursorOf(position: number): string {
  return Buffer.from(String(position)).toString('base64url');
}

function positionOf(cursor: string | undefined): number {
  if (cursor === undefined) return -1;
  const position = Number(Buffer.from(cursor, 'base64url').toString());
  if (Number.isInteger(position) && position >= 0 && position < 2 ** 31) return position;
  throw new DomainError('BAD_INPUT', '"after" is not a cursor of this list.');
}

function slugLoader(ctx: Context): DataLoader<string, DiagramRecord | null> {
  return ctx.once('content.bySlug', () => {
    return new DataLoader<string, DiagramRecord | null>(async (slugs) => {
      const rows = new Map((await findBySlugs(ctx.db, slugs)).map((row) => [row.slug, row]));
      return slugs.map((slug) => rows.get(slug) ?? null);
    });
  });
}

function toArea({ diagram_count, ...area }: AreaRow): AreaRecord {
  return { ...area, diagramCount: diagram_count };
}
