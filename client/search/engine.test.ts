import { describe, expect, test } from 'vitest';
import type { CatalogueDiagram } from '../catalogue/document.ts';
import type { CatalogueLab } from '../catalogue/lab.ts';
import { buildSearchIndex } from './build.ts';
import { createSearch, highlight } from './engine.ts';

const diagram = (slug: string, title: string, summary: string, skills: string[] = []): CatalogueDiagram => ({
  slug,
  title,
  summary,
  skills,
  category: 'caching',
  difficulty: 2,
  minutes: 5,
  kind: 'flowchart',
  prerequisites: [],
  document: `d/${slug}.0.json`,
});

const diagrams = [
  diagram('cache-aside', 'Cache-aside with a database', 'An application reads through a cache.', [
    'caching.cache-patterns',
  ]),
  diagram('raft', 'Raft leader election', 'How replicas choose one leader.', ['consistency.consensus']),
  diagram('canary', 'Canary release', 'A new version earns its traffic.', [
    'deployment.progressive-delivery',
  ]),
];
const lab: CatalogueLab = {
  slug: 'raft',
  title: 'Repair an election',
  summary: 'Three replicas choose no leader.',
  difficulty: 3,
  skills: ['consistency.consensus'],
  minutes: 20,
  needs: 'shell',
  diagrams: ['raft'],
  steps: 2,
  document: 'l/raft.0.json',
};

const search = createSearch(buildSearchIndex({ diagrams, labs: [] }));
const slugs = (query: string) => search.search(query).map((hit) => hit.slug);

describe('search in the browser', () => {
  test('finds from the first letter, titles before texts', () => {
    expect(slugs('c')).toEqual(['cache-aside', 'canary', 'raft']);
    expect(slugs('ra')).toEqual(['raft']);
  });
  test('finds an unfinished last word after finished ones', () => {
    expect(slugs('leader elec')).toEqual(['raft']);
  });
  test('forgives a spelling mistake', () => {
    expect(slugs('eletcion')).toEqual(['raft']);
    expect(slugs('databse')).toEqual(['cache-aside']);
  });
  test('finds by skill', () => {
    expect(slugs('consensus')).toEqual(['raft']);
  });
  test('finds labs beside diagrams, of the same name too, and by what they are', () => {
    const both = createSearch(buildSearchIndex({ diagrams, labs: [lab] }));
    const found = (query: string) => both.search(query).map(({ kind, slug }) => `${kind} ${slug}`);
    expect(found('election').sort()).toEqual(['diagram raft', 'lab raft']);
    expect(found('lab consensus')).toEqual(['lab raft']);
  });
  test.each(['', '   ', '!?', '\u0000', '[(*'])('gives nothing for %j and does not fail', (query) => {
    expect(slugs(query)).toEqual([]);
  });
});

describe('highlighting', () => {
  test('marks the beginnings of words that match, and joins back to the text', () => {
    const pieces = highlight('Raft leader election', ['lead', 'raft']);
    expect(pieces.filter((piece) => piece.matched).map((piece) => piece.text)).toEqual(['Raft', 'lead']);
    expect(pieces.map((piece) => piece.text).join('')).toBe('Raft leader election');
  });
});
