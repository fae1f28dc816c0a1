import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../test/support/api.ts';
import { albEvent } from '../../test/support/invoke.ts';
import { type Mails, startMails } from '../../test/support/mails.ts';

const PASSWORD = 'five quiet harbours';
let api: TestApi;
let mails: Mails;
let count = 0;

beforeAll(async () => {
  api = await startApi();
  mails = await startMails(api);
});

afterAll(async () => {
  await mails.stop();
  await api.close();
});

const newAddress = () => `learner${++count}@example.com`;
const ME = '{ currentUser { id guest name email hasPassword } userProgress { completedCount } }';
const COMPLETE = 'mutation ($id: ID!) { completeDiagram(diagramId: $id) { progress { completedCount } } }';
const LOG_IN = `mutation ($email: String!, $password: String!) {
  logIn(email: $email, password: $password) { mergedCompletions user { id } accessToken } }`;
const SIGN_UP = `mutation ($token: String!, $password: String!) {
  completeSignUp(token: $token, password: $password, name: "Ada") { mergedCompletions user { id name email } } }`;

type Browser = ReturnType<TestApi['person']>;
const codeOf = (answer: { body: { errors?: { extensions: { code: string } }[] } }) =>
  answer.body.errors?.[0]?.extensions.code;
const me = async (browser: Browser) => (await browser.ask(ME)).body.data;

async function tokenFor(email: string): Promise<string> {
  return mails.tokenTo(email);
}

async function newAccount(browser = api.person(), email = newAddress()) {
  await browser.ask('mutation ($e: String!) { requestSignUp(email: $e) { minutes } }', { e: email });
  const answer = await browser.ask(SIGN_UP, { token: await tokenFor(email), password: PASSWORD });
  return { browser, email, id: answer.body.data.completeSignUp.user.id as string, answer };
}

async function someDiagrams(): Promise<string[]> {
  const { body } = await api.person().ask('{ diagrams { nodes { id } } }');
  return body.data.diagrams.nodes.map(({ id }: { id: string }) => id);
}

describe('signing up', () => {
  test('by the link of a mail makes an account, signed in', async () => {
    const { browser, email, answer } = await newAccount();
    expect(answer.body.data.completeSignUp.user).toMatchObject({ name: 'Ada', email });
    expect((await me(browser)).currentUser).toMatchObject({ guest: false, hasPassword: true, email });
  });

  test.each([
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Not/Yet_Known', 'UTC'],
    [null, 'UTC'],
  ])('an account begins in the zone of its browser: %s', async (told, kept) => {
    const [browser, email] = [api.person(), newAddress()];
    await browser.ask('mutation ($e: String!) { requestSignUp(email: $e) { minutes } }', { e: email });
    const { body } = await browser.ask(
      `mutation ($token: String!, $password: String!, $told: String) {
        completeSignUp(token: $token, password: $password, name: "Ada", timeZone: $told) { user { timeZone } } }`,
      { token: await tokenFor(email), password: PASSWORD, told },
    );
    expect(body.data.completeSignUp.user.timeZone).toBe(kept);
  });

  test('a guest becomes the account and keeps what the guest did', async () => {
    const guest = api.person();
    const [first] = await someDiagrams();
    await guest.ask(COMPLETE, { id: first });
    const before = await me(guest);
    const { id } = await newAccount(guest);
    expect(id).toBe(before.currentUser.id);
    expect(await me(guest)).toMatchObject({ userProgress: { completedCount: 1 } });
  });

  test('A13 the session of the guest is dead, whoever still has its cookies', async () => {
    const guest = api.person();
    const [first] = await someDiagrams();
    await guest.ask(COMPLETE, { id: first });
    const thief = { cookie: guest.cookie };
    await newAccount(guest);
    const stolen = await api.person(thief).ask(ME);
    expect(stolen.body.data.currentUser).toBeNull();
  });

  test('an address that has an account gets a mail that says so, and the page the same answer', async () => {
    const { email } = await newAccount();
    const ask = (e: string) =>
      api.person().ask('mutation ($e: String!) { requestSignUp(email: $e) { minutes } }', { e });
    const [known, unknown] = [await ask(email), await ask(newAddress())];
    expect(known.body).toEqual(unknown.body);
    expect((await mails.to(email)).at(0)?.subject).toContain('already');
  });

  test('A11 a link works once, and not after a newer one was asked for', async () => {
    const browser = api.person();
    const email = newAddress();
    const ask = () =>
      browser.ask('mutation ($e: String!) { requestSignUp(email: $e) { minutes } }', { e: email });
    await ask();
    const older = await tokenFor(email);
    await ask();
    const newer = await tokenFor(email);
    expect(codeOf(await browser.ask(SIGN_UP, { token: older, password: PASSWORD }))).toBe('LINK_EXPIRED');
    expect(codeOf(await browser.ask(SIGN_UP, { token: newer, password: PASSWORD }))).toBeUndefined();
    expect(codeOf(await api.person().ask(SIGN_UP, { token: newer, password: PASSWORD }))).toBe(
      'LINK_EXPIRED',
    );
  });

  test('a password that will not do leaves the link good', async () => {
    const browser = api.person();
    const email = newAddress();
    await browser.ask('mutation ($e: String!) { requestSignUp(email: $e) { minutes } }', { e: email });
    const token = await tokenFor(email);
    expect(codeOf(await browser.ask(SIGN_UP, { token, password: 'password1' }))).toBe('BAD_INPUT');
    expect(codeOf(await browser.ask(SIGN_UP, { token, password: PASSWORD }))).toBeUndefined();
  });

  test('twenty uses of one link at once make one account', async () => {
    const email = newAddress();
    await api.person().ask('mutation ($e: String!) { requestSignUp(email: $e) { minutes } }', { e: email });
    const token = await tokenFor(email);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.person().ask(SIGN_UP, { token, password: PASSWORD })),
    );
    expect(answers.filter((answer) => !codeOf(answer))).toHaveLength(1);
  });
});

