import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  json,
  type Lie,
  type LyingProvider,
  startLyingProvider,
} from '../../local/emulators/oidc/provider.ts';
import { createMembers, type Members } from '../support/accounts.ts';
import { type Person, startApi, type TestApi } from '../support/api.ts';

// What an honest provider does is in sign-in-providers.test.ts; here it lies, fails and waits.
type Name = 'google' | 'github';
const DISCOVERY = '/.well-known/openid-configuration';
const GITHUB_TOKEN = '/login/oauth/access_token';
const FAILED = '/sign-in?problem=failed';
const CANARY = 'canary.of.oauth@example.com';
const lines: string[] = [];
let api: TestApi;
let members: Members;
let provider: LyingProvider;
let count = 0;

beforeAll(async () => {
  process.env.ATLAS_LOG_LEVEL = 'DEBUG';
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      lines.push(String(chunk));
      return true;
    });
  }
  provider = await startLyingProvider();
  process.env.SIGN_IN_PROVIDERS = JSON.stringify({ google: provider.settings, github: provider.settings });
  api = await startApi();
  members = createMembers(api);
});

afterAll(async () => {
  vi.restoreAllMocks();
  await members.close();
  await api.close();
  await provider.stop();
});

const emails = (list: unknown, status = 200) => provider.lies.set('/api/user/emails', json(list, status));
const newClaims = () => ({
  sub: `sub-${++count}`,
  email: `${count}.${CANARY}`,
  email_verified: true as unknown,
  name: 'Canary Liar',
});

beforeEach(() => {
  provider.beHonest();
  provider.claims = newClaims();
  provider.lies.set('/api/user', json({ id: count, login: 'canary-liar', name: null }));
  emails([{ email: `${count}.${CANARY}`, primary: true, verified: true }]);
});

const get = async (browser: Person, path: string, query = new URLSearchParams()) =>
  browser.send({
    httpMethod: 'GET',
    path,
    queryStringParameters: Object.fromEntries([...query].map(([k, v]) => [k, encodeURIComponent(v)])),
  });

async function begin(browser: Person, name: Name): Promise<URL> {
  const { headers } = await get(browser, `/auth/${name}/start`);
  return provider.authorize(new URL(headers.location ?? ''));
}

async function back(browser: Person, name: Name, { searchParams }: URL): Promise<string> {
  const { status, headers } = await get(browser, `/auth/${name}/callback`, searchParams);
  expect(status).toBe(302);
  for (const token of browser.jar.values()) if (token.length > 20) provider.secrets.add(token);
  return headers.location ?? '';
}

const signIn = async (browser: Person, name: Name = 'google') =>
  back(browser, name, await begin(browser, name));

const rows = () =>
  api.sql('SELECT (SELECT count(*) FROM people) AS a, (SELECT count(*) FROM identities) AS b');

/** Signs in, and nothing comes of it: no session, no account, no identity. */
async function expectNothing(end: string, act: (browser: Person) => Promise<string>): Promise<void> {
  const before = await rows();
  const browser = api.person();
  expect(await act(browser)).toBe(end);
  expect([...browser.jar.keys()].filter((name) => !name.includes('attempt'))).toEqual([]);
  expect(await rows()).toEqual(before);
}

test('a provider that can not be found is told, and asked again by the next one', async () => {
  for (const lie of [json({}, 503), json({ issuer: 'https://evil.example' })]) {
    provider.lies.set(DISCOVERY, lie);
    const { status, headers } = await get(api.person(), '/auth/google/start');
    expect([status, headers.location]).toEqual([302, FAILED]);
  }
  provider.lies.delete(DISCOVERY);
  expect(await signIn(api.person())).toBe('/progress');
});

