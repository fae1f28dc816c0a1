import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startRedis } from '../../local/emulators/redis/server.ts';
import { createCache } from './cache.ts';
import { createLog } from './log.ts';
import { createRedis, type Redis } from './redis/redis.ts';

let server: Awaited<ReturnType<typeof startRedis>>;
let redis: Redis;

beforeEach(async () => {
  server = await startRedis();
  redis = createRedis({ url: server.url, log: createLog('SILENT', 'test') });
  // The first use of a process goes without; these are about the others.
  await redis.run([['PING']]);
});

afterEach(async () => {
  await redis.close();
  await server.stop();
});

/** The value is written in the background. */
const written = () => redis.run([['PING']]);

test('a value is made once and then kept, for other processes too', async () => {
  const make = vi.fn(async () => ({ count: 1 }));
  await createCache(redis).cached('a', 60, make);
  await written();
  expect(await createCache(redis).cached('a', 60, make)).toEqual({ count: 1 });
  expect(make).toHaveBeenCalledTimes(1);
});

test('a hundred who miss at the same time share one making', async () => {
  const make = vi.fn(async () => 'value');
  const cache = createCache(redis);
  await Promise.all(Array.from({ length: 100 }, () => cache.cached('a', 60, make)));
  expect(make).toHaveBeenCalledTimes(1);
});

test('a publication makes every key a miss', async () => {
  const cache = createCache(redis);
  await cache.cached('a', 60, async () => 'old');
  await written();
  await cache.invalidate();
  expect(await cache.cached('a', 60, async () => 'new')).toBe('new');
});

test('a value that was read before a publication and written after it is never given', async () => {
  const cache = createCache(redis);
  await cache.cached('a', 60, async () => {
    await cache.invalidate();
    return 'old';
  });
  await written();
  expect(await cache.cached('a', 60, async () => 'new')).toBe('new');
});

test('F2 without Redis each makes its own, and keys come back with it', async () => {
  await server.stop();
  const cache = createCache(redis);
  expect(await cache.cached('a', 60, async () => 1)).toBe(1);
  expect(await cache.cached('a', 60, async () => 2)).toBe(2);
});

test('a failure is not kept, and who joined it tries alone', async () => {
  const cache = createCache(redis);
  const first = cache.cached('a', 60, () => Promise.reject(new Error('gone')));
  const joined = cache.cached('a', 60, async () => 'mine');
  await expect(first).rejects.toThrow('gone');
  expect(await joined).toBe('mine');
});

test('the first value of a process is made at once, while the client is being loaded', async () => {
  const cold = createRedis({ url: server.url, log: createLog('SILENT', 'test') });
  const cache = createCache(cold);
  expect(await cache.cached('cold', 60, async () => 1)).toBe(1);
  await expect.poll(() => cold.run([['GET', '{shared}:cold']], { skipColdStart: true })).toEqual([null]);
  await cold.close();
});
