import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFakeAws } from '../../../test/support/aws.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type ConnectedDatabase, connect } from '../db/database.ts';
import { type KeyOfKeys, keyOfKeys } from './key-of-keys.ts';
import { createVault } from './vault.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const local = (byte: number) => keyOfKeys(`local:${Buffer.alloc(32, byte).toString('base64')}`);
const vaultOf = (key: KeyOfKeys) => createVault(key, Buffer.alloc(32, 9));
let database: TestDatabase;
let db: ConnectedDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connect({ databaseUrl: database.url });
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

test('what is sealed opens in its row, also in another process, and nowhere else', async () => {
  const row = await vaultOf(local(1)).seal(db, { email: 'ada@example.com' }, 'people:usr_1', NOW);
  expect(row.sealed.toString('latin1')).not.toContain('ada');
  expect(await vaultOf(local(1)).open(db, row, 'people:usr_1')).toEqual({ email: 'ada@example.com' });
  await expect(vaultOf(local(1)).open(db, row, 'people:usr_2')).rejects.toThrow();
  await expect(vaultOf(local(2)).open(db, row, 'people:usr_1')).rejects.toThrow();
  for (const at of [0, 13, 29]) {
    const changed = Buffer.from(row.sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(vaultOf(local(1)).open(db, { ...row, sealed: changed }, 'people:usr_1')).rejects.toThrow();
  }
});

test('a data key serves a thousand values or an hour, then another one is made', async () => {
  const vault = vaultOf(local(1));
  const keys = new Set<string>();
  for (let i = 0; i < 1_001; i++) keys.add((await vault.seal(db, { i: String(i) }, 'x', NOW)).keyId);
  expect(keys.size).toBe(2);
  keys.add((await vault.seal(db, {}, 'x', new Date(NOW.getTime() + 3_600_001))).keyId);
  expect(keys.size).toBe(3);
});

test('a key of keys that fails is asked again', async () => {
  let broken = true;
  const real = local(1);
  const vault = vaultOf({
    ...real,
    generate: () => (broken ? Promise.reject(new Error('KMS is away')) : real.generate()),
  });
  await expect(vault.seal(db, {}, 'x', NOW)).rejects.toThrow('KMS is away');
  broken = false;
  await expect(vault.seal(db, {}, 'x', NOW)).resolves.toBeDefined();
});

test('a look-up is the same for the same text and kind, and says nothing without the key', () => {
  const vault = vaultOf(local(1));
  expect(vault.lookup('email', 'a')).toEqual(vault.lookup('email', 'a'));
  expect(vault.lookup('email', 'a')).not.toEqual(vault.lookup('google', 'a'));
  expect(createVault(local(1), Buffer.alloc(32, 8)).lookup('email', 'a')).not.toEqual(
    vault.lookup('email', 'a'),
  );
});

describe('with KMS, at the wire', () => {
  test('data keys are asked for with what they are for, and opened once a process', async () => {
    const plain = Buffer.alloc(32, 5).toString('base64');
    const aws = await startFakeAws(() => ({
      body: { Plaintext: plain, CiphertextBlob: Buffer.from('wrapped').toString('base64') },
    }));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_KMS: aws.url,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    const arn = 'arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000';
    const row = await vaultOf(keyOfKeys(arn)).seal(db, { name: 'Ada' }, 'people:usr_1', NOW);
    const other = vaultOf(keyOfKeys(arn));
    for (let i = 0; i < 5; i++) expect(await other.open(db, row, 'people:usr_1')).toEqual({ name: 'Ada' });
    const bodies = aws.calls.map(({ body }) => JSON.parse(body));
    expect(bodies).toHaveLength(2);
    for (const body of bodies)
      expect(body).toMatchObject({ KeyId: arn, EncryptionContext: { purpose: 'atlas-personal-data' } });
    await aws.stop();
  });
});
