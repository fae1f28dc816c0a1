import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from '../../test/support/api.ts';

let api: TestApi;
let person: Person;

beforeAll(async () => {
  api = await startApi();
  person = api.person();
});

afterAll(() => api.close());

const slugs = async (query: string) => {
  const { body } = await person.ask(
    `{ diagrams${query} { totalCount nodes { slug } pageInfo { hasNextPage endCursor } } }`,
  );
  return {
    ...body.data.diagrams,
    nodes: body.data.diagrams.nodes.map((node: { slug: string }) => node.slug),
  };
};

test('the catalogue comes in reading order', async () => {
  expect((await slugs('')).nodes).toEqual(['cache-aside', 'cache-stampede', 'work-queue']);
});

test('pages follow each other without gap or repetition', async () => {
  const first = await slugs('(first: 2)');
  expect(first).toMatchObject({
    totalCount: 3,
    nodes: ['cache-aside', 'cache-stampede'],
    pageInfo: { hasNextPage: true },
  });
  const second = await slugs(`(first: 2, after: "${first.pageInfo.endCursor}")`);
  expect(second).toMatchObject({ totalCount: 3, nodes: ['work-queue'], pageInfo: { hasNextPage: false } });
});

test('filters combine, and one that matches nothing gives an empty page', async () => {
  expect((await slugs('(filter: { category: "caching", difficulty: [3, 4] })')).nodes).toEqual([
    'cache-stampede',
  ]);
  expect((await slugs('(filter: { skill: "messaging.basics" })')).nodes).toEqual(['work-queue']);
  expect(await slugs('(filter: { category: "no-such" })')).toMatchObject({ totalCount: 0, nodes: [] });
});

test('completed and still to do divide the catalogue for the one who asks', async () => {
  const ada = api.person();
  const { body } = await ada.ask('{ diagram(slug: "work-queue") { id } }');
  await ada.ask('mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { id } } }', {
    id: body.data.diagram.id,
  });
  const both = await ada.ask(
    '{ done: diagrams(filter: { completed: true }) { nodes { slug } } todo: diagrams(filter: { completed: false }) { totalCount } }',
  );
  expect(both.body.data).toEqual({ done: { nodes: [{ slug: 'work-queue' }] }, todo: { totalCount: 2 } });
});

test('an unknown slug is null, not an error', async () => {
  expect((await person.ask('{ diagram(slug: "nope") { id } }')).body).toEqual({ data: { diagram: null } });
});

const search = async (query: string) => {
  const { body } = await person.ask(
    'query ($q: String!) { search(query: $q) { diagram { slug } excerpt { text matched } } }',
    { q: query },
  );
  return body.data.search as { diagram: { slug: string }; excerpt: { text: string; matched: boolean }[] }[];
};

test('search ranks a match in the title before one in the text', async () => {
  expect((await search('stampede'))[0]?.diagram.slug).toBe('cache-stampede');
});

test('search forgives spelling mistakes and an unfinished last word', async () => {
  expect((await search('stampeed'))[0]?.diagram.slug).toBe('cache-stampede');
  expect((await search('dead let'))[0]?.diagram.slug).toBe('work-queue');
});

test('an excerpt says which of its words matched and carries no markup', async () => {
  const [hit] = await search('redis');
  expect(hit?.excerpt.filter((piece) => piece.matched).map((piece) => piece.text)).toEqual(['Redis']);
});

test.each(['', '   ', '!!!', "' OR 1=1 --", 'a & | ! b:*', '%%%'])(
  'search answers %j without failing',
  async (query) => {
    expect(Array.isArray(await search(query))).toBe(true);
  },
);
