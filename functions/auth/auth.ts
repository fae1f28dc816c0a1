import { createHash, randomBytes } from 'node:crypto';
import { LIMITS } from '../platform/config.ts';
import type { Actor, Context } from '../platform/context.ts';
import {
  deleteSessionsBefore,
  extendSession,
  findSessionOwner,
  findUser,
  insertGuest,
} from './auth.store.ts';

export interface UserRecord {
  id: string;
  guest: boolean;
  createdAt: Date;
}

export const SESSION_COOKIE = 'atlas_session';

const DAY = 86_400_000;
/** A visit renews the session at most this often, so that reading does not write each time. */
const RENEW_AFTER_DAYS = 7;

/**
 * Who the session cookie belongs to. Anything that is not a live session is a visitor: a wrong cookie is no
 * error, since it may simply have ended.
 */
export async function identify(ctx: Context, cookieHeader: string | undefined): Promise<Actor | undefined> {
  const token = cookieHeader?.match(new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([\\w-]{43})(?:;|$)`))?.[1];
  if (!token) return undefined;
  const session = await findSessionOwner(ctx.db, hashOf(token), ctx.now);
  if (!session) return undefined;
  const fresh = expiryFrom(ctx.now);
  if (fresh.getTime() - session.expires_at.getTime() > RENEW_AFTER_DAYS * DAY) {
    await extendSession(ctx.db, hashOf(token), fresh);
    ctx.cookies.push(cookieOf(ctx, token));
  }
  return { userId: session.user_id };
}

/** The asking person, as a guest made now when there was none: the first write needs somebody to own it. */
export async function ensureActor(ctx: Context): Promise<Actor> {
  if (ctx.actor) return ctx.actor;
  const token = randomBytes(32).toString('base64url');
  const id = ctx.newId('usr', ctx.now);
  await insertGuest(ctx.db, { id, tokenHash: hashOf(token), now: ctx.now, expiresAt: expiryFrom(ctx.now) });
  ctx.actor = { userId: id };
  ctx.cookies.push(cookieOf(ctx, token));
  return ctx.actor;
}

/** The asking person's own account; undefined for a visitor. */
export async function currentUser(ctx: Context): Promise<UserRecord | undefined> {
  const row = ctx.actor && (await findUser(ctx.db, ctx.actor.userId));
  return row && { id: row.id, guest: row.guest, createdAt: row.created_at };
}

/** Forgets sessions that have ended; nobody can use them any more. */
export function forgetEndedSessions(ctx: Context): Promise<void> {
  return deleteSessionsBefore(ctx.db, ctx.now);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + LIMITS.sessionDays * DAY);
}

function cookieOf(ctx: Context, token: string): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${LIMITS.sessionDays * 86_400}`];
  if (ctx.secure) attributes.push('Secure');
  return [`${SESSION_COOKIE}=${token}`, ...attributes].join('; ');
}
