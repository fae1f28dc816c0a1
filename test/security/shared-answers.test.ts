import { afterAll, beforeAll, expect, test } from 'vitest';
import documents from '../../client/generated/persisted-documents.json' with { type: 'json' };
import { createMembers, type Members } from '../support/accounts.ts';
import { type Person, smallCatalogue, startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
let members: Members;
let diagramId: string;

const textOf = (name: string) => Object.values(documents).find((text) => text.includes(` ${name}`)) ?? '';
const state = async (person: Person) =>
  (await person.ask(textOf('DiagramState'), { slug: 'cache-aside' })).body.data.diagram;
const titles = async () => {
  const { body } = await api.person().ask('{ diagrams { nodes { title } } }');
  return body.data.diagrams.nodes.map(({ title }: { title: string }) => title);
};

beforeAll(async () => {
  api = await startApi();
  members = createMembers(api);
  diagramId = (await api.person().ask('{ diagram(slug: "cache-aside") { id } }')).body.data.diagram.id;
});

afterAll(async () => {
  await members.close();
  await api.close();
});

test('Z6 what visitors are told is kept, and no person is told it in place of their own', async () => {
  expect((await state(api.person())).completedAt).toBeNull();
  const { browser } = await members.account();
  await browser.ask(textOf('CompleteDiagram'), { diagramId });
  expect((await state(browser)).completedAt).not.toBeNull();
  expect((await state(api.person())).completedAt).toBeNull();
  const other = await members.account();
  expect((await state(other.browser)).completedAt).toBeNull();
});

test('a visitor who becomes a guest by a write sees it at once', async () => {
  const person = api.person();
  expect((await state(person)).completedAt).toBeNull();
  await person.ask(textOf('CompleteDiagram'), { diagramId });
  expect((await state(person)).completedAt).not.toBeNull();
});

test('a list is kept until the next publication, and not a request longer', async () => {
  const before = await titles();
  await api.sql("UPDATE diagrams SET title = 'Changed behind the cache' WHERE slug = 'cache-aside'");
  expect(await titles()).toEqual(before);
  const next = smallCatalogue();
  for (const one of next.catalogue.diagrams) one.title = `New ${one.title}`;
  await api.publish(next);
  expect((await titles()).every((title: string) => title.startsWith('New '))).toBe(true);
});

test('an answer with an error is not kept', async () => {
  const ask = () => api.person().ask(textOf('DiagramState'), { slug: 'work-queue' });
  await api.sql('ALTER TABLE diagrams RENAME TO diagrams_away');
  expect((await ask()).body.errors).toBeDefined();
  await api.sql('ALTER TABLE diagrams_away RENAME TO diagrams');
  expect((await ask()).body.errors).toBeUndefined();
});

test('searches for texts without end are not kept', async () => {
  const long = 'x'.repeat(1_100);
  const { body } = await api.person().ask(textOf('DiagramState'), { slug: long });
  expect(body.data.diagram).toBeNull();
});
