import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atlasSchema } from '../../functions/entry/schema.ts';
import { type Person, startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
let person: Person;

beforeAll(async () => {
  api = await startApi();
  person = api.person();
});

afterAll(() => api.close());

const schema = atlasSchema();
const roots = [
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
] as const;

/** Strings that have broken parsers, databases and prototypes before. */
const hostile = fc.constantFrom(
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  "'; DROP TABLE users; --",
  '%',
  '_',
  '\\',
  '{{7*7}}',
  '../../etc/passwd',
  '𝔞'.repeat(300),
  '&|!():*',
  '<script>',
);
const text = fc.oneof(hostile, fc.string(), fc.constantFrom('cache-aside', 'dia_01ARZ3NDEKTSV4RRFFQ69G5FAV'));

/** A value for an argument: mostly of its type, sometimes of none. */
function inputOf(type: GraphQLInputType): fc.Arbitrary<unknown> {
  if (isNonNullType(type))
    return fc.oneof(
      { weight: 9, arbitrary: inputOf(type.ofType) },
      { weight: 1, arbitrary: fc.constant(null) },
    );
  if (isListType(type)) return fc.array(inputOf(type.ofType), { maxLength: 4 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map((value) => value.name), 'NONE');
  if (isInputObjectType(type)) {
    const fields = Object.entries(type.getFields()).map(
      ([name, field]) => [name, inputOf(field.type)] as const,
    );
    return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  }
  if (type.toString() === 'Int') return fc.oneof(fc.integer(), fc.constantFrom(1, 0, -1, 2 ** 31, -0, 0.5));
  if (type.toString() === 'Boolean') return fc.boolean();
  return fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: fc.anything() });
}

/** Every field two levels down, so that each resolver of the schema runs. */
function selectionOf(type: GraphQLOutputType, depth = 0): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields())
    .filter((field) => depth < 3 || !isObjectType(getNamedType(field.type)))
    .map((field) => `${field.name} ${selectionOf(field.type, depth + 1)}`);
  return `{ ${fields.join(' ')} }`;
}

function documentOf(operation: string, field: GraphQLField<unknown, unknown>): string {
  const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
  const given = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const [head, call] = field.args.length > 0 ? [`(${declared})`, `(${given})`] : ['', ''];
  return `${operation} ${head} { ${field.name}${call} ${selectionOf(field.type)} }`;
}

describe.each(roots)('G14 every %s', (operation, type) => {
  test.each(Object.values(type?.getFields() ?? {}).map((field) => [field.name, field] as const))(
    '%s never fails in an unexpected way, whatever its input',
    async (_name, field) => {
      const variables = fc.record(
        Object.fromEntries(field.args.map((argument) => [argument.name, inputOf(argument.type)])),
      );
      await fc.assert(
        fc.asyncProperty(variables, async (input) => {
          const answer = await person.ask(documentOf(operation, field), input);
          const codes = (answer.body.errors ?? []).map(
            (error: { extensions: { code: string } }) => error.extensions.code,
          );
          expect(answer.status).toBeLessThan(500);
          expect(codes).not.toContain('INTERNAL');
          expect(JSON.stringify(answer.body)).not.toMatch(/at .+\.ts:\d+|node_modules|syntax error/);
        }),
        { numRuns: 40 },
      );
    },
  );
});

const post = (query: string, variables: string) =>
  person.send({
    body: `{"query":${JSON.stringify(query)},"variables":${variables},"__proto__":{"polluted":true}}`,
    headers: { 'content-type': 'application/json' },
  });

test.each([
  '{"f":{"__proto__":{"category":"caching"}}}',
  '{"f":{"constructor":{"prototype":{"polluted":true}}}}',
  '{"__proto__":{"polluted":true},"f":null}',
])('G15 keys of prototypes in variables change nothing: %s', async (variables) => {
  const answer = await post('query ($f: DiagramFilter) { diagrams(filter: $f) { totalCount } }', variables);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(answer.status).toBeLessThan(500);
});

test.each(['1e309', '-1e309', '1e20', '-0.5', '"5"', '[[1]]'])(
  'G15 refuses %s as a page size',
  async (first) => {
    const answer = await post('query ($n: Int) { diagrams(first: $n) { totalCount } }', `{"n":${first}}`);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].extensions.code).toMatch(/BAD_INPUT|TOO_COMPLEX/);
  },
);

test.each(['"\\u0000"', '"\\ud800"', '"a\\u0000b"'])(
  'G15 a text with %s is looked up and not found, or refused',
  async (text) => {
    const queries = {
      diagram: 'query ($t: String!) { diagram(slug: $t) { id } }',
      search: 'query ($t: String!) { search(query: $t) { excerpt { text } } }',
      category: 'query ($t: String) { diagrams(filter: { category: $t }) { totalCount } }',
      skill: 'query ($t: String) { diagrams(filter: { skill: $t }) { totalCount } }',
      after: 'query ($t: String) { diagrams(after: $t) { totalCount } }',
    };
    for (const [field, query] of Object.entries(queries)) {
      const { status, body } = await post(query, `{"t":${text}}`);
      const codes = (body.errors ?? []).map(
        (error: { extensions: { code: string } }) => error.extensions.code,
      );
      expect({ field, status: status < 500, codes }).toEqual({
        field,
        status: true,
        codes: codes.length > 0 ? ['BAD_INPUT'] : [],
      });
    }
  },
);
