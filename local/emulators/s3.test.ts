import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadObjectCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createObjects, type Objects } from '../../functions/platform/objects/objects.ts';
import { type LocalS3, startS3 } from './s3.ts';

const outside = mkdtempSync(join(tmpdir(), 'atlas-s3-'));
const folder = join(outside, 'a', 'b');
let s3: LocalS3;
let objects: Objects;

const start = async () => {
  s3 = await startS3(folder);
  process.env.AWS_ENDPOINT_URL_S3 = s3.endpoint;
  process.env.AWS_REGION = 'local';
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  objects = createObjects(s3.bucket);
};

beforeAll(start);

afterAll(async () => {
  await s3.stop();
  rmSync(outside, { recursive: true, force: true });
});

test('what is put is got, until it is removed', async () => {
  await objects.put('boards/a/1.yjs', Buffer.from([1, 0, 255]));
  expect(await objects.get('boards/a/1.yjs')).toEqual(Buffer.from([1, 0, 255]));
  await objects.put('boards/a/1.yjs', Buffer.from('two'));
  expect(String(await objects.get('boards/a/1.yjs'))).toBe('two');
  await objects.remove('boards/a/1.yjs');
  expect(await objects.get('boards/a/1.yjs')).toBeUndefined();
});

test('an unknown key is none, and removing it is no error', async () => {
  expect(await objects.get('nothing')).toBeUndefined();
  await objects.remove('nothing');
  const client = new S3Client({});
  const head = new HeadObjectCommand({ Bucket: s3.bucket, Key: 'nothing' });
  await expect(client.send(head)).rejects.toBeInstanceOf(NotFound);
  client.destroy();
});

test('another bucket is an error, not an absence', async () => {
  await expect(createObjects('another-bucket').get('a')).rejects.toThrow();
});

test('keys are listed by what they begin with, over pages', async () => {
  const keys = Array.from({ length: 1_003 }, (_, i) => `many/${String(i).padStart(4, '0')}`);
  for (let i = 0; i < keys.length; i += 50)
    await Promise.all(keys.slice(i, i + 50).map((key) => objects.put(key, Buffer.from('x'))));
  await objects.put('man', Buffer.from('x'));
  expect(await objects.list('many/')).toEqual(keys);
  expect(await objects.list('none/')).toEqual([]);
});

test('5 MB come back as they were', async () => {
  const bytes = Buffer.alloc(5_000_000);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 31) % 251;
  await objects.put('large', bytes);
  expect((await objects.get('large'))?.equals(bytes)).toBe(true);
});

test('an empty object is not an absent one', async () => {
  await objects.put('empty', Buffer.alloc(0));
  expect(await objects.get('empty')).toEqual(Buffer.alloc(0));
});

test.each(['../../x', '../x', 'a/../../../../x', '/etc/x', 'a b+c%2F', 'ä/ü'])(
  'the key %s stays in the bucket',
  async (key) => {
    // The client may refuse to send it; what counts is that nothing is written beside the folder.
    await objects.put(key, Buffer.from(key)).catch(() => {});
    const found = await objects.get(key).catch(() => undefined);
    if (!key.includes('..')) expect(String(found)).toBe(key);
    expect(readdirSync(outside)).toEqual(['a']);
    expect(readdirSync(join(outside, 'a'))).toEqual(['b']);
  },
);

test('objects survive a restart', async () => {
  await objects.put('kept', Buffer.from('still here'));
  await s3.stop();
  await start();
  expect(String(await objects.get('kept'))).toBe('still here');
});
