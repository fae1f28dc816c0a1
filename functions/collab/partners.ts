import * as z from 'zod/mini';
import { requireAccount } from '../auth/auth.ts';
import { areas } from '../content/content.ts';
import type { Actor, Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import { parseInput } from '../platform/input.ts';
import { insertGroup } from './groups.store.ts';
import { newInvitation, requireRoom } from './groups.ts';
import { insertMember } from './members.store.ts';
import {
  answerRequest,
  deleteProfile,
  deleteRequest,
  findProfile,
  findRequest,
  findRequestWith,
  insertRequest,
  listRequests,
  lockProfiles,
  type ProfileRow,
  putProfile,
  type RequestRow,
} from './partners.store.ts';
import { type PeerRecord, peerOf } from './peers.ts';

export type RequestRecord = RequestRow;

const profileInput = z.object({
  paused: z.boolean(),
  languages: z.array(z.string().check(z.regex(/^[a-z]{2,3}$/))).check(z.minLength(1), z.maxLength(10)),
  goal: z.string().check(z.maxLength(60), z.regex(/^[a-z0-9-]*$/)),
  hours: z.array(z.int().check(z.minimum(0), z.maximum(167))).check(z.maxLength(168)),
});

/** How the asking person looks for partners; undefined for who never did. */
export async function profile(ctx: Context): Promise<ProfileRow | undefined> {
  return ctx.actor && findProfile(ctx.db, ctx.actor);
}

/** Looks for partners from now on, or differently. @throws DomainError BAD_INPUT */
export async function setProfile(ctx: Context, input: unknown): Promise<ProfileRow> {
  const actor = requireAccount(ctx);
  const parsed = parseInput(profileInput, input);
  if (parsed.goal && !(await areas(ctx)).some(({ id }) => id === parsed.goal))
    throw new DomainError('BAD_INPUT', 'There is no such area.');
  const unique = <Value>(list: Value[]) => [...new Set(list)].sort();
  const hours = [...new Set(parsed.hours)].sort((a, b) => a - b);
  await putProfile(ctx.db, actor, { ...parsed, languages: unique(parsed.languages), hours, now: ctx.now });
  const saved = await findProfile(ctx.db, actor);
  if (!saved) throw new DomainError('UNAUTHENTICATED', 'This account is gone.');
  return saved;
}

export async function forgetProfile(ctx: Context): Promise<void> {
  await deleteProfile(ctx.db, requireAccount(ctx));
}

/** Requests to the asking person and from them. */
export async function requests(ctx: Context): Promise<RequestRecord[]> {
  return ctx.actor ? listRequests(ctx.db, ctx.actor) : [];
}

/**
 * Asks somebody who looks for partners. Asking twice is no error, and who was asked by them, be it at the same moment,
 * gets that request.
 */
export async function requestPartner(ctx: Context, id: string): Promise<RequestRecord> {
  const actor = requireAccount(ctx);
  const userId = parseId('usr', id);
  const before = await findRequestWith(ctx.db, actor, userId);
  if (before) return before;
  await ctx.services.limits.require('partner-request', actor.userId, ctx);
  return ctx.db.transaction(async (db) => {
    const looking = await lockProfiles(db, [actor.userId, userId]);
    // Whoever does not look for partners is as unknown as nobody.
    if (looking.length < 2 || looking.some((row) => row.paused && row.user_id === userId))
      throw new DomainError('NOT_FOUND', 'This person does not look for partners now.');
    const meanwhile = await findRequestWith(db, actor, userId);
    if (meanwhile) return meanwhile;
    return insertRequest(db, actor, { id: ctx.newId('prq', ctx.now), userId, now: ctx.now });
  });
}

/** Takes an own request back. @throws DomainError NOT_FOUND for one that has an answer */
export async function withdraw(ctx: Context, id: string): Promise<void> {
  const actor = requireAccount(ctx);
  if (!(await deleteRequest(ctx.db, actor, parseId('prq', id))))
    throw new DomainError('NOT_FOUND', 'There is no such request of yours, or it was answered.');
}

/** Accepting makes a group of both. Answering twice changes nothing. */
export async function answer(ctx: Context, id: string, accept: boolean): Promise<RequestRecord> {
  const actor = requireAccount(ctx);
  const found = await findRequest(ctx.db, actor, parseId('prq', id));
  if (!found || found.to_id !== actor.userId)
    throw new DomainError('NOT_FOUND', 'There is no such request to you.');
  if (found.state !== 'open') return found;
  if (!accept)
    return (
      (await answerRequest(ctx.db, actor, {
        id: found.id,
        state: 'declined',
        groupId: undefined,
        now: ctx.now,
      })) ?? found
    );
  await requireRoom(ctx, actor);
  return acceptRequest(ctx, actor, found);
}

async function acceptRequest(ctx: Context, actor: Actor, found: RequestRecord): Promise<RequestRecord> {
  const [mine, theirs] = [await peerOf(ctx, actor.userId), await peerOf(ctx, found.from_id)];
  const language = (await profile(ctx))?.languages[0] ?? 'en';
  return ctx.db.transaction(async (db) => {
    const groupId = ctx.newId('grp', ctx.now);
    await insertGroup(db, {
      id: groupId,
      name: `${theirs.name} and ${mine.name}`.slice(0, 80),
      description: '',
      visibility: 'invitation',
      language,
      invitation: newInvitation(),
      now: ctx.now,
    });
    const members = [
      { userId: found.from_id, role: 'owner' },
      { userId: actor.userId, role: 'moderator' },
    ] as const;
    for (const member of members) await insertMember(db, { groupId, now: ctx.now, ...member });
    const answered = await answerRequest(db, actor, {
      id: found.id,
      state: 'accepted',
      groupId,
      now: ctx.now,
    });
    if (!answered) throw new DomainError('NOT_FOUND', 'This request was answered meanwhile.');
    return answered;
  });
}

/** The other one of a request. */
export function otherOf(ctx: Context, { from_id, to_id }: RequestRecord): Promise<PeerRecord> {
  return peerOf(ctx, from_id === ctx.actor?.userId ? to_id : from_id);
}