describe('signing in', () => {
  test('brings the account back in another browser', async () => {
    const { email, id } = await newAccount();
    const other = api.person();
    const answer = await other.ask(LOG_IN, { email: email.toUpperCase(), password: PASSWORD });
    expect(answer.body.data.logIn).toMatchObject({ user: { id }, accessToken: null });
    expect((await me(other)).currentUser.id).toBe(id);
  });

  test('adds what a guest did, once, and removes the guest', async () => {
    const [first, second] = await someDiagrams();
    const { browser, email } = await newAccount();
    await browser.ask(COMPLETE, { id: first });
    const guest = api.person();
    await guest.ask(COMPLETE, { id: first });
    await guest.ask(COMPLETE, { id: second });
    const answer = await guest.ask(LOG_IN, { email, password: PASSWORD });
    expect(answer.body.data.logIn.mergedCompletions).toBe(1);
    expect(await me(browser)).toMatchObject({ userProgress: { completedCount: 2 } });
  });

  test('A4 a wrong password and an unknown address are told the same', async () => {
    const { email } = await newAccount();
    const wrong = await api.person().ask(LOG_IN, { email, password: 'not the password' });
    const unknown = await api.person().ask(LOG_IN, { email: newAddress(), password: 'not the password' });
    expect(codeOf(wrong)).toBe('UNAUTHENTICATED');
    expect(wrong.status).toBe(unknown.status);
    expect(wrong.body.errors[0].message).toBe(unknown.body.errors[0].message);
  });

  test('A15 tokens are in cookies that no script reads, and in no answer', async () => {
    const { answer } = await newAccount();
    expect(answer.cookies.length).toBeGreaterThanOrEqual(3);
    const secret = answer.cookies.filter((cookie) => !cookie.startsWith('atlas_known=1;'));
    for (const cookie of secret) expect(cookie).toMatch(/; HttpOnly; SameSite=Lax/);
    expect(secret).toHaveLength(answer.cookies.length - 1);
    expect(JSON.stringify(answer.body)).not.toMatch(/eyJ/);
  });

  test('behind HTTPS cookies are Secure and bound to the host', async () => {
    const https = api.person({ 'x-forwarded-proto': 'https' });
    const { answer } = await newAccount(https);
    for (const cookie of answer.cookies) expect(cookie).toMatch(/^__Host-atlas_\w+=.*; Path=\/; .*; Secure$/);
    expect((await me(https)).currentUser.guest).toBe(false);
  });

  test('a phone gets its tokens in the answer, and refreshes them itself', async () => {
    const { email, id } = await newAccount();
    const phone = api.person();
    const { body, cookies } = await phone.ask(
      `mutation ($email: String!, $password: String!) {
        logIn(email: $email, password: $password, tokens: BODY) { accessToken refreshToken accessTokenExpiresAt } }`,
      { email, password: PASSWORD },
    );
    expect(cookies).toEqual([]);
    const { accessToken, refreshToken } = body.data.logIn;
    const bearer = (token: string) => api.person({ authorization: `Bearer ${token}` }).ask(ME);
    expect((await bearer(accessToken)).body.data.currentUser.id).toBe(id);
    const refreshed = await phone.ask(
      'mutation ($t: String!) { refreshSession(refreshToken: $t) { accessToken refreshToken } }',
      { t: refreshToken },
    );
    expect(refreshed.body.data.refreshSession.refreshToken).not.toBe(refreshToken);
    expect((await bearer(refreshed.body.data.refreshSession.accessToken)).body.data.currentUser.id).toBe(id);
    expect((await bearer(refreshToken)).status).toBe(401);
  });
});

