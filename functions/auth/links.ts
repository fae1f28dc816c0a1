import { createHash } from 'node:crypto';
import type { Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { DomainError } from '../platform/errors.ts';
import { emit } from '../platform/queue/outbox.ts';
import { mailLinkRequested } from './auth.events.ts';
import { findLinkOfToken, insertLink, type LinkPurpose, type LinkRow, takeLink } from './links.store.ts';

/** Minutes for which a link is good: long enough for a slow mail, short enough for a mailbox left open. */
export const LINK_MINUTES: Readonly<Record<LinkPurpose, number>> = {
  'sign-up': 60,
  'password-reset': 10,
  'email-change': 60,
  'email-changed': 1_440,
};

/**
 * Asks for a mail with a link. What it does, and how long that takes, does not depend on whether the address has
 * an account: the worker finds that out.
 *
 * @param email as `parseEmail` gives it
 * @throws DomainError RATE_LIMITED by recipient, then by the address that asks
 */
export async function requestLink(
  ctx: Context,
  purpose: LinkPurpose,
  email: string,
  userId?: string,
): Promise<{ minutes: number }> {
  const { limits } = ctx.services;
  const recipient = (await ctx.services.vault()).lookup('email', email).toString('base64url');
  await limits.require('mail-address', ctx.caller.address, ctx);
  await limits.require('mail-recipient', `${purpose}:${recipient}`, ctx);
  const mail = await prepareMail(ctx, purpose, email, userId);
  await ctx.db.transaction(mail.send);
  return { minutes: LINK_MINUTES[purpose] };
}

/** A mail to an address that no event may carry: sealed now, asked for in a transaction by `send`. */
export async function prepareMail(
  ctx: Context,
  purpose: LinkPurpose,
  email: string,
  userId?: string,
): Promise<{ send: (db: Database) => Promise<void> }> {
  const vault = await ctx.services.vault();
  const emailLookup = vault.lookup('email', email);
  const id = ctx.newId('mail', ctx.now);
  const expiresAt = new Date(ctx.now.getTime() + LINK_MINUTES[purpose] * 60_000);
  const sealed = await vault.seal(ctx.db, { email }, linkBinding(id), ctx.now);
  return {
    send: async (db) => {
      await insertLink(db, { id, purpose, userId, emailLookup, expiresAt, ...sealed });
      await emit(ctx, db, mailLinkRequested, { linkId: id });
    },
  };
}

/** A link that somebody opened: not used up yet. */
export interface OpenedLink {
  row: LinkRow;
  /** The address that it was sent to. */
  email: string;
  /** Uses it up, within the transaction of what it allows. @throws DomainError LINK_EXPIRED */
  use(db: Database): Promise<void>;
}

/** @throws DomainError LINK_EXPIRED; RATE_LIMITED for an address that tries tokens */
export async function openLink(ctx: Context, purpose: LinkPurpose, token: string): Promise<OpenedLink> {
  await ctx.services.limits.require('mail-token', ctx.caller.address, ctx);
  const hash = tokenHash(token);
  const row = await findLinkOfToken(ctx.db, purpose, hash, ctx.now);
  if (!row) throw expired();
  return {
    row,
    email: await emailOf(ctx, row),
    use: async (db) => {
      if (!(await takeLink(db, row.id, hash))) throw expired();
    },
  };
}

function expired(): DomainError {
  return new DomainError('LINK_EXPIRED', 'This link was used before or is too old. Ask for a new one.');
}

/** The address that a link is for. */
export async function emailOf(ctx: Context, link: LinkRow): Promise<string> {
  const vault = await ctx.services.vault();
  const row = { sealed: link.sealed, keyId: link.key_id };
  return (await vault.open<{ email: string }>(ctx.db, row, linkBinding(link.id))).email;
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function linkBinding(id: string): string {
  return `mail_links:${id}`;
}
