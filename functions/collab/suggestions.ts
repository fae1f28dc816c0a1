import DataLoader from 'dataloader';
import * as z from 'zod/mini';
import { diagramsByIds } from '../content/content.ts';
import { skillSharesOf } from '../learning/learning.ts';
import type { Context } from '../platform/context.ts';
import { parseInput } from '../platform/input.ts';
import { listGoal, listPublicGroups } from './groups.store.ts';
import type { GroupRecord } from './groups.ts';
import { type Candidate, suggestGroups, suggestPartners } from './matching/score.ts';
import { listMemberIds } from './members.store.ts';
import { listCandidates, listWhoAsked, type ProfileRow, type RequestRow } from './partners.store.ts';
import { profile } from './partners.ts';
import { sayReasons } from './reasons.ts';

export interface SuggestionRecord {
  userId: string;
  reasons: string[];
}
export interface GroupSuggestionRecord {
  group: GroupRecord;
  reasons: string[];
}

/** Profiles that are compared: the newest of those who share a language. Groups likewise. */
const CANDIDATES = 500;
const GROUPS = 100;

const first = z.int().check(z.minimum(1), z.maximum(50));

/** Who would be a good partner, best first, and why. Nobody for who does not look, or pauses. */
export async function partnerSuggestions(ctx: Context, count: number): Promise<SuggestionRecord[]> {
  const limit = parseInput(first, count);
  const mine = await profile(ctx);
  if (!ctx.actor || !mine || mine.paused) return [];
  const rows = await listCandidates(ctx.db, ctx.actor, { languages: mine.languages, limit: CANDIDATES });
  const candidates = await candidatesOf(ctx, [mine, ...rows]);
  const [me, ...others] = candidates;
  if (!me) return [];
  const suggested = suggestPartners(me, others, { now: ctx.now, limit });
  return Promise.all(
    suggested.map(async ({ id, reasons }) => ({ userId: id, reasons: await sayReasons(ctx, reasons) })),
  );
}

/** Public groups that would fit, best first, and why. */
export async function groupSuggestions(ctx: Context, count: number): Promise<GroupSuggestionRecord[]> {
  const limit = parseInput(first, count);
  const mine = await profile(ctx);
  if (!ctx.actor || !mine || mine.paused) return [];
  const [me] = await candidatesOf(ctx, [mine]);
  const open = await listPublicGroups(ctx.db, ctx.actor, { words: '', before: undefined, limit: GROUPS });
  const groups = open.filter((group) => !group.my_role && mine.languages.includes(group.language));
  if (!me || groups.length === 0) return [];
  const ids = groups.map(({ id }) => id);
  const members = Map.groupBy(await listMemberIds(ctx.db, ids), (row) => row.group_id);
  const goals = Map.groupBy(await listGoal(ctx.db, ids), (row) => row.group_id);
  const allIds = [...members.values()].flat().map((row) => row.user_id);
  const shares = await skillSharesOf(ctx, [...new Set(allIds)]);
  const diagrams = await diagramsByIds(
    ctx,
    [...goals.values()].flat().map((row) => row.item_id),
  );
  const suggested = suggestGroups(
    me,
    groups.map((group) => ({
      id: group.id,
      language: group.language,
      goalSkills: [
        ...new Set((goals.get(group.id) ?? []).flatMap((row) => diagrams.get(row.item_id)?.skills ?? [])),
      ],
      memberSkills: (members.get(group.id) ?? []).flatMap((row) => shares.get(row.user_id)?.skills ?? []),
      memberCount: group.member_count,
      lastMessageAt: group.last_message_at,
    })),
    { now: ctx.now, limit },
  );
  const byId = new Map(groups.map((group) => [group.id, group]));
  return Promise.all(
    suggested.flatMap(({ id, reasons }) => {
      const group = byId.get(id);
      return group ? [sayReasons(ctx, reasons).then((said) => ({ group, reasons: said }))] : [];
    }),
  );
}

/** Why who asks would be a good partner: what one wants to know before answering. Nothing once that is done. */
export async function whyAsked(ctx: Context, { from_id, to_id, state }: RequestRow): Promise<string[]> {
  if (state !== 'open' || to_id !== ctx.actor?.userId) return [];
  const loader = ctx.once('collab.whyAsked', () => {
    return new DataLoader<string, string[]>((ids) => whyThese(ctx, ids));
  });
  return loader.load(from_id);
}

async function whyThese(ctx: Context, ids: readonly string[]): Promise<string[][]> {
  const mine = await profile(ctx);
  if (!ctx.actor || !mine) return ids.map(() => []);
  const [me, ...others] = await candidatesOf(ctx, [mine, ...(await listWhoAsked(ctx.db, ctx.actor, ids))]);
  const suggested = me ? suggestPartners(me, others, { now: ctx.now, limit: ids.length }) : [];
  const byId = new Map(suggested.map(({ id, reasons }) => [id, reasons]));
  return Promise.all(ids.map((id) => sayReasons(ctx, byId.get(id) ?? [])));
}

async function candidatesOf(ctx: Context, rows: readonly ProfileRow[]): Promise<Candidate[]> {
  const shares = await skillSharesOf(
    ctx,
    rows.map((row) => row.user_id),
  );
  return rows.map((row) => {
    const done = shares.get(row.user_id);
    const active = Math.max(row.updated_at.getTime(), done?.lastAt?.getTime() ?? 0);
    return {
      id: row.user_id,
      languages: row.languages,
      goal: row.goal,
      hours: row.hours,
      timeZone: row.time_zone,
      skills: done?.skills ?? new Map(),
      lastActiveAt: new Date(active),
    };
  });
}
