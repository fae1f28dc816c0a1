import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from '../../test/support/api.ts';

let api: TestApi;
let ada: Person;
let ids: Record<string, string>;

beforeAll(async () => {
  api = await startApi();
  const { body } = await api.person().ask('{ diagrams { nodes { id slug } } }');
  const nodes = body.data.diagrams.nodes as { id: string; slug: string }[];
  ids = Object.fromEntries(nodes.map(({ id, slug }) => [slug, id]));
});

beforeEach(() => {
  ada = api.person();
});

afterAll(() => api.close());

const write = async (mutation: 'completeDiagram' | 'reopenDiagram', slug: string) => {
  const query = `mutation ($id: ID!) { ${mutation}(diagramId: $id) {
    diagram { slug completedAt } user { id guest } progress { completedCount next { slug } } } }`;
  const { body } = await ada.ask(query, { id: ids[slug] });
  return body.data[mutation];
};

const progress = async (fields: string) =>
  (await ada.ask(`{ userProgress { ${fields} } }`)).body.data.userProgress;

test('a visitor has progress of zeros, and the easiest diagram next', async () => {
  const fields =
    'completedCount totalCount areas { area { id } completedCount totalCount } recent { completedAt } next { slug }';
  expect(await progress(fields)).toEqual({
    completedCount: 0,
    totalCount: 3,
    areas: [
      { area: { id: 'caching' }, completedCount: 0, totalCount: 2 },
      { area: { id: 'messaging' }, completedCount: 0, totalCount: 1 },
    ],
    recent: [],
    next: { slug: 'cache-aside' },
  });
  expect(ada.cookie).toBe('');
});

test('completing answers with the state after it', async () => {
  expect(await write('completeDiagram', 'cache-aside')).toMatchObject({
    diagram: { slug: 'cache-aside', completedAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/) },
    user: { guest: true },
    progress: { completedCount: 1, next: { slug: 'work-queue' } },
  });
});

test('completing again keeps the first time', async () => {
  const first = await write('completeDiagram', 'cache-aside');
  expect(await write('completeDiagram', 'cache-aside')).toEqual(first);
});

test('reopening takes it back, as often as asked', async () => {
  await write('completeDiagram', 'cache-aside');
  for (let i = 0; i < 2; i += 1) {
    expect(await write('reopenDiagram', 'cache-aside')).toMatchObject({
      diagram: { completedAt: null },
      progress: { completedCount: 0 },
    });
  }
});

test('progress is counted by area and by skill', async () => {
  await write('completeDiagram', 'cache-aside');
  expect(await progress('skills { skill { id } completedCount totalCount }')).toEqual({
    skills: [
      { skill: { id: 'caching.basics' }, completedCount: 1, totalCount: 2 },
      { skill: { id: 'messaging.basics' }, completedCount: 0, totalCount: 1 },
    ],
  });
});

test('what was completed last comes first', async () => {
  for (const slug of ['work-queue', 'cache-aside', 'cache-stampede']) await write('completeDiagram', slug);
  const { recent, next } = await progress('recent(first: 2) { diagram { slug } } next { slug }');
  expect(recent.map((one: { diagram: { slug: string } }) => one.diagram.slug)).toEqual([
    'cache-stampede',
    'cache-aside',
  ]);
  expect(next).toBeNull();
});

test('two changes in one request happen in their order', async () => {
  const query = `mutation ($id: ID!) {
    done: completeDiagram(diagramId: $id) { progress { completedCount } }
    undone: reopenDiagram(diagramId: $id) { progress { completedCount } } }`;
  const { body } = await ada.ask(query, { id: ids['cache-aside'] });
  expect(body.data).toEqual({
    done: { progress: { completedCount: 1 } },
    undone: { progress: { completedCount: 0 } },
  });
});
