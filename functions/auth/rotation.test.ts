import { expect, test } from 'vitest';
import { parseSecrets } from '../platform/secrets.ts';
import { createRefresh } from './refresh.ts';
import { firstSecrets, rotateSecrets } from './rotation.ts';
import { memoryRefreshStore } from './testing/refresh-memory-store.ts';
import { createTokens } from './tokens.ts';

const START = new Date('2026-03-01T12:00:00Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const tokensOf = (stored: Awaited<ReturnType<typeof firstSecrets>>) =>
  createTokens({
    issuer: 'https://learn.example.com',
    audience: 'atlas-api',
    keys: parseSecrets(JSON.stringify(stored)).signing,
  });
const claims = { userId: 'usr_1', sessionId: 'ses_1', roles: ['learner'] };

test('T9 what was signed before a rotation is good until it ends, then not', async () => {
  const before = await firstSecrets();
  const token = await tokensOf(before).sign(claims, 'access', START);
  const next = await rotateSecrets(before, START);
  await expect(tokensOf(next).verify(token, 'access', after(599))).resolves.toEqual(claims);
  await expect(tokensOf(next).verify(token, 'access', after(631))).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
});

test('T9 a function that has not read the new keys yet takes what they sign', async () => {
  const before = await firstSecrets();
  const next = await rotateSecrets(before, START);
  const token = await tokensOf(next).sign(claims, 'access', START);
  await expect(tokensOf(before).verify(token, 'access', after(60))).resolves.toEqual(claims);
});

test('T9 after two rotations the first key verifies nothing, and its private half is gone after one', async () => {
  const first = await firstSecrets();
  const second = await rotateSecrets(first, START);
  const third = await rotateSecrets(second, after(2_592_000));
  const token = await tokensOf(first).sign(claims, 'access', after(2_592_000));
  await expect(tokensOf(third).verify(token, 'access', after(2_592_000))).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  const retired = second.signing.all.find(({ kid }) => kid === first.signing.current);
  expect(retired?.retiredAt).toBeDefined();
  expect(retired?.privateJwk).toBeUndefined();
});

test('refresh tokens go on over a rotation, whichever of two functions is asked', async () => {
  const before = await firstSecrets();
  const [old, fresh] = [before, await rotateSecrets(before, START)].map((stored) =>
    createRefresh(parseSecrets(JSON.stringify(stored)).refresh as [Buffer, ...Buffer[]]),
  );
  const store = memoryRefreshStore();
  const issued = await old?.start(store, { userId: 'usr_1', sessionId: 'ses_1' }, START);
  const rotated = await fresh?.rotate(store, issued?.token ?? '', after(60));
  // The answer was lost, and the retry comes to a function with the old keys.
  const again = await old?.rotate(store, issued?.token ?? '', after(62));
  expect(rotated?.outcome).toBe('rotated');
  expect(again).toEqual(rotated);
});

test('the key of look-ups stays: every row of people depends on it', async () => {
  const before = await firstSecrets();
  expect((await rotateSecrets(before, START)).lookup).toBe(before.lookup);
});
