import * as z from 'zod/mini';
import type { Actor, Context, Role } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import { deleteWindowsBefore } from '../platform/limits/limits.store.ts';
import { deleteAttemptsBefore } from './attempts.store.ts';
import { deleteLinksBefore } from './links.store.ts';
import { deleteAbandonedGuests, insertUser, updateDisabled, updateRole } from './people.store.ts';
import { requireUser, type UserRecord, userById } from './people.ts';
import { deliver, endSessions, forgetAllSessions, forgetEndedSessions, startSession } from './sessions.ts';

/** What other domains and the entries need of accounts. */
export { namesOf, type UserRecord } from './people.ts';

const DAY = 86_400_000;

/** The asking person, as a guest made now when there was none: the first write needs somebody to own it. */
export async function ensureActor(ctx: Context): Promise<Actor> {
  if (ctx.actor) return ctx.actor;
  const userId = ctx.newId('usr', ctx.now);
  const started = await ctx.db.transaction(async (db) => {
    await insertUser(db, { id: userId, guest: true, now: ctx.now });
    return startSession(ctx, db, { userId, role: 'learner', guest: true });
  });
  ctx.actor = started.actor;
  await deliver(ctx, started.actor, started.refresh, 'COOKIE');
  return ctx.actor;
}

/** The asking person's own account; undefined for a visitor. */
export async function currentUser(ctx: Context): Promise<UserRecord | undefined> {
  return ctx.actor && userById(ctx, ctx.actor.userId);
}

/** The asking person, who has an account. @throws DomainError UNAUTHENTICATED for visitors and guests */
export function requireAccount(ctx: Context): Actor {
  if (ctx.actor && !ctx.actor.guest) return ctx.actor;
  throw new DomainError('UNAUTHENTICATED', 'Please sign in first.');
}

/** Gives an account a role, at once in all its sessions. @throws DomainError NOT_FOUND also for a guest */
export async function setUserRole(ctx: Context, userId: string, role: Role): Promise<UserRecord> {
  const id = parseId('usr', userId);
  if (!(await updateRole(ctx.db, id, role))) throw new DomainError('NOT_FOUND', 'There is no such account.');
  await forgetAllSessions(ctx, id);
  ctx.log.info('A role was given', { userId: id, role, by: ctx.actor?.userId });
  return requireUser(ctx, id);
}

/** Locks an account out or lets it in again. @throws DomainError NOT_FOUND, FORBIDDEN for oneself and for admins */
export async function setUserDisabled(ctx: Context, userId: string, disabled: boolean): Promise<UserRecord> {
  const id = parseId('usr', userId);
  const user = await requireUser(ctx, id);
  if (id === ctx.actor?.userId || user.role === 'admin')
    throw new DomainError('FORBIDDEN', 'Neither oneself nor an admin can be locked out.');
  await updateDisabled(ctx.db, id, disabled ? ctx.now : null);
  if (disabled) await endSessions(ctx, id);
  ctx.log.info('An account was locked or let in', { userId: id, disabled, by: ctx.actor?.userId });
  return requireUser(ctx, id);
}

const anyId = z.string();

/** An account by its id; undefined for an unknown one. @throws DomainError BAD_INPUT for an id of another shape */
export function user(ctx: Context, id: unknown): Promise<UserRecord | undefined> {
  return userById(ctx, parseId('usr', z.parse(anyId, id)));
}

/** Removes what is no good to anybody any more: ended sessions, old links, attempts and counters. */
export async function tidyAccounts(ctx: Context): Promise<void> {
  await forgetEndedSessions(ctx);
  const dayAgo = new Date(ctx.now.getTime() - DAY);
  await deleteAbandonedGuests(ctx.db, dayAgo);
  await deleteLinksBefore(ctx.db, dayAgo);
  await deleteAttemptsBefore(ctx.db, dayAgo);
  await deleteWindowsBefore(ctx.db, dayAgo);
}
