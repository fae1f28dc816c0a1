import { expect, test } from 'vitest';
import type { CatalogueDiagram } from '../../../client/catalogue/document.ts';
import { applyFilters, type Filters, filtersFromSearch, filtersToSearch, NO_FILTERS } from './filters.ts';

const diagram = (slug: string, more: Partial<CatalogueDiagram> = {}): CatalogueDiagram => ({
  slug,
  title: slug.replace('-', ' '),
  category: 'caching',
  difficulty: 2,
  skills: ['caching.cache-aside'],
  summary: 'How a cache stands beside a database.',
  minutes: 8,
  kind: 'flowchart',
  prerequisites: [],
  document: `d/${slug}.0123456789abcdef.json`,
  ...more,
});

const ALL = [
  diagram('cache-aside'),
  diagram('write-back', { difficulty: 4 }),
  diagram('dns-lookup', {
    category: 'networking',
    skills: ['networking.dns'],
    summary: 'Names to addresses.',
  }),
];
const found = (filters: Partial<Filters>, completed = new Set<string>()) =>
  applyFilters(ALL, { ...NO_FILTERS, ...filters }, completed).map(({ slug }) => slug);

test('filters survive the way through the URL', () => {
  const filters: Filters = {
    text: 'read & write',
    category: 'caching',
    difficulty: [1, 3],
    skill: 'caching.cache-aside',
    completed: false,
  };
  expect(filtersFromSearch(new URLSearchParams(filtersToSearch(filters).toString()))).toEqual(filters);
});

test('no filters are an empty query string, and the other way round', () => {
  expect(filtersToSearch(NO_FILTERS).toString()).toBe('');
  expect(filtersFromSearch(new URLSearchParams(''))).toEqual(NO_FILTERS);
});

test.each(['difficulty=9,x,,2.5,-1', 'done=maybe', 'category=', 'difficulty=__proto__'])(
  'leaves out what is malformed in %s',
  (search) => {
    expect(filtersFromSearch(new URLSearchParams(search))).toEqual(NO_FILTERS);
  },
);

test('each filter narrows', () => {
  expect(found({})).toHaveLength(3);
  expect(found({ category: 'networking' })).toEqual(['dns-lookup']);
  expect(found({ difficulty: [4, 5] })).toEqual(['write-back']);
  expect(found({ skill: 'networking.dns' })).toEqual(['dns-lookup']);
  expect(found({ text: 'Database  WRITE' })).toEqual(['write-back']);
  expect(found({ completed: true }, new Set(['dns-lookup']))).toEqual(['dns-lookup']);
  expect(found({ completed: false }, new Set(['dns-lookup']))).toEqual(['cache-aside', 'write-back']);
});

test('an unknown category matches nothing', () => {
  expect(found({ category: 'nope' })).toEqual([]);
});
