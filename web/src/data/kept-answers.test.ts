import { QueryObserver } from '@tanstack/react-query';
import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError, NetworkError } from '../../../client/api-errors.ts';
import { type Account, accountQuery, changePerson } from './account.ts';
import { heldPerson, holdPerson } from './held-person.ts';
import { keepAnswer, keptAnswer, keptQuery } from './kept-answers.ts';
import { queryClient } from './server-state.tsx';
import { useShownAsOf } from './shown-as-of.ts';
import { unsentStoreOf } from './unsent.ts';

/** The database of the browser, which jsdom has not. */
const rows = vi.hoisted(() => new Map<string, { answer: unknown; at: number }>());
vi.mock('./kept-store.ts', () => ({
  putAnswer: async (person: string, key: string, answer: unknown, at: number) =>
    void rows.set(`${person} ${key}`, { answer, at }),
  findAnswer: async (person: string, key: string) => rows.get(`${person} ${key}`),
  clearAnswers: async () => rows.clear(),
}));

const personOf = (id: string): Account => ({
  id,
  guest: false,
  name: id,
  email: `${id}@example.com`,
  timeZone: 'UTC',
  role: 'LEARNER',
  hasPassword: true,
});
const ADA = personOf('usr_ada');
const KEY = ['group', 'grp_1'];
const away = async () => {
  throw new NetworkError('Atlas could not be reached.');
};

function signedIn(account: Account | null): void {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue(account ? 'atlas_known=1' : '');
  changePerson(account);
}

beforeEach(() => {
  rows.clear();
  localStorage.clear();
  queryClient.clear();
  signedIn(ADA);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('an answer', () => {
  test('is kept, and shown when nobody answers', async () => {
    expect(await keptAnswer(KEY, async () => 'new')).toBe('new');
    await vi.waitFor(() => expect(rows.size).toBe(1));
    expect(await keptAnswer(KEY, away)).toBe('new');
  });

  test('that is not kept is missing, and so is one that the server refuses', async () => {
    await expect(keptAnswer(KEY, away)).rejects.toThrow('Atlas could not be reached.');
    await keepAnswer(KEY, 'old');
    const refused = async () => {
      throw new ApiError('Not for you.', 'FORBIDDEN');
    };
    await expect(keptAnswer(KEY, refused)).rejects.toThrow('Not for you.');
  });

  test('that is slow to come is shown when it comes, after what is kept', async () => {
    await keepAnswer(KEY, 'old');
    vi.useFakeTimers();
    let come = (_answer: string) => {};
    const observer = new QueryObserver(
      queryClient,
      keptQuery(KEY, () => new Promise<string>((resolve) => (come = resolve))),
    );
    const stop = observer.subscribe(() => {});
    const { result, rerender } = renderHook(() => useShownAsOf());
    await vi.advanceTimersByTimeAsync(4_100);
    expect(observer.getCurrentResult().data).toBe('old');
    rerender();
    expect(result.current).toBe(rows.values().next().value?.at);
    come('new');
    await vi.advanceTimersByTimeAsync(10);
    expect(observer.getCurrentResult().data).toBe('new');
    rerender();
    expect(result.current).toBeUndefined();
    stop();
  });

  test('that was taken from here is asked for again after a while', async () => {
    await keepAnswer(KEY, 'old');
    vi.useFakeTimers();
    let answer = away as () => Promise<string>;
    const observer = new QueryObserver(
      queryClient,
      keptQuery(KEY, () => answer()),
    );
    const stop = observer.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(100);
    expect(observer.getCurrentResult().data).toBe('old');
    answer = async () => 'new';
    await vi.advanceTimersByTimeAsync(16_000);
    expect(observer.getCurrentResult().data).toBe('new');
    stop();
  });
});

describe('nobody sees what another one was told', () => {
  test('signing out drops what is kept, and nothing is kept of a visitor', async () => {
    await keepAnswer(KEY, 'for Ada');
    signedIn(null);
    expect([rows.size, heldPerson()]).toEqual([0, null]);
    await keptAnswer(KEY, async () => 'for anybody');
    await keepAnswer(KEY, 'for anybody');
    expect(rows.size).toBe(0);
  });

  test('what is unsent waits for who signs in again, but not for an account that is deleted', () => {
    const { put, list } = unsentStoreOf(ADA.id);
    put({ key: 'k', groupId: 'grp_1', text: 'unsent', writtenAt: '2026-01-31T09:30:00.000Z' });
    signedIn(null);
    expect(list('grp_1')).toHaveLength(1);
    signedIn(ADA);
    changePerson(null, true);
    expect(list('grp_1')).toHaveLength(0);
  });

  test('somebody else who signs in finds nothing, and signing in again keeps nothing from before', async () => {
    await keepAnswer(KEY, 'for Ada');
    signedIn(personOf('usr_bob'));
    await expect(keptAnswer(KEY, away)).rejects.toThrow();
    signedIn(ADA);
    await expect(keptAnswer(KEY, away)).rejects.toThrow();
  });

  test('somebody else is not told of what is shown to nobody any more', async () => {
    await keepAnswer(KEY, 'for Ada');
    const ask = () => queryClient.fetchQuery({ ...keptQuery(KEY, away), staleTime: 0 });
    expect(await ask()).toBe('for Ada');
    signedIn(personOf('usr_bob'));
    const stop = new QueryObserver(queryClient, keptQuery(KEY, away)).subscribe(() => {});
    await expect(ask()).rejects.toThrow();
    expect(renderHook(() => useShownAsOf()).result.current).toBeUndefined();
    stop();
  });

  test('a session that has ended, as the cookie or the server says, drops it', async () => {
    for (const [cookie, currentUser] of [
      ['', ADA],
      ['atlas_known=1', null],
    ] as const) {
      signedIn(ADA);
      await keepAnswer(KEY, 'for Ada');
      vi.spyOn(document, 'cookie', 'get').mockReturnValue(cookie);
      vi.stubGlobal('fetch', async () => Response.json({ data: { currentUser } }));
      expect(await queryClient.fetchQuery({ ...accountQuery(), staleTime: 0 })).toBeNull();
      expect(rows.size).toBe(0);
    }
  });

  test('an answer that comes after somebody else signed in is not kept', async () => {
    let come = (_answer: string) => {};
    const asked = keptAnswer(KEY, () => new Promise<string>((resolve) => (come = resolve)));
    signedIn(personOf('usr_bob'));
    come('for Ada');
    expect(await asked).toBe('for Ada');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rows.size).toBe(0);
  });
});

test('without a network the account is the one that was here last, while the cookie says so', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  const ask = () => queryClient.fetchQuery({ ...accountQuery(), staleTime: 0 });
  expect(await ask()).toMatchObject({ id: ADA.id });
  holdPerson(null);
  await expect(ask()).rejects.toThrow('Atlas could not be reached.');
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('');
  expect(await ask()).toBeNull();
});
