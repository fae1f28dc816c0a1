import type { Actor, Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { emit } from '../platform/queue/outbox.ts';
import type { Command } from '../platform/redis/redis.ts';
import { sessionsChanged } from './auth.events.ts';
import { clearCookie, readCookie, setCookie } from './cookies.ts';
import { deviceName } from './device.ts';
import { keysOf } from './keys.ts';
import { ACCESS_SECONDS, SESSION_LENGTH } from './lifetimes.ts';
import { expiryOf, type IssuedRefresh } from './refresh.ts';
import {
  deleteSession,
  deleteSessions,
  deleteSessionsBefore,
  findSession,
  findSessionTimes,
  listSessions,
  refreshStore,
  type SessionState,
} from './sessions.store.ts';

export interface SessionRecord {
  id: string;
  current: boolean;
  device: string;
  createdAt: Date;
  lastSeenAt: Date;
}

/** The tokens of a session for a client that keeps them itself. */
export interface IssuedTokens {
  accessToken: string;
  refreshToken: string;
  accessTokenExpiresAt: Date;
}

/** Seconds that Redis keeps what a request has to know of a session. */
const CACHED = 3_600;

/** A new session of a person; the tokens still have to go somewhere, see `deliver`. */
export async function startSession(
  ctx: Context,
  db: Database,
  owner: SessionState,
): Promise<{ actor: Actor; refresh: IssuedRefresh }> {
  const { refresh } = await keysOf(ctx);
  const sessionId = ctx.newId('ses', ctx.now);
  const store = refreshStore(db, deviceName(ctx.caller.userAgent));
  const issued = await refresh.start(
    store,
    { userId: owner.userId, sessionId, forgiving: owner.guest },
    ctx.now,
  );
  return { actor: { ...owner, sessionId }, refresh: issued };
}

/** Signs an access token, and puts it and the refresh token into cookies or gives both back. */
export async function deliver(
  ctx: Context,
  actor: Actor,
  refresh: IssuedRefresh,
  to: 'COOKIE' | 'BODY',
): Promise<IssuedTokens | undefined> {
  const { tokens } = await keysOf(ctx);
  const { userId, sessionId, role } = actor;
  const accessToken = await tokens.sign({ userId, sessionId, roles: [role] }, 'access', ctx.now);
  if (to === 'COOKIE') {
    setCookie(ctx, 'access', accessToken, ACCESS_SECONDS);
    const seconds = (refresh.expiresAt.getTime() - ctx.now.getTime()) / 1000;
    setCookie(ctx, 'refresh', refresh.token, seconds);
    if (!actor.guest) setCookie(ctx, 'known', '1', seconds);
    return undefined;
  }
  const accessTokenExpiresAt = new Date(ctx.now.getTime() + ACCESS_SECONDS * 1000);
  return { accessToken, refreshToken: refresh.token, accessTokenExpiresAt };
}

/**
 * The session of a refresh token, and its successor; undefined when it is not good. A token that comes again too
 * late ends its session: one of two holders stole it.
 */
export async function refreshSession(
  ctx: Context,
  token: string,
): Promise<{ actor: Actor; refresh: IssuedRefresh } | undefined> {
  const { refresh } = await keysOf(ctx);
  const rotation = await refresh.rotate(refreshStore(ctx.db, ''), token, ctx.now);
  if (rotation.outcome === 'reuse') {
    ctx.log.warn('A refresh token came again: its session has ended', { sessionId: rotation.sessionId });
    await forgetSessions(ctx, rotation.userId, [rotation.sessionId]);
  }
  if (rotation.outcome !== 'rotated') return undefined;
  const state = await findSession(ctx.db, rotation.userId, rotation.sessionId);
  return state && { actor: { ...state, sessionId: rotation.sessionId }, refresh: rotation };
}

/** The command that reads a session in the round trip of a rate limit. */
export function readSessionCommand(userId: string, sessionId: string): Command {
  return ['GET', keyOf(userId, sessionId)];
}

/**
 * What is known of a session: as Redis has it, otherwise as the database has it, which Redis is told. So a session
 * that was ended is gone at once; without Redis too.
 */
export async function sessionState(
  ctx: Context,
  { userId, sessionId }: { userId: string; sessionId: string },
  cached: unknown,
): Promise<SessionState | undefined> {
  if (typeof cached === 'string') return { userId, ...(JSON.parse(cached) as Omit<SessionState, 'userId'>) };
  const state = await findSession(ctx.db, userId, sessionId);
  if (state) {
    const { role, guest } = state;
    const value = JSON.stringify({ role, guest });
    await ctx.services.redis.run([['SET', keyOf(userId, sessionId), value, 'EX', CACHED]], {
      skipColdStart: true,
    });
  }
  return state;
}

/** Whose session it is, and when it ends; undefined for one that has ended, or of an account that is locked. */
export async function openSession(
  ctx: Context,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<Actor | undefined> {
  const found = await findSessionTimes(ctx.db, userId, sessionId);
  if (!found) return undefined;
  const { state, startedAt, rotatedAt } = found;
  const endsAt = expiryOf({ startedAt, rotatedAt, forgiving: state.guest }).getTime();
  return endsAt > ctx.now.getTime() ? { ...state, sessionId, endsAt } : undefined;
}

export async function sessionsOf(ctx: Context, actor: Actor): Promise<SessionRecord[]> {
  const rows = await listSessions(ctx.db, actor.userId);
  return rows.map((row) => ({
    id: row.id,
    current: row.id === actor.sessionId,
    device: row.device,
    createdAt: row.started_at,
    lastSeenAt: row.rotated_at,
  }));
}

/** Ends one session of a person. @returns false for one that is not theirs */
export async function endSession(ctx: Context, userId: string, sessionId: string): Promise<boolean> {
  const ended = await ctx.db.transaction(async (db) => {
    const found = await deleteSession(db, userId, sessionId);
    if (found) await emit(ctx, db, sessionsChanged, { sessionIds: [sessionId] });
    return found;
  });
  await forgetSessions(ctx, userId, [sessionId]);
  return ended;
}

/** Ends all sessions of a person, but `except`; gives back how many. */
export async function endSessions(ctx: Context, userId: string, except?: string): Promise<number> {
  const ended = await ctx.db.transaction(async (db) => {
    const sessionIds = await deleteSessions(db, userId, except);
    if (sessionIds.length > 0) await emit(ctx, db, sessionsChanged, { sessionIds });
    return sessionIds;
  });
  await forgetSessions(ctx, userId, ended);
  return ended.length;
}

/** Makes the next request of these sessions look into the database. */
export async function forgetSessions(ctx: Context, userId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.services.redis.run([['DEL', ...ids.map((id) => keyOf(userId, id))]]);
}

/** As `forgetSessions` for all that a person has: after a change of role or state. */
export async function forgetAllSessions(ctx: Context, userId: string): Promise<void> {
  const sessionIds = (await listSessions(ctx.db, userId)).map(({ id }) => id);
  await forgetSessions(ctx, userId, sessionIds);
  if (sessionIds.length > 0) await emit(ctx, ctx.db, sessionsChanged, { sessionIds });
}

/** Ends the session that asks, in the database and in the browser. */
export async function endOwnSession(ctx: Context): Promise<void> {
  if (ctx.actor) await endSession(ctx, ctx.actor.userId, ctx.actor.sessionId);
  const token = readCookie(ctx, 'refresh');
  // An access token that has ended leaves no actor; the family of the browser ends all the same.
  if (token) {
    const ended = await (await keysOf(ctx)).refresh.end(refreshStore(ctx.db, ''), token);
    if (ended) await forgetSessions(ctx, ended.userId, [ended.sessionId]);
  }
  ctx.actor = undefined;
  clearSessionCookies(ctx);
}

export function clearSessionCookies(ctx: Context): void {
  clearCookie(ctx, 'access');
  clearCookie(ctx, 'refresh');
  clearCookie(ctx, 'known');
}

/** Removes sessions that nobody can use any more. */
export async function forgetEndedSessions(ctx: Context): Promise<void> {
  const before = (length: number) => new Date(ctx.now.getTime() - length);
  for (const kind of ['account', 'guest'] as const) {
    const { idle, absolute } = SESSION_LENGTH[kind];
    await deleteSessionsBefore(ctx.db, kind === 'guest', before(idle), before(absolute));
  }
}

function keyOf(userId: string, sessionId: string): string {
  return `{${userId}}:session:${sessionId}`;
}
