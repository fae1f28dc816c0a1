import type { Context } from '../platform/context.ts';
import { rememberDevice } from './device.ts';
import { deleteUser, lockGuest } from './people.store.ts';
import { requireUser, type UserRecord } from './people.ts';
import type { SessionState } from './sessions.store.ts';
import { deliver, endSession, endSessions, type IssuedTokens, startSession } from './sessions.ts';

export interface SignedIn {
  user: UserRecord;
  /** Things that the guest of this browser had done and the account had not. */
  merged: number;
  /** For a client that keeps its tokens itself. */
  tokens: IssuedTokens | undefined;
}

/**
 * Signs somebody in who has proven who they are: always a new session, whatever the browser had before. A guest's
 * work goes to the account, and the guest is gone.
 */
export async function signIn(ctx: Context, owner: SessionState, to: 'COOKIE' | 'BODY'): Promise<SignedIn> {
  const before = ctx.actor;
  const merged =
    before?.guest && before.userId !== owner.userId ? await mergeGuest(ctx, before.userId, owner.userId) : 0;
  if (before && !before.guest) await endSession(ctx, before.userId, before.sessionId);
  const { actor, refresh } = await startSession(ctx, ctx.db, owner);
  ctx.actor = actor;
  const tokens = await deliver(ctx, actor, refresh, to);
  if (to === 'COOKIE') await rememberDevice(ctx, owner.userId);
  return { user: await requireUser(ctx, owner.userId), merged, tokens };
}

/** All that a guest did goes to an account, in one transaction; a second call finds no guest and moves nothing. */
async function mergeGuest(ctx: Context, guestId: string, userId: string): Promise<number> {
  await endSessions(ctx, guestId);
  return ctx.db.transaction(async (db) => {
    if (!(await lockGuest(db, guestId))) return 0;
    let merged = 0;
    for (const domain of ctx.services.personalData) merged += await domain.merge(db, guestId, userId);
    await deleteUser(db, guestId);
    return merged;
  });
}
