import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { longCatalogue, type Person, startApi, type TestApi } from '../../test/support/api.ts';

let api: TestApi;
let person: Person;
let redis: Redis;

beforeAll(async () => {
  api = await startApi(longCatalogue(100));
  person = api.person();
  redis = new Redis(api.redisUrl);
  const { body } = await person.ask('{ diagrams(first: 100) { nodes { id } } }');
  for (const { id } of body.data.diagrams.nodes) {
    await person.ask('mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { id } } }', { id });
  }
});

afterAll(async () => {
  redis.disconnect();
  await api.close();
});

/** How many statements reach the database while this runs, and how many things it answered; the cache is cold. */
async function statementsOf(
  query: string,
  lengthOf: (data: never) => unknown[],
  cache: 'cold' | 'warm' = 'cold',
): Promise<[number, number]> {
  if (cache === 'cold') await redis.flushall();
  else await person.ask(query);
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    const { body } = await person.ask(query);
    expect(body.errors).toBeUndefined();
    return [spy.mock.calls.length, lengthOf(body.data as never).length];
  } finally {
    spy.mockRestore();
  }
}

const EVERYTHING =
  'id completedAt category { title diagramCount } skills { title } prerequisites { slug completedAt } leadsTo { slug category { id } }';

test.each([1, 10, 100])(
  'G13 a list of %i diagrams with all their neighbours takes six statements',
  async (first) => {
    const query = `{ diagrams(first: ${first}) { nodes { ${EVERYTHING} } } }`;
    const nodes = (data: { diagrams: { nodes: unknown[] } }) => data.diagrams.nodes;
    // The session, the list with its count, areas, completions, prerequisites and followers.
    expect(await statementsOf(query, nodes)).toEqual([6, first]);
  },
);

test.each([1, 10, 50])('G13 a search that shows %i hits takes as many statements', async (first) => {
  const query = `{ search(query: "item", first: ${first}) { diagram { ${EVERYTHING} } } }`;
  expect(await statementsOf(query, (data: { search: unknown[] }) => data.search)).toEqual([7, first]);
});

test.each([1, 10, 100])('G13 progress with %i recent completions takes as many statements', async (first) => {
  const query = `{ userProgress { completedCount areas { area { title } } recent(first: ${first}) { diagram { leadsTo { slug } } } next { id } } }`;
  const recent = (data: { userProgress: { recent: unknown[] } }) => data.userProgress.recent;
  expect(await statementsOf(query, recent)).toEqual([6, first]);
});

test('G13 with a warm cache a list takes what is personal and its neighbours only', async () => {
  const query = `{ diagrams(first: 100) { nodes { ${EVERYTHING} } } }`;
  const nodes = (data: { diagrams: { nodes: unknown[] } }) => data.diagrams.nodes;
  // Completions, prerequisites and followers.
  expect(await statementsOf(query, nodes, 'warm')).toEqual([3, 100]);
});
