import { createHash, randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalGithub {
  settings: { issuer: string; clientId: string; clientSecret: string };
  user: { id: number; login: string; name: string | null };
  emails: { email: string; primary: boolean; verified: boolean }[];
  authorize(url: string): Promise<URL>;
  stop(): Promise<void>;
}

/** GitHub's OAuth at the wire: PKCE and one-time codes are checked, no discovery, no ID token. */
export async function startGithub(): Promise<LocalGithub> {
  const codes = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    if (url.pathname === '/login/oauth/authorize') {
      const code = randomBytes(10).toString('hex');
      codes.set(code, url.searchParams.get('code_challenge') ?? '');
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      response.writeHead(302, { location: back.href }).end();
    } else if (url.pathname === '/login/oauth/access_token') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const challenge = codes.get(form.get('code') ?? '');
      codes.delete(form.get('code') ?? '');
      const proven = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (challenge && proven === challenge)
        json(response, { access_token: 'gho_test', token_type: 'bearer', scope: 'user:email' });
      else json(response, { error: 'bad_verification_code' }, 400);
    } else if (request.headers.authorization !== 'Bearer gho_test')
      json(response, { message: 'Bad credentials' }, 401);
    else if (url.pathname === '/api/user') json(response, github.user);
    else if (url.pathname === '/api/user/emails') json(response, github.emails);
    else json(response, {}, 404);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const github: LocalGithub = {
    settings: { issuer, clientId: 'atlas-at-github', clientSecret: 'secret' },
    user: { id: 1, login: 'ada', name: 'Ada' },
    emails: [],
    async authorize(url) {
      const response = await fetch(url, { redirect: 'manual' });
      return new URL(response.headers.get('location') ?? '');
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return github;
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
