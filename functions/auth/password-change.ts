import type { Actor, Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { DomainError } from '../platform/errors.ts';
import { emit } from '../platform/queue/outbox.ts';
import { passwordChanged } from './auth.events.ts';
import { deleteLinksOf } from './links.store.ts';
import { passwordProblem, verifyPassword } from './passwords.ts';
import { findPasswordHash, putPassword } from './people.store.ts';

/** Puts another password in place, in a transaction: links asked for before are no good, the owner is told. */
export async function changeHash(ctx: Context, db: Database, userId: string, hash: string): Promise<void> {
  await putPassword(db, userId, hash, ctx.now);
  await deleteLinksOf(db, userId);
  await emit(ctx, db, passwordChanged, { userId });
}

/** @throws DomainError BAD_INPUT with what is wrong with it */
export async function requireGoodPassword(
  ctx: Context,
  password: string,
  person: { email?: string; name?: string },
): Promise<void> {
  const site = new URL(ctx.services.siteOrigin).hostname;
  const problem = await passwordProblem(password, { ...person, site });
  if (problem) throw new DomainError('BAD_INPUT', problem);
}

/** Asks for the password again before something that a stranger at an open laptop must not do. */
export async function confirmPassword(
  ctx: Context,
  { userId }: Actor,
  password: string | undefined,
): Promise<void> {
  const hash = await findPasswordHash(ctx.db, userId);
  if (!hash) return;
  await ctx.services.limits.require('confirm', userId, ctx);
  const { matches } = await verifyPassword(hash, (password ?? '').slice(0, 1_024));
  if (!matches) throw new DomainError('FORBIDDEN', 'This is not your password.');
  await ctx.services.limits.giveBack('confirm', userId, ctx);
}
