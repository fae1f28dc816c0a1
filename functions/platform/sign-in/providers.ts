import type { Configuration } from 'openid-client';
import * as z from 'zod/mini';
import { DomainError } from '../errors.ts';
import { fetchSecret } from '../secrets.ts';

export const PROVIDERS = ['google', 'github'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** What a provider says of who signed in. */
export interface Profile {
  subject: string;
  email: string | undefined;
  /** The provider has made sure that the address is theirs. */
  emailVerified: boolean;
  name: string;
}

const settings = z.object({ clientId: z.string(), clientSecret: z.string(), issuer: z.optional(z.url()) });
const shape = z.partial(z.object({ google: settings, github: settings }));
type Settings = z.infer<typeof settings>;

const ISSUERS = { google: 'https://accounts.google.com', github: 'https://github.com' } as const;
const SCOPES = { google: 'openid email profile', github: 'read:user user:email' } as const;
/** Seconds for one call to a provider. */
const PATIENCE = 5;

export interface Providers {
  /** Those that this deployment has. */
  names(): Promise<ProviderName[]>;
  /** Where the browser goes. */
  authorizationUrl(provider: ProviderName, request: AuthorizationRequest): Promise<URL>;
  /**
   * Changes the code of a callback for who it is. State, nonce, issuer, audience, PKCE and the signature are
   * checked by openid-client. @throws Error for whatever is not as it was asked for
   */
  profile(provider: ProviderName, callback: URL, request: AuthorizationRequest): Promise<Profile>;
}

export interface AuthorizationRequest {
  state: string;
  nonce: string;
  verifier: string;
  redirectUri: string;
}

/** @param source JSON, or the ARN of a secret */
export function createProviders(source: string): Providers {
  let reading: Promise<z.infer<typeof shape>> | undefined;
  const known = new Map<ProviderName, Promise<Configuration>>();

  function read() {
    reading ??= (async () => {
      const text = source.startsWith('arn:') ? await fetchSecret(source) : source;
      return z.parse(shape, JSON.parse(text));
    })();
    reading.catch(() => {
      reading = undefined;
    });
    return reading;
  }

  /** The provider's endpoints are asked for once a process; a failure is not remembered. */
  function configurationOf(provider: ProviderName): Promise<Configuration> {
    const found = known.get(provider);
    if (found) return found;
    const making = (async () => {
      const ours = (await read())[provider];
      if (!ours) throw new DomainError('NOT_FOUND', 'This way to sign in is not set up here.');
      return configure(provider, ours);
    })();
    making.catch(() => known.delete(provider));
    known.set(provider, making);
    return making;
  }

  return {
    async names() {
      const ours = await read();
      return PROVIDERS.filter((name) => ours[name]);
    },
    async authorizationUrl(provider, { state, nonce, verifier, redirectUri }) {
      const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client');
      return buildAuthorizationUrl(await configurationOf(provider), {
        redirect_uri: redirectUri,
        scope: SCOPES[provider],
        state,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(provider === 'google' ? { nonce } : {}),
      });
    },
    async profile(provider, callback, { state, nonce, verifier }) {
      const { authorizationCodeGrant } = await import('openid-client');
      const configuration = await configurationOf(provider);
      const isOidc = provider === 'google';
      const tokens = await authorizationCodeGrant(configuration, callback, {
        expectedState: state,
        pkceCodeVerifier: verifier,
        ...(isOidc ? { expectedNonce: nonce, idTokenExpected: true } : {}),
      });
      const claims = tokens.claims();
      if (!isOidc) return githubProfile(configuration, tokens.access_token);
      if (!claims) throw new Error('The provider gave no ID token.');
      return {
        subject: claims.sub,
        email: typeof claims.email === 'string' ? claims.email : undefined,
        emailVerified: claims.email_verified === true,
        name: typeof claims.name === 'string' ? claims.name : '',
      };
    },
  };
}

async function configure(
  provider: ProviderName,
  { clientId, clientSecret, issuer }: Settings,
): Promise<Configuration> {
  const library = await import('openid-client');
  const { allowInsecureRequests, Configuration: Made, discovery, enableNonRepudiationChecks } = library;
  const server = new URL(issuer ?? ISSUERS[provider]);
  // Only a provider on this very machine may go without TLS: in tests.
  const isLocal = server.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(server.hostname);
  // Signatures are checked only when asked for: by default the library trusts the connection.
  const execute = [enableNonRepudiationChecks, ...(isLocal ? [allowInsecureRequests] : [])];
  if (provider === 'google') {
    return discovery(server, clientId, clientSecret, undefined, { execute, timeout: PATIENCE });
  }
  // GitHub speaks OAuth 2.0 without discovery; in `iss` of a callback it gives this name (RFC 9207).
  const configuration = new Made(
    {
      issuer: `${server.origin}/login/oauth`,
      authorization_endpoint: `${server.origin}/login/oauth/authorize`,
      token_endpoint: `${server.origin}/login/oauth/access_token`,
    },
    clientId,
    clientSecret,
  );
  configuration.timeout = PATIENCE;
  if (isLocal) allowInsecureRequests(configuration);
  return configuration;
}

const githubUser = z.object({ id: z.int(), login: z.string(), name: z.nullish(z.string()) });
const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** https://docs.github.com/en/rest/users: the public address of a profile may be unverified, so the list is asked. */
async function githubProfile(configuration: Configuration, accessToken: string): Promise<Profile> {
  const { fetchProtectedResource } = await import('openid-client');
  const { origin } = new URL(configuration.serverMetadata().issuer);
  const base = origin === ISSUERS.github ? 'https://api.github.com' : `${origin}/api`;
  const ask = async (path: string): Promise<unknown> => {
    const headers = new Headers({ accept: 'application/vnd.github+json', 'user-agent': 'atlas' });
    const url = new URL(`${base}${path}`);
    const response = await fetchProtectedResource(configuration, accessToken, url, 'GET', null, headers);
    if (!response.ok) throw new Error(`GitHub answered with ${response.status}.`);
    return response.json();
  };
  const [user, emails] = await Promise.all([ask('/user'), ask('/user/emails')]);
  const { id, login, name } = z.parse(githubUser, user);
  const primary = z.parse(githubEmails, emails).find((one) => one.primary);
  return {
    subject: String(id),
    email: primary?.email,
    emailVerified: primary?.verified === true,
    name: name || login,
  };
}
