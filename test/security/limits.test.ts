import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from '../support/api.ts';
import { albEvent } from '../support/invoke.ts';

let api: TestApi;
let person: Person;

beforeAll(async () => {
  api = await startApi();
  person = api.person();
});

afterAll(() => api.close());

const repeat = (count: number, make: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');
const code = (answer: { body: { errors?: { extensions: { code: string } }[] } }) =>
  answer.body.errors?.[0]?.extensions.code;

test.each([16, 100, 1_000])('G3 refuses %i aliases of a field before any resolver runs', async (count) => {
  const answer = await person.ask(`{ ${repeat(count, (i) => `a${i}: areas { id }`)} }`);
  expect(answer.status).toBe(400);
  expect(answer.body.data).toBeUndefined();
  expect(code(answer)).toBe('TOO_COMPLEX');
});

test.each([2, 1_000])('G4 refuses an array batch of %i', async (count) => {
  const batch = Array.from({ length: count }, () => ({ query: '{ __typename }' }));
  const answer = await person.send({
    body: JSON.stringify(batch),
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(400);
  expect(answer.body.errors[0].message).toContain('Batches');
});

const deep = (levels: number) =>
  `{ diagram(slug: "cache-aside") { ${'leadsTo { '.repeat(levels)} id ${'} '.repeat(levels)} } }`;

test('G5 refuses what is nested too deep, inline', async () => {
  expect(code(await person.ask(deep(12)))).toBe('TOO_COMPLEX');
});

test('G5 refuses what is nested too deep through fragments', async () => {
  const fragments = repeat(
    12,
    (i) => `fragment F${i} on Diagram { leadsTo { ${i < 11 ? `...F${i + 1}` : 'id'} } }`,
  );
  expect(code(await person.ask(`{ diagram(slug: "x") { ...F0 } } ${fragments}`))).toBe('TOO_COMPLEX');
});

test('G5 refuses a cyclic fragment', async () => {
  const answer = await person.ask(
    '{ diagram(slug: "x") { ...F } } fragment F on Diagram { leadsTo { ...F } }',
  );
  expect(answer.status).toBe(400);
  expect(answer.body.errors[0].message).toContain('itself');
});

test('G5 counts a fragment that fans out at each level without walking it again and again', async () => {
  const fragments = repeat(
    40,
    (i) => `fragment F${i} on Diagram { ${i < 39 ? `...F${i + 1} ...F${i + 1}` : 'id'} }`,
  );
  const answer = await person.ask(`{ diagram(slug: "x") { ...F0 } } ${fragments}`);
  expect(answer.status).toBe(400);
});

test.each([
  ['a literal', '{ diagrams(first: 1000000) { nodes { leadsTo { leadsTo { id } } } } }', {}],
  ['a variable', 'query ($n: Int) { diagrams(first: $n) { nodes { leadsTo { id } } } }', { n: 1_000_000 }],
])('G6 refuses a page size whose product is too large: %s', async (_name, query, variables) => {
  expect(code(await person.ask(query, variables))).toBe('TOO_COMPLEX');
});

test.each([-1, 0, 201, 5_000])('G6 refuses a page of %i with the bounds of the field', async (first) => {
  const answer = await person.ask('query ($n: Int) { diagrams(first: $n) { totalCount } }', { n: first });
  expect(code(answer)).toBe('BAD_INPUT');
  expect(answer.body.errors[0].message).toContain('first');
});

test('G7 refuses 10,000 directives', async () => {
  const answer = await person.ask(`{ __typename ${'@include(if: true) '.repeat(10_000)} }`);
  expect(answer.status).toBe(400);
});

test('G7 refuses 30 directives that few tokens make', async () => {
  expect(code(await person.ask(`{ ${repeat(30, () => '__typename @skip(if: false)')} }`))).toBe(
    'TOO_COMPLEX',
  );
});

test('G7 refuses a document of very many tokens', async () => {
  const answer = await person.ask(`{ ${'a '.repeat(400_000)} }`);
  expect(answer.status).toBe(400);
});

test('G7 refuses a string variable that makes the body larger than 1 MB', async () => {
  const answer = await person.ask('query ($q: String!) { search(query: $q) { excerpt { text } } }', {
    q: 'x'.repeat(2_000_000),
  });
  expect(answer.status).toBe(413);
});

test('a search of more than 200 characters is refused by name', async () => {
  const answer = await person.ask('query ($q: String!) { search(query: $q) { excerpt { text } } }', {
    q: 'x'.repeat(201),
  });
  expect(code(answer)).toBe('BAD_INPUT');
});

test('malformed JSON is a 400 with a sentence', async () => {
  const answer = await person.send({ body: '{"query":', headers: { 'content-type': 'application/json' } });
  expect(answer.status).toBe(400);
  expect(answer.body.errors[0].message).toBe('The request body is not valid JSON.');
});

test('a typing mistake in a field name is not answered with the names that exist', async () => {
  const answer = await person.ask('{ diagrms { totalCount } }');
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).not.toContain('Did you mean');
});

const mutation = 'mutation { reopenDiagram(diagramId: "dia_01ARZ3NDEKTSV4RRFFQ69G5FAV") { user { id } } }';

test('a mutation by GET is a 405 without effect', async () => {
  const answer = await person.send({
    httpMethod: 'GET',
    queryStringParameters: { query: encodeURIComponent(mutation) },
  });
  expect(answer.status).toBe(405);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a mutation as %s is a 415 without effect',
  async (type) => {
    const answer = await person.send({
      body: JSON.stringify({ query: mutation }),
      headers: { 'content-type': type },
    });
    expect(answer.status).toBe(415);
  },
);

test.each<Record<string, string>>([
  { 'sec-fetch-site': 'cross-site' },
  { origin: 'https://evil.example', host: 'atlas.example' },
  { origin: 'null', host: 'a' },
])('a mutation that another site makes is a 403: %j', async (headers) => {
  const answer = await person.send({
    body: JSON.stringify({ query: mutation }),
    headers: { 'content-type': 'application/json', ...headers },
  });
  expect(answer.status).toBe(403);
});

test('an event without body, headers or query is answered, not thrown', async () => {
  const event = { ...albEvent(), headers: undefined, queryStringParameters: undefined, body: null };
  const result = await api.handler(event);
  expect(result.statusCode).toBe(415);
});
