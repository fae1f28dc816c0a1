import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMembers, type Members } from '../support/accounts.ts';
import { type Answer, type Person, startApi, type TestApi } from '../support/api.ts';
import { type LocalGithub, startGithub } from '../support/github.ts';
import { type LocalOidc, startOidc } from '../support/oidc.ts';

const CALLBACK = 'http://localhost:4600/auth/google/callback';
let api: TestApi;
let members: Members;
let google: LocalOidc;
let github: LocalGithub;
let count = 0;

beforeAll(async () => {
  google = await startOidc(CALLBACK);
  github = await startGithub();
  process.env.SIGN_IN_PROVIDERS = JSON.stringify({ google: google.settings, github: github.settings });
  api = await startApi();
  members = createMembers(api);
});

afterAll(async () => {
  await members.close();
  await api.close();
  await Promise.all([google.stop(), github.stop()]);
});

beforeEach(() => {
  count += 1;
  google.person = {
    sub: `sub-${count}`,
    email: `person${count}@example.com`,
    email_verified: true,
    name: `Person ${count}`,
  };
  google.delay = 0;
  github.user = { id: count, login: `person${count}`, name: null };
  github.emails = [{ email: `person${count}@example.com`, primary: true, verified: true }];
});

const get = (browser: Person, path: string, query: Record<string, string> = {}): Promise<Answer> =>
  browser.send({
    httpMethod: 'GET',
    path,
    queryStringParameters: Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, encodeURIComponent(value)]),
    ),
  });

async function begin(
  browser: Person,
  provider: 'google' | 'github' = 'google',
  query: Record<string, string> = {},
): Promise<URL> {
  const { headers, status } = await get(browser, `/auth/${provider}/start`, query);
  expect(status).toBe(302);
  return new URL(headers.location ?? '');
}

const back = (browser: Person, callback: URL, provider = 'google'): Promise<Answer> =>
  get(browser, `/auth/${provider}/callback`, Object.fromEntries(callback.searchParams));

/** All the way; gives back where the browser ends. */
async function signIn(
  browser: Person,
  provider: 'google' | 'github' = 'google',
  query: Record<string, string> = {},
): Promise<string> {
  const there = await begin(browser, provider, query);
  const callback = await (provider === 'google' ? google : github).authorize(there.href);
  return (await back(browser, callback, provider)).headers.location ?? '';
}

const me = async (browser: Person) =>
  (await browser.ask('{ currentUser { id guest name email hasPassword identities { provider } } }')).body.data
    .currentUser;

describe.each(['google', 'github'] as const)('%s', (provider) => {
  test('makes an account with a name and a proven address, and finds it again', async () => {
    const browser = api.person();
    expect(await signIn(browser, provider)).toBe('/progress');
    const account = await me(browser);
    expect(account).toMatchObject({ guest: false, hasPassword: false, email: `person${count}@example.com` });
    expect(account.name.toLowerCase().replace(' ', '')).toBe(`person${count}`);
    const other = api.person();
    await signIn(other, provider);
    expect((await me(other)).id).toBe(account.id);
  });

  test('keeps what a guest did', async () => {
    const guest = await members.guest();
    await signIn(guest.browser, provider);
    expect((await me(guest.browser)).id).toBe(guest.userId);
  });

  test('T14 an address that the provider has not checked neither makes nor opens an account', async () => {
    const owner = await members.account();
    google.person = { ...google.person, email: owner.email, email_verified: false };
    github.emails = [{ email: owner.email, primary: true, verified: false }];
    const browser = api.person();
    expect(await signIn(browser, provider)).toBe('/sign-in?problem=unverified');
    expect(await me(browser)).toBeNull();
  });

  test('a checked address opens the account that has it', async () => {
    const owner = await members.account();
    google.person = { ...google.person, email: owner.email.toUpperCase() };
    github.emails = [{ email: owner.email, primary: true, verified: true }];
    const browser = api.person();
    expect(await signIn(browser, provider)).toBe('/progress');
    expect((await me(browser)).id).toBe(owner.userId);
  });
});

