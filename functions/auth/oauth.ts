import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { DomainError } from '../platform/errors.ts';
import type {
  AuthorizationRequest,
  Profile,
  ProviderName,
  Providers,
} from '../platform/sign-in/providers.ts';
import { prepareAccount } from './accounts.ts';
import { insertAttempt, takeAttempt } from './attempts.store.ts';
import { clearCookie, readCookie, setCookie } from './cookies.ts';
import { parseEmail } from './email-address.ts';
import { findIdentity, insertIdentity } from './identities.store.ts';
import { findByEmail } from './people.store.ts';
import { endSessions } from './sessions.ts';
import { signIn } from './sign-in.ts';

/** Seconds that a person may take at the provider. */
const ATTEMPT_SECONDS = 600;

/** Why a sign-in by a provider ended without one; the page has a sentence for each. */
export type OauthProblem = 'denied' | 'expired' | 'unverified' | 'taken' | 'locked' | 'failed';

/**
 * A path of this site, nothing else: what comes from a link must lead nowhere else. Backslashes and second slashes
 * would be read by browsers as another host.
 */
export function returnPath(given: string | null | undefined): string {
  const isPath =
    typeof given === 'string' && /^\/(?![/\\])[\w\-./~%?=&#:+,@]*$/.test(given) && given.length <= 500;
  return isPath ? given : '/progress';
}

/** Sends the browser to a provider. @returns its address */
export async function beginOauth(
  ctx: Context,
  providers: Providers,
  provider: ProviderName,
  options: { returnTo: string; link: boolean },
): Promise<string> {
  const request = requestOf(ctx, provider);
  const browser = randomBytes(32).toString('base64url');
  const url = await providers.authorizationUrl(provider, request);
  const linkTo = options.link && ctx.actor && !ctx.actor.guest ? ctx.actor.userId : null;
  await insertAttempt(ctx.db, {
    state_hash: sha256(request.state),
    browser_hash: sha256(browser),
    provider,
    verifier: request.verifier,
    nonce: request.nonce,
    return_to: returnPath(options.returnTo),
    link_to: linkTo,
    expires_at: new Date(ctx.now.getTime() + ATTEMPT_SECONDS * 1000),
  });
  setCookie(ctx, 'attempt', browser, ATTEMPT_SECONDS);
  return url.href;
}

/** A browser that comes back. @returns where to send it: its page, or the sign-in page with a problem */
export async function finishOauth(
  ctx: Context,
  providers: Providers,
  provider: ProviderName,
  query: URLSearchParams,
): Promise<string> {
  const browser = readCookie(ctx, 'attempt');
  const state = query.get('state');
  clearCookie(ctx, 'attempt');
  if (!browser || !state) return problem('expired');
  const key = { stateHash: sha256(state), browserHash: sha256(browser), provider };
  const attempt = await takeAttempt(ctx.db, key, ctx.now);
  if (!attempt) return problem('expired');
  if (query.has('error')) return problem('denied');
  const request = { ...requestOf(ctx, provider), state, nonce: attempt.nonce, verifier: attempt.verifier };
  // The address that we were called at, not the one that a header says.
  const callback = new URL(request.redirectUri);
  callback.search = query.toString();
  try {
    const profile = await providers.profile(provider, callback, request);
    const failed = attempt.link_to
      ? await link(ctx, provider, profile, attempt.link_to)
      : await enter(ctx, provider, profile);
    return failed ? problem(failed) : attempt.return_to;
  } catch (error) {
    // Errors of the library carry answers of the provider, hence addresses.
    const { code, name } = error as { code?: unknown; name?: unknown };
    ctx.log.warn('A sign-in by a provider failed', { provider, reason: String(code ?? name) });
    return problem('failed');
  }
}

/** Signs in to the account of a subject; makes or links one by its address only if the provider has verified it. */
async function enter(
  ctx: Context,
  provider: ProviderName,
  profile: Profile,
): Promise<OauthProblem | undefined> {
  const vault = await ctx.services.vault();
  const known = await findIdentity(ctx.db, provider, vault.lookup(provider, profile.subject));
  if (known) return signInTo(ctx, known);
  if (!profile.email || !profile.emailVerified) return 'unverified';
  const email = parseEmail(profile.email);
  const owner = await findByEmail(ctx.db, vault.lookup('email', email));
  if (owner) {
    const insert = await prepareIdentity(ctx, provider, profile.subject, owner.user_id);
    if (!(await insert(ctx.db))) return 'taken';
    return signInTo(ctx, owner);
  }
  const account = await prepareAccount(ctx, { email, name: nameOf(profile, email) });
  const insert = await prepareIdentity(ctx, provider, profile.subject, account.userId);
  await ctx.db.transaction(async (db) => {
    await account.insert(db);
    if (!(await insert(db))) throw new DomainError('UNAVAILABLE', 'This identity was linked meanwhile.');
  });
  await endSessions(ctx, account.userId);
  await signIn(ctx, { userId: account.userId, role: 'learner', guest: false }, 'COOKIE');
  return undefined;
}

async function signInTo(
  ctx: Context,
  owner: { user_id: string; role: 'learner' | 'author' | 'moderator' | 'admin'; disabled_at: Date | null },
): Promise<OauthProblem | undefined> {
  if (owner.disabled_at) return 'locked';
  await signIn(ctx, { userId: owner.user_id, role: owner.role, guest: false }, 'COOKIE');
  return undefined;
}

/** Gives the account that asked for it another way to sign in, if it is still the one that is signed in. */
async function link(
  ctx: Context,
  provider: ProviderName,
  { subject }: Profile,
  userId: string,
): Promise<OauthProblem | undefined> {
  if (ctx.actor?.userId !== userId) return 'expired';
  const insert = await prepareIdentity(ctx, provider, subject, userId);
  return (await insert(ctx.db)) ? undefined : 'taken';
}

async function prepareIdentity(
  ctx: Context,
  provider: ProviderName,
  subject: string,
  userId: string,
): Promise<(db: Database) => Promise<boolean>> {
  const vault = await ctx.services.vault();
  const binding = `identities:${userId}:${provider}`;
  const sealed = await vault.seal(ctx.db, { subject }, binding, ctx.now);
  const subjectLookup = vault.lookup(provider, subject);
  return (db) => insertIdentity(db, { provider, subjectLookup, userId, now: ctx.now, ...sealed });
}

function nameOf({ name }: Profile, email: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return [...(clean || (email.split('@')[0] ?? ''))].slice(0, 80).join('');
}

function requestOf({ services }: Context, provider: ProviderName): AuthorizationRequest {
  const random = () => randomBytes(32).toString('base64url');
  return {
    state: random(),
    nonce: random(),
    verifier: random(),
    redirectUri: `${services.siteOrigin}/auth/${provider}/callback`,
  };
}

function problem(kind: OauthProblem): string {
  return `/sign-in?problem=${kind}`;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
