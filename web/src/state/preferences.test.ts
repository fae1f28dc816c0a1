import { expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, drafted, searched } from './preferences.ts';
import { readPreferences, STORAGE_KEY, writePreferences } from './storage.ts';
import { createStore } from './store.ts';

const holding = (text: string | null) => ({ getItem: (key: string) => (key === STORAGE_KEY ? text : null) });

test('what is written is read again', () => {
  let stored: string | null = null;
  const storage = {
    setItem(_key: string, value: string) {
      stored = value;
    },
  };
  const preferences = { ...DEFAULT_PREFERENCES, theme: 'dark' as const, recentSearches: ['cache'] };
  writePreferences(storage, preferences);
  expect(readPreferences(holding(stored))).toEqual(preferences);
});

test.each([null, '', '{', 'null', '[]', '"dark"', '{"theme":"pink","recentSearches":5,"drafts":7}'])(
  'stored %j gives the defaults',
  (text) => {
    expect(readPreferences(holding(text))).toEqual(DEFAULT_PREFERENCES);
  },
);

test('storage that refuses is no error', () => {
  const full = {
    setItem() {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(() => writePreferences(full, DEFAULT_PREFERENCES)).not.toThrow();
});

test('recent searches are five, newest first, each once whatever its case', () => {
  const store = createStore();
  for (const query of ['one', 'two', 'three', 'four', 'five', 'six', 'Three', ' ']) {
    store.dispatch(searched(query));
  }
  expect(store.getState().preferences.recentSearches).toEqual(['Three', 'six', 'five', 'four', 'two']);
});

test('an emptied draft is forgotten', () => {
  const store = createStore();
  store.dispatch(drafted({ field: 'search', text: 'cac' }));
  expect(store.getState().preferences.drafts).toEqual({ search: 'cac' });
  store.dispatch(drafted({ field: 'search', text: '' }));
  expect(store.getState().preferences.drafts).toEqual({});
});
