import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../functions/auth/passwords.ts';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { type Person, startApi, type TestApi } from '../support/api.ts';
import { type Mails, startMails } from '../support/mails.ts';

const PASSWORD = 'five quiet harbours';
const LOG_IN = 'mutation ($e: String!, $p: String!) { logIn(email: $e, password: $p) { user { id } } }';
let api: TestApi;
let members: Members;
let mails: Mails;

beforeAll(async () => {
  api = await startApi();
  members = createMembers(api);
  mails = await startMails(api);
});

afterAll(async () => {
  await mails.stop();
  await members.close();
  await api.close();
});

async function withPassword(): Promise<Member> {
  const member = await members.account();
  await api.sql('INSERT INTO credentials (user_id, password_hash, changed_at) VALUES ($1, $2, now())', [
    member.userId,
    await hashPassword(PASSWORD),
  ]);
  return member;
}

const logIn = (person: Person, e: string, p = PASSWORD) => person.ask(LOG_IN, { e, p });
const codeOf = ({ body }: { body: { errors?: { extensions: { code: string } }[] } }) =>
  body.errors?.[0]?.extensions.code ?? 'OK';

test('A4 an unknown address costs what a wrong password costs', async () => {
  const { email } = await withPassword();
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let i = 0; i < 40; i++) {
    for (const [kind, address] of [
      ['known', email],
      ['unknown', `nobody${i}@example.com`],
    ] as const) {
      await api.sql('DELETE FROM limit_windows');
      const began = performance.now();
      await logIn(api.person(), address, `wrong ${i}`);
      times[kind].push(performance.now() - began);
      if (i % 9 === 8) await flushLimits();
    }
  }
  const median = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1] ?? 0;
  const ratio = median(times.unknown) / median(times.known);
  expect(ratio).toBeGreaterThan(0.7);
  expect(ratio).toBeLessThan(1.4);
});

async function flushLimits(): Promise<void> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(api.redisUrl);
  await redis.flushall();
  redis.disconnect();
}

test('A5 asking for a mail is one row and one event, whether the address has an account or not', async () => {
  const { email } = await withPassword();
  const ask = async (operation: string, address: string) => {
    const before = await api.sql(
      'SELECT (SELECT count(*) FROM mail_links) AS links, (SELECT count(*) FROM outbox) AS events',
    );
    const { status, body } = await api
      .person()
      .ask(`mutation ($e: String!) { ${operation}(email: $e) { minutes } }`, { e: address });
    const after = await api.sql(
      'SELECT (SELECT count(*) FROM mail_links) AS links, (SELECT count(*) FROM outbox) AS events',
    );
    return {
      status,
      body,
      rows: ['links', 'events'].map((name) => Number(after[0]?.[name]) - Number(before[0]?.[name])),
    };
  };
  for (const operation of ['requestSignUp', 'requestPasswordReset']) {
    const known = await ask(operation, email);
    expect(known).toEqual(await ask(operation, `nobody-${operation}@example.com`));
    expect(known.rows).toEqual([1, 1]);
  }
  expect(await mails.to('nobody-requestPasswordReset@example.com')).toEqual([]);
});

test('A6 strangers use up the attempts of an account; its owner comes in by a known device and by mail', async () => {
  const { email } = await withPassword();
  const home = api.person();
  expect(codeOf(await logIn(home, email))).toBe('OK');
  await home.ask('mutation { logOut }');
  const codes = await Promise.all(
    Array.from({ length: 100 }, (_, i) => logIn(api.person(), email, `guess number ${i}`).then(codeOf)),
  );
  expect(codes.filter((code) => code === 'UNAUTHENTICATED').length).toBeLessThanOrEqual(10);
  expect(codes).toContain('RATE_LIMITED');
  expect(codeOf(await logIn(api.person(), email))).toBe('RATE_LIMITED');
  expect(codeOf(await logIn(home, email))).toBe('OK');
  await api
    .person()
    .ask('mutation ($e: String!) { requestPasswordReset(email: $e) { minutes } }', { e: email });
  const browser = api.person();
  await browser.ask('mutation ($t: String!, $p: String!) { resetPassword(token: $t, password: $p) }', {
    t: await mails.tokenTo(email),
    p: 'seven loud mountains',
  });
  expect(codeOf(await logIn(browser, email, 'seven loud mountains'))).toBe('OK');
});

test('A6 a cookie of a device is good for its account only, and can not be made up', async () => {
  const [ada, bob] = [await withPassword(), await withPassword()];
  const device = api.person();
  await logIn(device, ada.email);
  const stranger = api.person();
  stranger.jar.set('atlas_device', device.jar.get('atlas_device') ?? '');
  for (let i = 0; i < 10; i++) await logIn(api.person(), bob.email, `guess ${i}`);
  expect(codeOf(await logIn(stranger, bob.email))).toBe('RATE_LIMITED');
  stranger.jar.set('atlas_device', 'AAAAAAAAAAAAAAAAAAAAAA.made-up');
  expect(codeOf(await logIn(stranger, bob.email))).toBe('RATE_LIMITED');
});