describe('another way to sign in, from the settings', () => {
  test('is added to the account that asks, and is not the last to be taken away', async () => {
    const { browser, userId } = await members.account();
    expect(await signIn(browser, 'google', { link: '1', return: '/settings' })).toBe('/settings');
    expect(await me(browser)).toMatchObject({ id: userId, identities: [{ provider: 'GOOGLE' }] });
    const unlink = await browser.ask('mutation { unlinkIdentity(provider: GOOGLE) { id } }');
    expect(unlink.body.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  test('is refused when it belongs to somebody else', async () => {
    await signIn(api.person());
    const { browser } = await members.account();
    expect(await signIn(browser, 'google', { link: '1' })).toBe('/sign-in?problem=taken');
  });

  test('is refused when another account is signed in meanwhile', async () => {
    const { browser } = await members.account();
    const callback = await google.authorize((await begin(browser, 'google', { link: '1' })).href);
    const other = await members.account();
    for (const [name, value] of other.browser.jar) browser.jar.set(name, value);
    expect((await back(browser, callback)).headers.location).toBe('/sign-in?problem=expired');
  });
});

test('a locked account stays locked', async () => {
  const browser = api.person();
  await signIn(browser);
  await api.sql('UPDATE users SET disabled_at = now() WHERE id = $1', [(await me(browser)).id]);
  expect(await signIn(api.person())).toBe('/sign-in?problem=locked');
});

describe('T10 state', () => {
  test.each<[string, (callback: URL, browser: Person) => Person | Promise<Person>]>([
    [
      'absent',
      (callback, browser) => {
        callback.searchParams.delete('state');
        return browser;
      },
    ],
    [
      'altered',
      (callback, browser) => {
        callback.searchParams.set('state', 'A'.repeat(43));
        return browser;
      },
    ],
    ['of another browser', () => api.person()],
    [
      'of a browser that began itself',
      async () => {
        const other = api.person();
        await begin(other);
        return other;
      },
    ],
  ])('%s signs nobody in', async (_name, change) => {
    const browser = api.person();
    const callback = await google.authorize((await begin(browser)).href);
    const comes = await change(callback, browser);
    expect((await back(comes, callback)).headers.location).toBe('/sign-in?problem=expired');
    expect(await me(comes)).toBeNull();
  });

  test('T12 a callback that comes again signs nobody in', async () => {
    const browser = api.person();
    const callback = await google.authorize((await begin(browser)).href);
    const jar = new Map(browser.jar);
    await back(browser, callback);
    const again = api.person();
    for (const [name, value] of jar) again.jar.set(name, value);
    expect((await back(again, callback)).headers.location).toBe('/sign-in?problem=expired');
    expect(await me(again)).toBeNull();
  });

  test('T12 a code of another attempt, or one that is ten minutes old, signs nobody in', async () => {
    const [one, other] = [api.person(), api.person()];
    const theirs = await google.authorize((await begin(other)).href);
    const callback = await google.authorize((await begin(one)).href);
    callback.searchParams.set('code', theirs.searchParams.get('code') ?? '');
    expect((await back(one, callback)).headers.location).toBe('/sign-in?problem=failed');
    const late = await google.authorize((await begin(one)).href);
    await api.sql("UPDATE sign_in_attempts SET expires_at = now() - interval '1 second'");
    expect((await back(one, late)).headers.location).toBe('/sign-in?problem=expired');
  });
});

describe('what was asked for is checked', () => {
  test('T11 the challenge is S256, and the redirect is ours whatever a header says', async () => {
    const { headers } = await api.person({ host: 'evil.example', 'x-forwarded-host': 'evil.example' }).send({
      httpMethod: 'GET',
      path: '/auth/google/start',
    });
    const there = new URL(headers.location ?? '');
    expect(there.searchParams.get('code_challenge_method')).toBe('S256');
    expect(there.searchParams.get('redirect_uri')).toBe(CALLBACK);
    expect(there.origin).toBe(google.issuer);
  });

  test.each([
    ['T11 a verifier that is not the one', "verifier = 'A' || substr(verifier, 2)"],
    ['T14 another nonce', "nonce = 'another'"],
  ])('%s signs nobody in', async (_name, change) => {
    const browser = api.person();
    const callback = await google.authorize((await begin(browser)).href);
    await api.sql(`UPDATE sign_in_attempts SET ${change}`);
    expect((await back(browser, callback)).headers.location).toBe('/sign-in?problem=failed');
    expect(await me(browser)).toBeNull();
  });

  test('T14 an answer that names another issuer signs nobody in', async () => {
    const browser = api.person();
    const callback = await google.authorize((await begin(browser)).href);
    callback.searchParams.set('iss', 'https://evil.example');
    expect((await back(browser, callback)).headers.location).toBe('/sign-in?problem=failed');
  });
});

test('who does not agree at the provider comes back without an account', async () => {
  const browser = api.person();
  const state = (await begin(browser)).searchParams.get('state') ?? '';
  const denied = new URL(`${CALLBACK}?error=access_denied&state=${state}`);
  expect((await back(browser, denied)).headers.location).toBe('/sign-in?problem=denied');
});

test('a provider that does not answer is given up after some seconds', async () => {
  const browser = api.person();
  const callback = await google.authorize((await begin(browser)).href);
  google.delay = Number.POSITIVE_INFINITY;
  const began = performance.now();
  expect((await back(browser, callback)).headers.location).toBe('/sign-in?problem=failed');
  expect(performance.now() - began).toBeLessThan(10_000);
});

describe('T13 the way back is a path of this site', () => {
  test.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/%09/evil.example\n',
    'https://evil.example',
    'HTTPS:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    '@evil.example',
    '/ok\r\nset-cookie: a=b',
    '/\u2215evil.example',
    '/ evil',
    '',
    `/${'a'.repeat(600)}`,
  ])('%j leads to the usual page', async (path) => {
    const location = await signIn(api.person(), 'google', { return: path });
    expect(location).toBe('/progress');
  });

  test.each([
    '/',
    '/diagrams/cache-aside?step=2',
    '/settings#sessions',
    '/diagrams?skill=caching.basics&difficulty=2',
  ])('%s leads there', async (path) => {
    expect(await signIn(api.person(), 'google', { return: path })).toBe(path);
  });
});

test('a provider that is not there is not found', async () => {
  expect((await get(api.person(), '/auth/facebook/start')).status).toBe(404);
  expect((await get(api.person(), '/auth/google/finish')).status).toBe(404);
});
