import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMembers, type Members } from '../../test/support/accounts.ts';
import { startApi, type TestApi } from '../../test/support/api.ts';
import { createContext } from '../platform/context.ts';
import { type ConnectedDatabase, connect } from '../platform/db/database.ts';
import { createLog } from '../platform/log.ts';
import { tidyAccounts } from './auth.ts';

const DAY = 86_400_000;
let api: TestApi;
let members: Members;
let db: ConnectedDatabase;

beforeAll(async () => {
  api = await startApi();
  members = createMembers(api);
  db = connect({ databaseUrl: api.databaseUrl });
});

afterAll(async () => {
  await db.close();
  await members.close();
  await api.close();
});

const tidyAfter = (days: number) =>
  tidyAccounts(
    createContext({
      db,
      log: createLog('SILENT', 'test'),
      now: new Date(Date.now() + days * DAY),
      requestId: 'test-tidy',
    }),
  );
const isThere = async (table: string, column: string, id: string) =>
  (await api.sql(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [id])).length === 1;

test.each([
  ['a guest', 29, true, true],
  ['a guest', 364, true, true],
  ['a guest', 366, false, false],
  ['an account', 29, true, true],
  ['an account', 31, false, true],
] as const)(
  'A14 %s without a visit for %i days: session %s, person %s',
  async (who, days, keepsSession, keepsPerson) => {
    const member = who === 'a guest' ? await members.guest() : await members.account();
    await tidyAfter(days);
    expect(await isThere('sessions', 'id', member.sessionId)).toBe(keepsSession);
    expect(await isThere('users', 'id', member.userId)).toBe(keepsPerson);
  },
);

test('a guest made just now, whose session is not written yet, is left alone', async () => {
  const { userId, sessionId } = await members.guest();
  await api.sql('DELETE FROM sessions WHERE id = $1', [sessionId]);
  await tidyAfter(0);
  expect(await isThere('users', 'id', userId)).toBe(true);
  await tidyAfter(2);
  expect(await isThere('users', 'id', userId)).toBe(false);
});
