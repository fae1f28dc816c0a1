import type { HttpRequest } from '../platform/alb.ts';
import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import type { Quota } from '../platform/limits/limits.ts';
import { readCookie } from './cookies.ts';
import { keysOf } from './keys.ts';
import {
  clearSessionCookies,
  deliver,
  readSessionCommand,
  refreshSession,
  sessionState,
} from './sessions.ts';
import type { TokenClaims } from './tokens.ts';

/**
 * Finds out who asks, sets `ctx.actor`, and counts the request against their limit: one signature to check and one
 * round trip to Redis. A browser whose access token has ended is refreshed on the way, by its cookie.
 *
 * A cookie that is not good makes a visitor: it may simply have ended. A bearer token that is not good is refused,
 * since its client has to refresh it.
 *
 * @returns what is left of the limit; `allowed` is for the caller to look at
 * @throws DomainError UNAUTHENTICATED for a bearer token that is not good
 */
export async function identify(ctx: Context, request: HttpRequest): Promise<Quota> {
  const bearer = bearerOf(request);
  const claims = bearer ? await verify(ctx, bearer) : await claimsOfCookie(ctx);
  if (bearer && !claims) throw new DomainError('UNAUTHENTICATED', 'Please sign in again.');
  if (!claims) return asVisitor(ctx);

  const { userId, sessionId } = claims;
  const { answers, ...quota } = await ctx.services.limits.take('person', userId, ctx, [
    readSessionCommand(userId, sessionId),
  ]);
  if (!quota.allowed) return quota;
  const state = await sessionState(ctx, claims, answers?.[0]);
  if (state) ctx.actor = { ...state, sessionId };
  else if (bearer) throw new DomainError('UNAUTHENTICATED', 'Please sign in again.');
  else clearSessionCookies(ctx);
  return quota;
}

/** Counted before anything is looked up: made-up tokens cost their sender, not the database. */
async function asVisitor(ctx: Context): Promise<Quota> {
  const quota = await ctx.services.limits.take('visitor', ctx.caller.address, ctx);
  const token = readCookie(ctx, 'refresh');
  if (!quota.allowed || !token) return quota;
  const refreshed = await refreshSession(ctx, token);
  if (!refreshed) {
    clearSessionCookies(ctx);
    return quota;
  }
  ctx.actor = refreshed.actor;
  await deliver(ctx, refreshed.actor, refreshed.refresh, 'COOKIE');
  return quota;
}

async function claimsOfCookie(ctx: Context): Promise<TokenClaims | undefined> {
  const token = readCookie(ctx, 'access');
  return token ? verify(ctx, token) : undefined;
}

async function verify(ctx: Context, token: string): Promise<TokenClaims | undefined> {
  const { tokens } = await keysOf(ctx);
  return tokens.verify(token, 'access', ctx.now).catch((error) => {
    if (error instanceof DomainError) return undefined;
    throw error;
  });
}

function bearerOf({ headers }: HttpRequest): string | undefined {
  const { authorization } = headers;
  if (authorization === undefined) return undefined;
  return authorization.match(/^Bearer ([\w.-]+)$/i)?.[1] ?? 'not a token';
}
