import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody who has an account at the provider. */
export interface OidcPerson {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

export interface LocalOidc {
  issuer: string;
  /** As `SIGN_IN_PROVIDERS` names it. */
  settings: { issuer: string; clientId: string; clientSecret: string };
  /** Who is signed in there when the next browser comes. */
  person: OidcPerson;
  /** Milliseconds until the token endpoint answers; Infinity: never. */
  delay: number;
  /** Goes from an authorization URL to the callback, as a browser whose person agrees to all. */
  authorize(url: string): Promise<URL>;
  stop(): Promise<void>;
}

const CLIENT = { id: 'atlas', secret: 'a secret of the client at the provider' };

/** A real OpenID provider on this machine that asks its person nothing (https://github.com/panva/node-oidc-provider). */
export async function startOidc(redirectUri: string): Promise<LocalOidc> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, OidcPerson>();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // As Google does: the claims are in the ID token.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['of this test'] },
    ttl: { Interaction: 60, Session: 60, Grant: 60, AccessToken: 60, AuthorizationCode: 60, IdToken: 60 },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ ...people.get(sub), sub }) }),
  });
  const callback = provider.callback();
  const oidc: LocalOidc = {
    issuer,
    settings: { issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret },
    person: { sub: 'nobody' },
    delay: 0,
    authorize: (url) => follow(url, redirectUri),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  /** Signs the person in and agrees to whatever is asked. */
  async function agree(request: IncomingMessage, response: ServerResponse): Promise<void> {
    people.set(oidc.person.sub, oidc.person);
    const { prompt, params } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') {
      await provider.interactionFinished(request, response, { login: { accountId: oidc.person.sub } });
      return;
    }
    const grant = new provider.Grant({ accountId: oidc.person.sub, clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  }

  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) void agree(request, response);
    else if (request.url?.startsWith('/token') && oidc.delay > 0) {
      if (Number.isFinite(oidc.delay)) setTimeout(() => callback(request, response), oidc.delay);
    } else void callback(request, response);
  });
  return oidc;
}

/** Follows redirects with cookies until the address of the client. */
async function follow(start: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let hops = 0; hops < 10; hops++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const one of response.headers.getSetCookie()) {
      const [pair = ''] = one.split(';', 1);
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    if (!location) throw new Error(`The provider answered with ${response.status}: ${await response.text()}`);
    url = new URL(location, url).href;
    if (url.startsWith(redirectUri)) return new URL(url);
  }
  throw new Error('The provider goes in a circle.');
}
