import { randomBytes } from 'node:crypto';
import type { Context } from '../platform/context.ts';
import type { Mailer } from '../platform/mail/mailer.ts';
import { type Consumer, consumer } from '../platform/queue/worker.ts';
import { mailLinkRequested, passwordChanged } from './auth.events.ts';
import { armLink, findLink, type LinkRow } from './links.store.ts';
import { emailOf, LINK_MINUTES, tokenHash } from './links.ts';
import { type Message, mailOf } from './mail-texts.ts';
import { findByEmail } from './people.store.ts';
import { personOf, userById } from './people.ts';

/** The address of the page that a link leads to. The token is behind a `#`, which no server and no log sees. */
const PAGES = {
  'sign-up': '/welcome',
  'password-reset': '/reset-password',
  'email-change': '/confirm-email',
} as const;

/** Sends what the e-mail queue asks for. A mail goes out before its event is noted, so a crash may send it again. */
export function mailConsumers(mailer: () => Mailer): Consumer[] {
  return [
    consumer(mailLinkRequested, async (ctx, { id, payload }) => {
      const link = await findLink(ctx.db, payload.linkId, ctx.now);
      // Used up or too old meanwhile: nobody waits for it.
      if (!link) return;
      const message = await messageOf(ctx, link);
      if (!message) return;
      const to = await emailOf(ctx, link);
      await mailer().send({ to, eventId: id, ...mailOf(message, ctx.services.siteOrigin) });
    }),
    consumer(passwordChanged, async (ctx, { id, payload }) => {
      const user = await userById(ctx, payload.userId);
      const person = user && (await personOf(ctx, user));
      if (!person) return;
      const message: Message = { kind: 'password-changed', name: person.name };
      await mailer().send({ to: person.email, eventId: id, ...mailOf(message, ctx.services.siteOrigin) });
    }),
  ];
}

/** What to say to the owner of the mailbox; undefined: nothing, since the address has no account. */
async function messageOf(ctx: Context, link: LinkRow): Promise<Message | undefined> {
  const { purpose } = link;
  if (purpose === 'email-changed') return { kind: purpose };
  const account = await findByEmail(ctx.db, link.email_lookup);
  if (purpose === 'sign-up' && account) return { kind: 'has-account' };
  if (purpose === 'password-reset' && !account) return undefined;
  if (purpose === 'email-change' && account) return { kind: 'has-account' };
  const token = randomBytes(32).toString('base64url');
  await armLink(ctx.db, link, tokenHash(token));
  const url = `${ctx.services.siteOrigin}${PAGES[purpose]}#${token}`;
  return { kind: purpose, url, minutes: LINK_MINUTES[purpose] };
}
