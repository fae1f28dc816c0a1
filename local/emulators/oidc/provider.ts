import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

/** Who signs an ID token: the provider, somebody with a key of the same name, our own secret, or nobody. */
export type Signer = 'provider' | 'stranger' | 'secret' | 'nobody';

/** Answers in place of the provider; one that does nothing lets the client wait. */
export type Lie = (response: ServerResponse) => void;

export interface LyingProvider {
  issuer: string;
  /** As `SIGN_IN_PROVIDERS` names it. */
  settings: { issuer: string; clientId: string; clientSecret: string };
  /** Put over the claims of the next ID token; undefined takes a claim away. */
  claims: Record<string, unknown>;
  signer: Signer;
  /** By path: what is answered there instead of the truth. */
  lies: Map<string, Lie>;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  /** Codes and tokens that it gave or was given: none may be in a log. */
  readonly secrets: Set<string>;
  /** Makes a code for an authorization URL. @returns the callback */
  authorize(url: URL): URL;
  /** Forgets what it was told to lie. */
  beHonest(): void;
  stop(): Promise<void>;
}

/**
 * An OpenID provider, and GitHub's OAuth at the same address, that tests make lie and fail. It is for what the
 * real one of `test/support/oidc.ts` never does.
 */
export async function startLyingProvider(): Promise<LyingProvider> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [own, stranger] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, { challenge: string; nonce: string | null }>();
  const clientSecret = 'a secret of the client, long enough for HS256';
  const provider: LyingProvider = {
    issuer,
    settings: { issuer, clientId: 'atlas', clientSecret },
    claims: {},
    signer: 'provider',
    lies: new Map(),
    asked: [],
    secrets: new Set([clientSecret]),
    authorize({ searchParams }) {
      const code = remember(randomBytes(16).toString('hex'));
      const state = remember(searchParams.get('state') ?? '');
      codes.set(code, {
        challenge: searchParams.get('code_challenge') ?? '',
        nonce: searchParams.get('nonce'),
      });
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state }).toString();
      return back;
    },
    beHonest() {
      provider.claims = {};
      provider.signer = 'provider';
      provider.lies.clear();
      provider.asked.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  function remember(secret: string): string {
    if (secret) provider.secrets.add(secret);
    return secret;
  }

  async function idToken(nonce: string | null): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const honest = { iss: issuer, aud: 'atlas', sub: 'somebody', iat: now, exp: now + 60, nonce };
    const claims = JSON.parse(JSON.stringify({ ...honest, ...provider.claims }));
    if (provider.signer === 'nobody') return new UnsecuredJWT(claims).encode();
    const isSecret = provider.signer === 'secret';
    const key = {
      provider: own.privateKey,
      stranger: stranger.privateKey,
      secret: Buffer.from(clientSecret),
    };
    return new SignJWT(claims)
      .setProtectedHeader(isSecret ? { alg: 'HS256' } : { alg: 'RS256', kid: 'one' })
      .sign(key[provider.signer]);
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const verifier = remember(form.get('code_verifier') ?? '');
    const proven = createHash('sha256').update(verifier).digest('base64url');
    if (code?.challenge !== proven) return json({ error: 'invalid_grant' }, 400)(response);
    const access = remember(randomBytes(16).toString('hex'));
    const id = request.url === '/token' ? remember(await idToken(code.nonce)) : undefined;
    json({ access_token: access, token_type: 'bearer', expires_in: 60, id_token: id })(response);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    provider.asked.push(path);
    const lie = provider.lies.get(path);
    if (lie) lie(response);
    else if (path === '/token' || path === '/login/oauth/access_token') await token(request, response);
    else if (path === '/keys') json({ keys: [jwk] })(response);
    else if (path === '/.well-known/openid-configuration')
      json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })(response);
    else json({}, 404)(response);
  }
  return provider;
}

/** Answers with JSON. */
export function json(body: unknown, status = 200): Lie {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}
