import * as z from 'zod/mini';
import type { Actor, Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { DomainError } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { parseEmail } from './email-address.ts';
import { deleteLinksOf } from './links.store.ts';
import { openLink, prepareMail, requestLink } from './links.ts';
import { changeHash, confirmPassword, requireGoodPassword } from './password-change.ts';
import { hashPassword } from './passwords.ts';
import { deleteUser, updatePerson, updateTimeZone } from './people.store.ts';
import { bindingOf, type Person, personOf, requireUser, type UserRecord } from './people.ts';
import { personName } from './person-name.ts';
import { clearSessionCookies, endSessions } from './sessions.ts';
import { timeZone } from './time-zone.ts';

const changeInput = z.object({ currentPassword: z.optional(z.string()), newPassword: z.string() });

/** Changes or first sets the asking person's password; all other sessions end. */
export async function changePassword(ctx: Context, actor: Actor, input: unknown): Promise<UserRecord> {
  const { currentPassword, newPassword } = parseInput(changeInput, input);
  await confirmPassword(ctx, actor, currentPassword);
  const person = await personOf(ctx, await requireUser(ctx, actor.userId));
  await requireGoodPassword(ctx, newPassword, { ...person });
  const hash = await hashPassword(newPassword);
  await ctx.db.transaction((db) => changeHash(ctx, db, actor.userId, hash));
  await endSessions(ctx, actor.userId, actor.sessionId);
  return requireUser(ctx, actor.userId);
}

const emailInput = z.object({ email: z.string(), password: z.optional(z.string()) });

/** Asks for the mail that makes another address the account's own. */
export async function requestEmailChange(
  ctx: Context,
  actor: Actor,
  input: unknown,
): Promise<{ minutes: number }> {
  const { email, password } = parseInput(emailInput, input);
  await confirmPassword(ctx, actor, password);
  return requestLink(ctx, 'email-change', parseEmail(email), actor.userId);
}

/** Takes the address that the link was sent to, for the account that asked for it; the old one is told. */
export async function confirmEmailChange(ctx: Context, actor: Actor, token: string): Promise<UserRecord> {
  const link = await openLink(ctx, 'email-change', token);
  // Opened in another account's browser, it must change neither.
  if (link.row.user_id !== actor.userId)
    throw new DomainError('LINK_EXPIRED', 'This link belongs to another account. Sign in to that one first.');
  const person = await requirePerson(ctx, actor);
  const notice = await prepareMail(ctx, 'email-changed', person.email, actor.userId);
  const update = await preparePerson(ctx, actor.userId, { ...person, email: link.email });
  await ctx.db.transaction(async (db) => {
    await link.use(db);
    await deleteLinksOf(db, actor.userId);
    await update(db);
    await notice.send(db);
  });
  return requireUser(ctx, actor.userId);
}

const profileInput = z.object({ name: z.optional(personName), timeZone: z.optional(timeZone) });

/** Changes what is given and leaves the rest. */
export async function updateProfile(ctx: Context, actor: Actor, input: unknown): Promise<UserRecord> {
  const { name: newName, timeZone: newZone } = parseInput(profileInput, input);
  if (newName !== undefined) {
    const person = await requirePerson(ctx, actor);
    await (await preparePerson(ctx, actor.userId, { ...person, name: newName }))(ctx.db);
  }
  if (newZone !== undefined) await updateTimeZone(ctx.db, actor.userId, newZone);
  return requireUser(ctx, actor.userId);
}

/** Deletes the asking person's account and all that refers to it, for ever. */
export async function deleteAccount(ctx: Context, actor: Actor, password: string | undefined): Promise<void> {
  if (!actor.guest) await confirmPassword(ctx, actor, password);
  await endSessions(ctx, actor.userId);
  await ctx.db.transaction(async (db) => {
    await deleteLinksOf(db, actor.userId);
    for (const domain of ctx.services.personalData) await domain.leave?.(ctx, db, actor.userId);
    await deleteUser(db, actor.userId);
  });
  ctx.log.info('An account was deleted', { userId: actor.userId });
  ctx.actor = undefined;
  clearSessionCookies(ctx);
}

async function requirePerson(ctx: Context, { userId }: Actor): Promise<Person> {
  const person = await personOf(ctx, await requireUser(ctx, userId));
  if (person) return person;
  throw new DomainError('FORBIDDEN', 'A guest has neither name nor address: sign up first.');
}

/** Sealed now, written by what it gives back. */
async function preparePerson(
  ctx: Context,
  userId: string,
  person: Person,
): Promise<(db: Database) => Promise<void>> {
  const vault = await ctx.services.vault();
  const sealed = await vault.seal(ctx.db, person, bindingOf(userId), ctx.now);
  return async (db) => {
    if (await updatePerson(db, userId, vault.lookup('email', person.email), sealed)) return;
    throw new DomainError('LINK_EXPIRED', 'This address belongs to another account.');
  };
}
