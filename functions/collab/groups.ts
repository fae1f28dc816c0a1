import { randomBytes } from 'node:crypto';
import DataLoader from 'dataloader';
import * as z from 'zod/mini';
import { requireAccount } from '../auth/auth.ts';
import { type DiagramRecord, diagramsByIds } from '../content/content.ts';
import { type LabRecord, labs } from '../labs/labs.ts';
import type { Actor, Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import { parseInput } from '../platform/input.ts';
import { emit } from '../platform/queue/outbox.ts';
import { groupChanged } from './collab.events.ts';
import {
  countOwnGroups,
  findByInvitation,
  findGroup,
  type GroupRow,
  insertGroup,
  listGoal,
  listOwnGroups,
  listPublicGroups,
  replaceGoal,
  updateArchived,
  updateGroup,
  updateInvitation,
} from './groups.store.ts';
import { insertMember } from './members.store.ts';
import { showOutNow } from './rooms.out.ts';

export type GroupRecord = GroupRow;
/** One thing that the group learns: one of these. */
export interface GoalRecord {
  diagram?: DiagramRecord | undefined;
  lab?: LabRecord | undefined;
}

/** Groups of one person; items of one goal. */
export const GROUP_LIMITS = { groups: 50, members: 1_000, goal: 50, page: 50 } as const;

const oneLine = (least: number, most: number) =>
  z.string().check(z.trim(), z.minLength(least), z.maxLength(most), z.regex(/^[^\p{Cc}]*$/u));
const fields = z.object({
  name: oneLine(2, 80),
  description: z.string().check(z.trim(), z.maxLength(1_000)),
  visibility: z.enum(['public', 'invitation']),
  language: z.string().check(z.regex(/^[a-z]{2,3}$/)),
});

/** A public group or an own one; undefined for any other. */
export function group(ctx: Context, id: string): Promise<GroupRecord | undefined> {
  return findGroup(ctx.db, ctx.actor, parseId('grp', id));
}

/** @throws DomainError NOT_FOUND */
export async function requireGroup(ctx: Context, id: string): Promise<GroupRecord> {
  const found = await group(ctx, id);
  if (!found) throw new DomainError('NOT_FOUND', 'There is no such group, or it is not open to you.');
  return found;
}

export async function ownGroups(ctx: Context): Promise<GroupRecord[]> {
  return ctx.actor ? listOwnGroups(ctx.db, ctx.actor) : [];
}

/** The group of an invitation that is still good. */
export function groupOfInvitation(ctx: Context, token: string): Promise<GroupRecord | undefined> {
  return findByInvitation(ctx.db, ctx.actor, token);
}

const pageInput = z.object({
  query: z.string().check(z.trim(), z.maxLength(200)),
  first: z.int().check(z.minimum(1), z.maximum(GROUP_LIMITS.page)),
  after: z.optional(z.string()),
});

/** Public groups, a page at a time, newest first. */
export async function publicGroups(ctx: Context, input: unknown) {
  const { query, first, after } = parseInput(pageInput, input);
  const before = after === undefined ? undefined : parseId('grp', after);
  const rows = await listPublicGroups(ctx.db, ctx.actor, { words: query, before, limit: first + 1 });
  const nodes = rows.slice(0, first);
  return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor: nodes.at(-1)?.id ?? null } };
}

/** Starts a group that the asking person owns. @throws DomainError BAD_INPUT, RATE_LIMITED */
export async function createGroup(ctx: Context, input: unknown): Promise<GroupRecord> {
  const actor = requireAccount(ctx);
  const parsed = parseInput(fields, input);
  await requireRoom(ctx, actor);
  await ctx.services.limits.require('group-create', actor.userId, ctx);
  const id = ctx.newId('grp', ctx.now);
  await ctx.db.transaction(async (db) => {
    await insertGroup(db, { ...parsed, id, invitation: newInvitation(), now: ctx.now });
    await insertMember(db, { groupId: id, userId: actor.userId, role: 'owner', now: ctx.now });
  });
  return requireGroup(ctx, id);
}

/** @throws DomainError FORBIDDEN for who is in as many groups as one may be */
export async function requireRoom(ctx: Context, actor: Actor): Promise<void> {
  if ((await countOwnGroups(ctx.db, actor)) >= GROUP_LIMITS.groups)
    throw new DomainError('FORBIDDEN', `You are in ${GROUP_LIMITS.groups} groups. Leave one first.`);
}

