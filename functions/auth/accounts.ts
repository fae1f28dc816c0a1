import * as z from 'zod/mini';
import type { Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { DomainError } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { knownDevice, rememberDevice } from './device.ts';
import { parseEmail } from './email-address.ts';
import { openLink, requestLink } from './links.ts';
import { changeHash, requireGoodPassword } from './password-change.ts';
import { hashPassword, verifyNothing, verifyPassword } from './passwords.ts';
import {
  claimGuest,
  findByEmail,
  insertPerson,
  insertUser,
  putPassword,
  updateTimeZone,
} from './people.store.ts';
import { bindingOf } from './people.ts';
import { personName } from './person-name.ts';
import { clearSessionCookies, endSessions } from './sessions.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import { timeZoneOrUtc } from './time-zone.ts';

/** Asks for the mail that leads to a new account; says nothing of whether there is one. */
export function requestSignUp(ctx: Context, email: string): Promise<{ minutes: number }> {
  return requestLink(ctx, 'sign-up', parseEmail(email));
}

const signUpInput = z.object({
  token: z.string(),
  password: z.string(),
  name: personName,
  timeZone: timeZoneOrUtc,
});

/**
 * Makes the account of the address that the link was sent to. A guest becomes it, with all that the guest did.
 *
 * @throws DomainError LINK_EXPIRED, BAD_INPUT for a password that will not do; the link is good still then
 */
export async function completeSignUp(
  ctx: Context,
  input: unknown,
  tokens: 'COOKIE' | 'BODY',
): Promise<SignedIn> {
  const { token, password, name: said, timeZone: zone } = parseInput(signUpInput, input);
  const link = await openLink(ctx, 'sign-up', token);
  await requireGoodPassword(ctx, password, { name: said, email: link.email });
  const hash = await hashPassword(password);
  const account = await prepareAccount(ctx, { email: link.email, name: said });
  await ctx.db.transaction(async (db) => {
    await link.use(db);
    await account.insert(db);
    await updateTimeZone(db, account.userId, zone);
    await putPassword(db, account.userId, hash, ctx.now);
  });
  await endSessions(ctx, account.userId);
  return signIn(ctx, { userId: account.userId, role: 'learner', guest: false }, tokens);
}

/** The account of an address that was proven: the asking guest becomes it, or it is new. */
export async function prepareAccount(
  ctx: Context,
  person: { email: string; name: string },
): Promise<{ userId: string; insert: (db: Database) => Promise<void> }> {
  const vault = await ctx.services.vault();
  const guest = ctx.actor?.guest ? ctx.actor : undefined;
  const userId = guest?.userId ?? ctx.newId('usr', ctx.now);
  const sealed = await vault.seal(ctx.db, person, bindingOf(userId), ctx.now);
  return {
    userId,
    insert: async (db) => {
      if (!guest) await insertUser(db, { id: userId, guest: false, now: ctx.now });
      else if (!(await claimGuest(db, userId))) throw taken();
      if (!(await insertPerson(db, userId, vault.lookup('email', person.email), sealed))) throw taken();
      ctx.log.info('An account was made', { userId });
    },
  };
}

/** Somebody was faster: another tab, or the same link on another device. */
function taken(): DomainError {
  return new DomainError('LINK_EXPIRED', 'This account was made already. Sign in instead.');
}

const loginInput = z.object({ email: z.string(), password: z.string().check(z.maxLength(1_024)) });
const WRONG = 'The e-mail address or the password is not right.';

/**
 * Signs in by address and password. What a wrong one costs and says is the same whether there is an account.
 *
 * @throws DomainError UNAUTHENTICATED, RATE_LIMITED, FORBIDDEN for an account that is locked
 */
export async function logIn(ctx: Context, input: unknown, tokens: 'COOKIE' | 'BODY'): Promise<SignedIn> {
  const { email, password } = parseInput(loginInput, input);
  const { attempt, account } = await beginAttempt(ctx, parseEmail(email));
  const { matches, outdated } = account?.password_hash
    ? await verifyPassword(account.password_hash, password)
    : await verifyNothing(password);
  if (!account || !matches) throw new DomainError('UNAUTHENTICATED', WRONG);
  await attempt.succeeded();
  if (account.disabled_at)
    throw new DomainError('FORBIDDEN', 'This account is locked. Write to us if you wonder why.');
  if (outdated) await putPassword(ctx.db, account.user_id, await hashPassword(password), ctx.now);
  return signIn(ctx, { userId: account.user_id, role: account.role, guest: false }, tokens);
}

/** Counts an attempt before the password is looked at; a right one is given back. */
async function beginAttempt(ctx: Context, email: string) {
  const { limits } = ctx.services;
  const lookup = (await ctx.services.vault()).lookup('email', email);
  const account = await findByEmail(ctx.db, lookup);
  const device = await knownDevice(ctx, account?.user_id);
  const uses = [
    ['login-address', ctx.caller.address],
    device
      ? (['login-device', `${account?.user_id}:${device}`] as const)
      : (['login-account', lookup.toString('base64url')] as const),
  ] as const;
  for (const [rule, key] of uses) await limits.require(rule, key, ctx);
  const succeeded = async () => {
    await Promise.all(uses.map(([rule, key]) => limits.giveBack(rule, key, ctx)));
  };
  return { account, attempt: { succeeded } };
}

/** Asks for the mail that leads to a new password; says nothing of whether there is an account. */
export function requestPasswordReset(ctx: Context, email: string): Promise<{ minutes: number }> {
  return requestLink(ctx, 'password-reset', parseEmail(email));
}

const resetInput = z.object({ token: z.string(), password: z.string() });

/** Sets the password of the address that the link was sent to; all sessions end. @throws DomainError LINK_EXPIRED */
export async function resetPassword(ctx: Context, input: unknown): Promise<void> {
  const { token, password } = parseInput(resetInput, input);
  const link = await openLink(ctx, 'password-reset', token);
  await requireGoodPassword(ctx, password, { email: link.email });
  const hash = await hashPassword(password);
  const userId = await ctx.db.transaction(async (db) => {
    await link.use(db);
    const account = await findByEmail(db, link.row.email_lookup);
    if (!account) throw new DomainError('LINK_EXPIRED', 'This address has no account any more.');
    await changeHash(ctx, db, account.user_id, hash);
    return account.user_id;
  });
  await endSessions(ctx, userId);
  // The owner of the mailbox has shown up: whoever used up the attempts no longer stands in the way.
  await rememberDevice(ctx, userId);
  if (ctx.actor?.userId === userId) clearSessionCookies(ctx);
}
