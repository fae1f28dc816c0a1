import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
let diagramId: string;

beforeAll(async () => {
  api = await startApi();
  const answer = await api.person().ask('{ diagram(slug: "cache-aside") { id } }');
  diagramId = answer.body.data.diagram.id;
});

afterAll(() => api.close());

const COMPLETE =
  'mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { id } progress { completedCount } } }';
const REOPEN = 'mutation ($id: ID!) { reopenDiagram(diagramId: $id) { progress { completedCount } } }';
const completedCount = async (person: Person) =>
  (await person.ask('{ userProgress { completedCount } }')).body.data.userProgress.completedCount;

test('one learner neither sees nor changes what another completed', async () => {
  const [ada, bob] = [api.person(), api.person()];
  await ada.ask(COMPLETE, { id: diagramId });
  expect(await completedCount(bob)).toBe(0);
  await bob.ask(REOPEN, { id: diagramId });
  expect(await completedCount(ada)).toBe(1);
});

test('Z3 an unknown id and an id of the wrong shape are told apart, an unknown and a hidden one are not', async () => {
  const person = api.person();
  const unknown = await person.ask(COMPLETE, { id: 'dia_01ARZ3NDEKTSV4RRFFQ69G5FAV' });
  const malformed = await person.ask(COMPLETE, { id: "dia_' OR 1=1" });
  expect(unknown.body.errors[0].extensions.code).toBe('NOT_FOUND');
  expect(malformed.body.errors[0].extensions.code).toBe('BAD_INPUT');
  expect(person.cookie).toBe('');
});

test('a hundred completions at once by one guest count once', async () => {
  const person = api.person();
  await person.ask(COMPLETE, { id: diagramId });
  await Promise.all(Array.from({ length: 100 }, () => person.ask(COMPLETE, { id: diagramId })));
  expect(await completedCount(person)).toBe(1);
});

test('the database keeps no token that could be used', async () => {
  const person = api.person();
  await person.ask(COMPLETE, { id: diagramId });
  const token = person.jar.get('atlas_refresh') ?? '';
  expect(token).toHaveLength(43);
  const client = new pg.Client({ connectionString: api.databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    "SELECT encode(current_hash || family_hash, 'escape') AS hash FROM sessions",
  );
  await client.end();
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.some((row) => String(row.hash).includes(token))).toBe(false);
});

test('a made-up session is a visitor, not an error', async () => {
  const answer = await api.person().send({
    body: JSON.stringify({ query: '{ currentUser { id } }' }),
    headers: { 'content-type': 'application/json', cookie: `atlas_refresh=${'A'.repeat(43)}` },
  });
  expect(answer.body.data.currentUser).toBeNull();
});

test('the cookie is HttpOnly and SameSite, and Secure behind HTTPS', async () => {
  const headers = { 'content-type': 'application/json', 'x-forwarded-proto': 'https' };
  const body = JSON.stringify({ query: COMPLETE, variables: { id: diagramId } });
  const { headers: answered } = await api.person().send({ body, headers });
  expect(answered['set-cookie']).toMatch(/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/);
});

test('a diagram that leaves the catalogue keeps its completions and its id when it returns', async () => {
  const { smallCatalogue } = await import('../support/api.ts');
  const person = api.person();
  await person.ask(COMPLETE, { id: diagramId });
  const without = smallCatalogue();
  without.documents.delete('cache-aside');
  without.catalogue.diagrams = without.catalogue.diagrams.filter((one) => one.slug !== 'cache-aside');
  await api.publish(without);
  const history = await person.ask(
    '{ diagram(slug: "cache-aside") { id } userProgress { recent { diagram { slug } } } }',
  );
  expect(history.body.data).toEqual({
    diagram: null,
    userProgress: { recent: [{ diagram: { slug: 'cache-aside' } }] },
  });
  await api.publish(smallCatalogue());
  const back = await person.ask('{ diagram(slug: "cache-aside") { id completedAt } }');
  expect(back.body.data.diagram.id).toBe(diagramId);
  expect(back.body.data.diagram.completedAt).not.toBeNull();
});
