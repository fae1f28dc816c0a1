import { createHash, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createRefresh, type Rotation } from './refresh.ts';
import { memoryRefreshStore } from './testing/refresh-memory-store.ts';

const begin = new Date('2026-03-01T12:00:00Z');
const at = (seconds: number) => new Date(begin.getTime() + seconds * 1000);
const DAY = 86_400;
const owner = { userId: 'usr_1', sessionId: 'ses_1' };
const key = randomBytes(32);
const refresh = createRefresh([key]);

let store: ReturnType<typeof memoryRefreshStore>;
let first: string;
beforeEach(async () => {
  store = memoryRefreshStore();
  first = (await refresh.start(store, owner, begin)).token;
});

const rotate = (token: string, seconds: number) => refresh.rotate(store, token, at(seconds));
const reuse = { outcome: 'reuse', reuse: true, ...owner };
const refused = { outcome: 'refused' };

function tokenOf(rotation: Rotation): string {
  if (rotation.outcome !== 'rotated') throw new Error(`Expected a token, got ${rotation.outcome}`);
  return rotation.token;
}

async function rotated(token: string, seconds: number): Promise<string> {
  return tokenOf(await rotate(token, seconds));
}

describe('a refresh token', () => {
  test('is 32 opaque bytes, new at each rotation, of one owner', async () => {
    const seen = [first];
    for (let turn = 1; turn <= 20; turn += 1) seen.push(await rotated(seen.at(-1) ?? '', turn * 600));
    expect(new Set(seen).size).toBe(21);
    for (const token of seen) expect(token).toMatch(/^[\w-]{43}$/);
    expect(await rotate(seen.at(-1) ?? '', 13_000)).toMatchObject({ outcome: 'rotated', ...owner });
    expect(store.families.size).toBe(1);
  });

  test('is nowhere in the store, nor is a part of it', async () => {
    const second = await rotated(first, 600);
    const held = JSON.stringify([...store.families.values()], (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('hex') : value,
    );
    for (const token of [first, second]) {
      const hex = Buffer.from(token, 'base64url').toString('hex');
      expect(held).not.toContain(hex.slice(0, 32));
      expect(held).not.toContain(hex.slice(32));
      expect(held).toContain(createHash('sha256').update(Buffer.from(token, 'base64url')).digest('hex'));
    }
  });

  test('leads to its successor under the key of the server only', async () => {
    const thief = createRefresh([randomBytes(32)]);
    const copy = memoryRefreshStore();
    for (const [name, family] of store.families) copy.families.set(name, family);
    expect(tokenOf(await thief.rotate(copy, first, at(1)))).not.toBe(await rotated(first, 1));
    expect(() => createRefresh([randomBytes(31)])).toThrow('32 bytes');
  });

  test.each(['', 'x', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}=`, 'a'.repeat(1_000_000), '\u0000'])(
    'T4: what is none is refused',
    async (token) => expect(await rotate(token, 1)).toEqual(refused),
  );

  test('of a stranger is refused and harms nobody', async () => {
    expect(await rotate(randomBytes(32).toString('base64url'), 1)).toEqual(refused);
    expect(await refresh.end(store, randomBytes(32).toString('base64url'))).toBeUndefined();
    expect(await rotated(first, 2)).toBeTruthy();
  });
});

describe('T6: an old token that comes again', () => {
  test.each([0, 3, 10])(
    '%i s after its rotation gets the same successor, which still works',
    async (later) => {
      const second = await rotated(first, 600);
      expect(await rotated(first, 600 + later)).toBe(second);
      expect(await rotated(second, 700)).toBeTruthy();
    },
  );

  test('does not prolong its leeway or its family by coming', async () => {
    await rotated(first, 600);
    const again = await rotate(first, 609);
    expect(again).toMatchObject({ expiresAt: at(600 + 30 * DAY) });
    expect(await rotate(first, 611)).toEqual(reuse);
  });

  test('after the leeway ends the family: the newest token is dead too', async () => {
    const second = await rotated(first, 600);
    expect(await rotate(first, 610.001)).toEqual(reuse);
    expect(await rotate(second, 611)).toEqual(refused);
    expect(await rotate(first, 611)).toEqual(refused);
    expect(store.families.size).toBe(0);
  });

  test('that is two or more rotations old ends the family at once', async () => {
    const second = await rotated(first, 1);
    const third = await rotated(second, 2);
    expect(await rotate(first, 2)).toEqual(reuse);
    expect(await rotate(third, 3)).toEqual(refused);
  });

  test('ends no other family of its owner', async () => {
    const other = await refresh.start(store, { ...owner, sessionId: 'ses_2' }, begin);
    await rotated(first, 1);
    expect(await rotate(first, 60)).toEqual(reuse);
    expect(await rotated(other.token, 61)).toBeTruthy();
  });
});

describe('T7: parallel refreshes', () => {
  test('fifty with one token get one successor, and the family lives on', async () => {
    const rotations = await Promise.all(Array.from({ length: 50 }, () => rotate(first, 600)));
    expect(new Set(rotations.map(tokenOf)).size).toBe(1);
    expect(await rotated(tokenOf(rotations[0] as Rotation), 1200)).toBeTruthy();
  });

  test('fifty with a token out of its leeway end the family, and none gets a token', async () => {
    const second = await rotated(first, 600);
    const rotations = await Promise.all(Array.from({ length: 50 }, () => rotate(first, 700)));
    expect(rotations.filter(({ outcome }) => outcome === 'rotated')).toEqual([]);
    expect(rotations).toContainEqual(reuse);
    expect(await rotate(second, 701)).toEqual(refused);
  });

  test('a sign-out during a refresh wins: no token works afterwards', async () => {
    const [rotation] = await Promise.all([rotate(first, 600), refresh.end(store, first)]);
    if (rotation.outcome === 'rotated') expect(await rotate(rotation.token, 601)).toEqual(refused);
    expect(store.families.size).toBe(0);
  });
});

test('T8: a crash between the rotation and the answer costs nothing: the retry gets the lost successor', async () => {
  const crashing = {
    ...store,
    compareAndSet: async (...change: Parameters<typeof store.compareAndSet>) => {
      await store.compareAndSet(...change);
      throw new Error('killed');
    },
  };
  await expect(refresh.rotate(crashing, first, at(600))).rejects.toThrow('killed');
  const second = await rotated(first, 605);
  expect(await rotated(second, 1200)).toBeTruthy();
});

describe('T9: a change of the key that derives', () => {
  const turned = createRefresh([randomBytes(32), key]);
  test('signs nobody out, not even within the leeway', async () => {
    const second = await rotated(first, 600);
    expect(tokenOf(await turned.rotate(store, first, at(601)))).toBe(second);
    expect(tokenOf(await turned.rotate(store, second, at(602)))).toBeTruthy();
  });

  test('that lost the old key refuses a retry without calling it theft', async () => {
    const second = await rotated(first, 600);
    const forgetful = createRefresh([randomBytes(32)]);
    expect(await forgetful.rotate(store, first, at(601))).toEqual(refused);
    expect(tokenOf(await forgetful.rotate(store, second, at(602)))).toBeTruthy();
  });
});

describe('expiry', () => {
  test('comes after 30 days without use', async () => {
    expect(await rotate(first, 30 * DAY)).toEqual(refused);
    const second = await rotated(first, 30 * DAY - 1);
    expect(await rotated(second, 59 * DAY)).toBeTruthy();
  });

  test('comes after 365 days whatever the use', async () => {
    let token = first;
    for (let day = 20; day < 365; day += 20) token = await rotated(token, day * DAY);
    expect(await rotate(token, 364 * DAY)).toMatchObject({ expiresAt: at(365 * DAY) });
    const last = await rotated(token, 364 * DAY + 5);
    expect(await rotate(last, 365 * DAY)).toEqual(refused);
  });
});

test('signing out ends the family by any of its tokens', async () => {
  const second = await rotated(first, 600);
  expect(await refresh.end(store, first)).toEqual(owner);
  expect(await rotate(second, 601)).toEqual(refused);
  expect(await refresh.end(store, second)).toBeUndefined();
});
