import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A module of its own each time: what it knows of the network is the page's. */
let reach: typeof import('./reach.ts');
let isUp: boolean;
let looks: number;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  [isUp, looks] = [true, 0];
  vi.stubGlobal('fetch', async () => {
    looks += 1;
    if (!isUp) throw new TypeError('Failed to fetch');
    return new Response('{"status":"ok"}');
  });
  reach = await import('./reach.ts');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function browserSays(online: boolean): void {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
  dispatchEvent(new Event(online ? 'online' : 'offline'));
}

test('one request that failed is no alarm when the server answers', async () => {
  reach.doubt();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([reach.reach(), looks]).toEqual(['here', 1]);
});

test('a server that is down is looked for, less and less often, until it answers', async () => {
  const back = vi.fn();
  const { unmount } = renderHook(() => reach.useWhenBack(back));
  isUp = false;
  reach.doubt();
  await vi.advanceTimersByTimeAsync(10);
  expect(reach.reach()).toBe('unreachable');
  // However many requests fail meanwhile.
  for (let i = 0; i < 20; i++) reach.doubt();
  expect(looks).toBe(1);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(looks).toBeGreaterThan(15);
  expect(looks).toBeLessThan(50);
  expect(back).not.toHaveBeenCalled();
  isUp = true;
  await vi.advanceTimersByTimeAsync(31_000);
  expect(reach.reach()).toBe('here');
  expect(back).toHaveBeenCalledOnce();
  unmount();
});

test('a browser without a network is believed at once, and asks nobody', async () => {
  const changed = vi.fn();
  reach.watchReach(changed);
  browserSays(false);
  expect(reach.reach()).toBe('offline');
  reach.doubt();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBe(0);
  browserSays(true);
  expect(reach.reach()).toBe('here');
  expect(changed).toHaveBeenCalledTimes(2);
});

test('who comes back to the page does not wait for the next look', async () => {
  const stop = reach.watchReach(() => {});
  isUp = false;
  reach.doubt();
  await vi.advanceTimersByTimeAsync(10);
  isUp = true;
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  await vi.advanceTimersByTimeAsync(10);
  expect(reach.reach()).toBe('here');
  stop();
});