describe('ending sessions', () => {
  test('A12 signing out ends the access token at once, whoever still has it', async () => {
    const { browser } = await newAccount();
    const copy = api.person({ cookie: browser.cookie });
    await browser.ask('mutation { logOut }');
    expect(browser.jar.has('atlas_refresh')).toBe(false);
    expect((await copy.ask(ME)).body.data.currentUser).toBeNull();
  });

  test('the owner sees all devices and ends one of them', async () => {
    const { browser, email } = await newAccount();
    const phone = api.person({ 'user-agent': 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Firefox/140.0' });
    await phone.ask(LOG_IN, { email, password: PASSWORD });
    const sessions = async () =>
      (await browser.ask('{ currentUser { sessions { id current device } } }')).body.data.currentUser
        .sessions;
    const other = (await sessions()).find(({ current }: { current: boolean }) => !current);
    expect(other.device).toBe('Firefox on Android');
    await browser.ask('mutation ($id: ID!) { endSession(sessionId: $id) { id } }', { id: other.id });
    expect(await sessions()).toHaveLength(1);
    expect((await me(phone)).currentUser).toBeNull();
  });

  test('signing out everywhere may keep this device', async () => {
    const { browser, email } = await newAccount();
    const other = api.person();
    await other.ask(LOG_IN, { email, password: PASSWORD });
    const kept = await browser.ask('mutation { logOutEverywhere(keepCurrent: true) }');
    expect(kept.body.data.logOutEverywhere).toBe(1);
    expect([(await me(browser)).currentUser === null, (await me(other)).currentUser === null]).toEqual([
      false,
      true,
    ]);
  });
});

describe('changing an account', () => {
  test('A12 another password ends all other sessions and tells the owner', async () => {
    const { browser, email } = await newAccount();
    const other = api.person();
    await other.ask(LOG_IN, { email, password: PASSWORD });
    const change = (current: string) =>
      browser.ask(
        'mutation ($c: String, $n: String!) { changePassword(currentPassword: $c, newPassword: $n) { id } }',
        { c: current, n: 'seven loud mountains' },
      );
    expect(codeOf(await change('a wrong guess'))).toBe('FORBIDDEN');
    expect(codeOf(await change(PASSWORD))).toBeUndefined();
    expect((await me(other)).currentUser).toBeNull();
    expect((await me(browser)).currentUser).not.toBeNull();
    expect((await mails.to(email)).at(0)?.subject).toContain('password was changed');
    expect(codeOf(await other.ask(LOG_IN, { email, password: PASSWORD }))).toBe('UNAUTHENTICATED');
  });

  test('A11 a reset ends every session, works once, and takes the new password', async () => {
    const { browser, email } = await newAccount();
    const reset = 'mutation ($t: String!, $p: String!) { resetPassword(token: $t, password: $p) }';
    await api
      .person()
      .ask('mutation ($e: String!) { requestPasswordReset(email: $e) { minutes } }', { e: email });
    const token = await tokenFor(email);
    const fresh = { t: token, p: 'nine slow rivers' };
    expect((await api.person().ask(reset, fresh)).body.data.resetPassword).toBe(true);
    expect(codeOf(await api.person().ask(reset, fresh))).toBe('LINK_EXPIRED');
    expect((await me(browser)).currentUser).toBeNull();
    expect(codeOf(await api.person().ask(LOG_IN, { email, password: fresh.p }))).toBeUndefined();
  });

  test('another address counts once its link was opened by the account that asked; the old one is told', async () => {
    const { browser, email } = await newAccount();
    const next = newAddress();
    await browser.ask(
      'mutation ($e: String!, $p: String) { requestEmailChange(email: $e, password: $p) { minutes } }',
      { e: next, p: PASSWORD },
    );
    expect((await me(browser)).currentUser.email).toBe(email);
    const token = await tokenFor(next);
    const confirm = 'mutation ($t: String!) { confirmEmailChange(token: $t) { email } }';
    const stranger = (await newAccount()).browser;
    expect(codeOf(await stranger.ask(confirm, { t: token }))).toBe('LINK_EXPIRED');
    expect((await browser.ask(confirm, { t: token })).body.data.confirmEmailChange.email).toBe(next);
    expect((await mails.to(email)).at(0)?.subject).toContain('address was changed');
    expect(codeOf(await api.person().ask(LOG_IN, { email: next, password: PASSWORD }))).toBeUndefined();
  });

  test.each([
    ['name', '\u202eAda'],
    ['name', '   '],
    ['name', 'x'.repeat(81)],
    ['timeZone', 'Mars/Olympus'],
    ['timeZone', '+05:00'],
  ])('a %s of %j is refused', async (field, value) => {
    const { browser } = await newAccount();
    const answer = await browser.ask(`mutation ($v: String) { updateProfile(${field}: $v) { id } }`, {
      v: value,
    });
    expect(codeOf(answer)).toBe('BAD_INPUT');
  });

  test('deleting it takes everything along, and the address is free again', async () => {
    const { browser, email, id } = await newAccount();
    const [first] = await someDiagrams();
    await browser.ask(COMPLETE, { id: first });
    const remove = 'mutation ($p: String) { deleteAccount(password: $p) }';
    expect(codeOf(await browser.ask(remove, { p: 'wrong' }))).toBe('FORBIDDEN');
    expect((await browser.ask(remove, { p: PASSWORD })).body.data.deleteAccount).toBe(true);
    expect((await me(browser)).currentUser).toBeNull();
    const left = await api.sql(
      `SELECT (SELECT count(*)::int FROM users WHERE id = $1) + (SELECT count(*)::int FROM people WHERE user_id = $1)
        + (SELECT count(*)::int FROM diagram_completions WHERE user_id = $1) AS rows`,
      [id],
    );
    expect(left[0]?.rows).toBe(0);
    const again = await newAccount(api.person(), email);
    expect(again.id).not.toBe(id);
  });

  test('the archive holds all that is known, as JSON and Markdown', async () => {
    const { unzipSync, strFromU8 } = await import('fflate');
    const { browser, email } = await newAccount();
    const [first] = await someDiagrams();
    await browser.ask(COMPLETE, { id: first });
    const result = await api.handler({
      ...albEvent(),
      httpMethod: 'GET',
      path: '/auth/export',
      headers: { cookie: browser.cookie },
    });
    expect(result).toMatchObject({ statusCode: 200, isBase64Encoded: true });
    const files = unzipSync(Buffer.from(result.body ?? '', 'base64'));
    expect(Object.keys(files).sort()).toEqual(
      ['account', 'activity', 'labs', 'progress', 'study-groups'].flatMap((name) => [
        `atlas/${name}.json`,
        `atlas/${name}.md`,
      ]),
    );
    const read = (name: string) => JSON.parse(strFromU8(files[`atlas/${name}.json`] as Uint8Array));
    expect(read('account')).toMatchObject({ email, name: 'Ada' });
    expect(read('progress').completed).toHaveLength(1);
    expect(strFromU8(files['atlas/account.md'] as Uint8Array)).toContain(email);
  });
});

test('what the database keeps of a person says nothing without the key', async () => {
  const { email, id } = await newAccount();
  const [row] = await api.sql(
    "SELECT encode(sealed, 'escape') AS sealed, encode(email_lookup, 'escape') AS lookup FROM people WHERE user_id = $1",
    [id],
  );
  expect(row?.sealed).not.toContain('example');
  expect(row?.lookup).not.toContain(email);
});