test('A7 one password over many accounts from one address is stopped; right ones are not counted', async () => {
  const { email } = await withPassword();
  const school = api.person();
  for (let i = 0; i < 5; i++) expect(codeOf(await logIn(school, email))).toBe('OK');
  const codes: string[] = [];
  for (let i = 0; i < 60; i++)
    codes.push(codeOf(await logIn(school, `stuffed${i}@example.com`, 'password of a leak')));
  expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(50);
  expect(codes.slice(50)).toEqual(Array(10).fill('RATE_LIMITED'));
});

test('A8 a forged address does not make another caller', async () => {
  const codes: string[] = [];
  for (let i = 0; i < 55; i++) {
    const forged = api.person({ 'x-forwarded-for': `198.51.100.${i}, 203.0.113.99` });
    codes.push(codeOf(await logIn(forged, `forged${i}@example.com`, 'password of a leak')));
  }
  expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(50);
});

test('A10 a flood of logins is answered, each one, and memory stays bounded', async () => {
  const { email } = await withPassword();
  const before = process.memoryUsage().rss;
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) => logIn(api.person(), `${i}${email}`, 'flood of logins')),
  );
  for (const { status } of answers) expect([200, 429, 503]).toContain(status);
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  expect(codeOf(await logIn(api.person(), email))).toBe('OK');
});

test('tokens of mails can not be tried out', async () => {
  const person = api.person();
  const codes: string[] = [];
  for (let i = 0; i < 32; i++) {
    const t = Buffer.alloc(32, i).toString('base64url');
    codes.push(
      codeOf(
        await person.ask('mutation ($t: String!) { resetPassword(token: $t, password: "a good long one") }', {
          t,
        }),
      ),
    );
  }
  expect(codes.slice(0, 30)).toEqual(Array(30).fill('LINK_EXPIRED'));
  expect(codes.slice(30)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
});

describe('A14 T6 T7 T8 a session in a browser', () => {
  const ME = '{ currentUser { id } }';
  const who = async (person: Person) => (await person.ask(ME)).body.data.currentUser?.id;
  /** The access token has ended: what goes on is the refresh token. */
  const tired = async (member: Member) => {
    member.browser.jar.delete('atlas_access');
    return member;
  };
  const age = (column: string, days: number, { sessionId }: Member) =>
    api.sql(`UPDATE sessions SET ${column} = now() - interval '${days} days' WHERE id = $1`, [sessionId]);

  test.each([
    ['rotated_at', 29, true],
    ['rotated_at', 31, false],
    ['started_at', 364, true],
    ['started_at', 366, false],
  ] as const)('A14 with %s %i days ago goes on: %s', async (column, days, goesOn) => {
    const member = await tired(await members.account());
    await age(column, days, member);
    expect((await who(member.browser)) === member.userId).toBe(goesOn);
  });

  test('T7 T8 fifty requests with one ended token are all signed in; a lost answer is made up for', async () => {
    const member = await tired(await members.account());
    const jar = new Map(member.browser.jar);
    const copies = Array.from({ length: 50 }, () =>
      api.person({ cookie: `atlas_refresh=${jar.get('atlas_refresh')}` }),
    );
    expect(new Set(await Promise.all(copies.map(who)))).toEqual(new Set([member.userId]));
    expect(await who(api.person({ cookie: `atlas_refresh=${jar.get('atlas_refresh')}` }))).toBe(
      member.userId,
    );
    expect(await api.sql('SELECT id FROM sessions WHERE user_id = $1', [member.userId])).toHaveLength(1);
  });

  test('T6 the token before the last ends the session, for thief and owner', async () => {
    const member = await tired(await members.account());
    const stolen = api.person({ cookie: `atlas_refresh=${member.browser.jar.get('atlas_refresh')}` });
    expect(await who(member.browser)).toBe(member.userId);
    await tired(member);
    expect(await who(member.browser)).toBe(member.userId);
    expect(await who(stolen)).toBeUndefined();
    expect(await who(member.browser)).toBeUndefined();
  });

  test('T8 a guest whose last answer was lost goes on, whenever', async () => {
    const guest = await tired(await members.guest());
    const jar = new Map(guest.browser.jar);
    await who(guest.browser);
    await age('rotated_at', 200, guest);
    const again = api.person();
    for (const [name, value] of jar) again.jar.set(name, value);
    expect(await who(again)).toBe(guest.userId);
  });

  test('T4 no token passes for another kind', async () => {
    const { browser } = await members.account();
    const [access, refresh] = ['atlas_access', 'atlas_refresh'].map((name) => browser.jar.get(name) ?? '');
    expect(await who(api.person({ cookie: `atlas_access=${refresh}` }))).toBeUndefined();
    expect(await who(api.person({ cookie: `atlas_refresh=${access}` }))).toBeUndefined();
    expect((await api.person({ authorization: `Bearer ${refresh}` }).ask(ME)).status).toBe(401);
    const mobile = await api
      .person()
      .ask('mutation ($t: String!) { refreshSession(refreshToken: $t) { user { id } } }', { t: access });
    expect(codeOf(mobile)).toBe('UNAUTHENTICATED');
  });
});