describe('T14 an ID token', () => {
  const past = Math.floor(Date.now() / 1000) - 600;
  test.each<[string, Record<string, unknown>]>([
    ['for another client', { aud: 'somebody-else' }],
    ['for nobody', { aud: undefined }],
    ['for us among others, given to another client', { aud: ['atlas', 'other'], azp: 'other' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['of no issuer', { iss: undefined }],
    ['that has ended', { iat: past, exp: past + 60 }],
    ['without an end', { exp: undefined }],
    ['without a subject', { sub: undefined }],
    ['with another nonce', { nonce: 'another' }],
    ['without a nonce', { nonce: undefined }],
  ])('%s signs nobody in', async (_name, claims) => {
    provider.claims = { ...provider.claims, ...claims };
    await expectNothing(FAILED, signIn);
  });

  test.each(['stranger', 'secret', 'nobody'] as const)('signed by %s signs nobody in', async (signer) => {
    provider.signer = signer;
    await expectNothing(FAILED, signIn);
  });

  test.each(['true', 1, null, undefined])('email_verified %j is not true', async (value) => {
    provider.claims.email_verified = value;
    await expectNothing('/sign-in?problem=unverified', signIn);
  });

  test('of an unverified address can not wait for its owner in an account', async () => {
    const { email, userId } = await members.account();
    const attacker = { ...provider.claims, email, email_verified: false };
    provider.claims = attacker;
    await expectNothing('/sign-in?problem=unverified', signIn);
    provider.claims = { ...newClaims(), email };
    expect(await signIn(api.person())).toBe('/progress');
    provider.claims = attacker;
    await expectNothing('/sign-in?problem=unverified', signIn);
    const owners = await api.sql('SELECT provider FROM identities WHERE user_id = $1', [userId]);
    expect(owners).toEqual([{ provider: 'google' }]);
  });
});

describe('GitHub', () => {
  // GitHub sends it since 2026: https://github.com/nextauthjs/next-auth/pull/13410
  test.each([
    ['/login/oauth', '/progress'],
    ['', FAILED],
    ['.evil.example/login/oauth', FAILED],
  ])('that names itself its address and %j leads to %s', async (suffix, end) => {
    const browser = api.person();
    const callback = await begin(browser, 'github');
    callback.searchParams.set('iss', `${provider.issuer}${suffix}`);
    expect(await back(browser, 'github', callback)).toBe(end);
  });

  test.each<[string, string, Lie]>([
    ['refuses a code as it does, with 200', GITHUB_TOKEN, json({ error: 'bad_verification_code' })],
    ['does not know its own token', '/api/user', json({ message: 'Bad credentials', email: CANARY }, 401)],
    ['keeps the addresses for itself', '/api/user/emails', json({ message: CANARY }, 403)],
    ['calls its people by words', '/api/user', json({ id: '1', login: CANARY })],
    ['sends a page', '/api/user', (response) => void response.end(`<html>${CANARY}`)],
    ['hangs up', GITHUB_TOKEN, (response) => void response.destroy()],
  ])('that %s signs nobody in', async (_name, path, lie) => {
    provider.lies.set(path, lie);
    await expectNothing(FAILED, (browser) => signIn(browser, 'github'));
  });

  test.each<[string, unknown[]]>([
    ['no address', []],
    ['a verified one that is not primary', [{ email: `x.${CANARY}`, primary: false, verified: true }]],
  ])('that knows %s makes no account', async (_name, list) => {
    emails(list);
    await expectNothing('/sign-in?problem=unverified', (browser) => signIn(browser, 'github'));
  });

  test('T12 gets no code that came for Google', async () => {
    await expectNothing('/sign-in?problem=expired', async (browser) => {
      const callback = await begin(browser, 'google');
      return back(browser, 'github', callback);
    });
    expect(provider.asked.filter((path) => path.includes('token'))).toEqual([]);
  });
});

test('a provider that falls silent is given up within six seconds, at its token or behind it', async () => {
  provider.lies.set('/token', (response) => void response.writeHead(200).write('{"access_token":'));
  provider.lies.set('/api/user', () => undefined);
  const began = performance.now();
  const ends = await Promise.all([signIn(api.person()), signIn(api.person(), 'github')]);
  expect(ends).toEqual([FAILED, FAILED]);
  expect(performance.now() - began).toBeLessThan(6_000);
});

test('A15 no line of all this has a code, a token, a name or an address in it', async () => {
  await new Promise((resolve) => setTimeout(resolve, 200));
  const text = lines.join('').toLowerCase();
  for (const known of ['A provider does not answer', 'A sign-in by a provider failed', 'An account was made'])
    expect(text).toContain(known.toLowerCase());
  expect(provider.secrets.size).toBeGreaterThan(100);
  for (const secret of [CANARY, 'Canary Liar', 'canary-liar', ...provider.secrets])
    expect(text.includes(secret.toLowerCase()), secret.slice(0, 12)).toBe(false);
});