/** @throws DomainError BAD_INPUT, FORBIDDEN */
export async function changeGroup(ctx: Context, id: string, input: unknown): Promise<GroupRecord> {
  const parsed = parseInput(fields, input);
  return change(ctx, id, (db, actor, groupId) => updateGroup(db, actor, groupId, parsed));
}

/** What the group learns, by its ids and in order; read together for all groups of an answer. */
export function goalOf(ctx: Context, groupId: string): Promise<ReadonlyMap<string, GoalRecord>> {
  const loader = ctx.once(
    'collab.goals',
    () =>
      new DataLoader<string, ReadonlyMap<string, GoalRecord>>(async (ids) => {
        const rows = await listGoal(ctx.db, ids);
        const known = await itemsOf(ctx, [...new Set(rows.map((row) => row.item_id))]);
        const byGroup = Map.groupBy(rows, (row) => row.group_id);
        return ids.map(
          (id) =>
            new Map(
              (byGroup.get(id) ?? []).flatMap(({ item_id: itemId }) => {
                const item = known.get(itemId);
                return item ? [[itemId, item] as const] : [];
              }),
            ),
        );
      }),
  );
  return loader.load(groupId);
}

const isLab = (id: string) => id.startsWith('lab_');

/** The diagrams and labs with these ids, without those that have left the catalogue. */
async function itemsOf(ctx: Context, ids: readonly string[]): Promise<Map<string, GoalRecord>> {
  const wanted = new Set(ids);
  const diagrams = await diagramsByIds(
    ctx,
    ids.filter((id) => !isLab(id)),
  );
  const found = ids.some(isLab) ? (await labs(ctx)).filter(({ id }) => wanted.has(id)) : [];
  return new Map<string, GoalRecord>([
    ...[...diagrams].map(([id, diagram]) => [id, { diagram }] as const),
    ...found.map((lab) => [lab.id, { lab }] as const),
  ]);
}

const goalInput = z.array(z.string()).check(z.maxLength(GROUP_LIMITS.goal));

/** What the group learns, in this order. @throws DomainError BAD_INPUT for what is no diagram and no lab */
export async function setGoal(ctx: Context, id: string, input: unknown): Promise<GroupRecord> {
  const ids = [...new Set(parseInput(goalInput, input))].map((one) =>
    parseId(isLab(one) ? 'lab' : 'dia', one),
  );
  const known = await itemsOf(ctx, ids);
  if (known.size < ids.length)
    throw new DomainError('BAD_INPUT', 'One of these diagrams and labs is not there.');
  const items = ids.map((one) => ({ id: one, kind: isLab(one) ? 'lab' : 'diagram' }) as const);
  return change(ctx, id, (db, actor, groupId) => replaceGoal(db, actor, groupId, items));
}

/** Ends the invitation that was given out. */
export function renewInvitation(ctx: Context, id: string): Promise<GroupRecord> {
  return change(ctx, id, (db, actor, groupId) => updateInvitation(db, actor, groupId, newInvitation()));
}

/** All stays readable, nothing can be written; or the other way round again. */
export function setArchived(ctx: Context, id: string, archived: boolean): Promise<GroupRecord> {
  return change(
    ctx,
    id,
    (db, actor, groupId) => updateArchived(db, actor, groupId, archived ? ctx.now : null),
    {
      closed: archived,
    },
  );
}

/** Runs a change that says whether the person might make it, and tells the group's members. */
async function change(
  ctx: Context,
  id: string,
  work: (db: Database, actor: Actor, groupId: string) => Promise<boolean>,
  told: { closed?: boolean } = {},
): Promise<GroupRecord> {
  const actor = requireAccount(ctx);
  const found = await requireGroup(ctx, id);
  await ctx.db.transaction(async (db) => {
    if (!(await work(db, actor, found.id)))
      throw new DomainError(
        'FORBIDDEN',
        found.archived_at ? 'This group is archived.' : 'Your role in this group does not allow that.',
      );
    await emit(ctx, db, groupChanged, { groupId: found.id, ...told });
  });
  if (told.closed) await showOutNow(ctx, { groupId: found.id, closed: true });
  return requireGroup(ctx, found.id);
}

/** 128 bits: nobody guesses one. */
export function newInvitation(): string {
  return randomBytes(16).toString('base64url');
}
