import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atlasSchema } from '../../functions/entry/schema.ts';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { type Answer, startApi, type TestApi } from '../support/api.ts';
import { MAY_CHANGE, MAY_SEE, OPEN_TYPES, PERSONAS, type Persona, TABLE } from './who-may-what.table.ts';

const schema = atlasSchema();
const objects = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'));
const rootFields = objects
  .filter(({ name }) => ['Query', 'Mutation'].includes(name))
  .flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({
      root: type.name,
      field,
      key: `${type.name}.${field.name}`,
    })),
  );

let api: TestApi;
let members: Members;
let diagramId: string;

beforeAll(async () => {
  api = await startApi();
  members = createMembers(api);
  diagramId = (await api.person().ask('{ diagram(slug: "cache-aside") { id } }')).body.data.diagram.id;
});

afterAll(async () => {
  await members.close();
  await api.close();
});

/** The owner's browser for the owner, somebody new for everybody else. */
async function browserOf(persona: Persona, owner: Member) {
  if (persona === 'owner') return owner.browser;
  if (persona === 'visitor') return api.person();
  if (persona === 'guest') return (await members.guest()).browser;
  return (await members.account(persona === 'other' ? 'learner' : persona)).browser;
}

/** Each argument as somebody would fill it in who means the owner's things. */
function fillIn(name: string, type: GraphQLInputType, owner: Member): unknown {
  const given: Record<string, unknown> = {
    id: owner.userId,
    userId: owner.userId,
    sessionId: owner.sessionId,
    diagramId,
    slug: 'cache-aside',
    email: owner.email,
    newPassword: 'a long new passphrase',
    password: 'a long new passphrase',
    role: getNamedType(type).name === 'Role' ? 'ADMIN' : 'MEMBER',
    disabled: true,
    token: 'A'.repeat(43),
    refreshToken: 'A'.repeat(43),
    name: 'Somebody Else',
    timeZone: 'Europe/Paris',
    query: 'cache',
  };
  if (name in given) return given[name];
  const named = getNamedType(type);
  if (!isNonNullType(type)) return undefined;
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named))
    return Object.fromEntries(
      Object.values(named.getFields()).map((field) => [field.name, fillIn(field.name, field.type, owner)]),
    );
  return { Int: 1, Boolean: true }[named.name] ?? 'x';
}

/** All that can be asked for below a field, two objects deep; of a group inside another thing its own fields. */
function selectionOf(type: GraphQLField<unknown, unknown>['type'], depth = 0): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const deepest = named.name === 'StudyGroup' && depth > 0 ? depth : 2;
  const inner = Object.values(named.getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .filter((field) => depth < deepest || !isObjectType(getNamedType(field.type)))
    .map((field) => `${field.name} ${selectionOf(field.type, depth + 1)}`);
  return `{ ${inner.join(' ')} }`;
}

async function ask(
  persona: Persona,
  { root, field }: (typeof rootFields)[number],
  owner: Member,
): Promise<Answer> {
  const args = field.args.filter(({ name, type }) => fillIn(name, type, owner) !== undefined);
  const declared = args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const call = args.length > 0 ? `(${given})` : '';
  const head = args.length > 0 ? `(${declared})` : '';
  const variables = Object.fromEntries(args.map(({ name, type }) => [name, fillIn(name, type, owner)]));
  const browser = await browserOf(persona, owner);
  return browser.ask(
    `${root.toLowerCase()} ${head} { ${field.name}${call} ${selectionOf(field.type)} }`,
    variables,
  );
}

const REFUSALS = ['Please sign in first.', 'Your account may not do this.'];

/** What became of a field: `-` when a policy refused it, `0` for null, `+` for all else, be it another error. */
function signOf(answer: Answer, ...path: string[]): string {
  const errors: { message: string }[] = answer.body.errors ?? [];
  if (errors.some(({ message }) => REFUSALS.includes(message))) return '-';
  if (errors.length > 0) return '+';
  let value = answer.body.data;
  for (const name of path) value = value?.[name];
  return value === null || value === undefined ? '0' : '+';
}

const rowOf = (key: string): string[] => (TABLE[key] ?? '').split(' ');

test('Z1 every field has a row or belongs to an open type, and every row a field', () => {
  const keys = objects
    .filter(({ name }) => !OPEN_TYPES.includes(name))
    .flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`));
  expect(keys.sort()).toEqual(Object.keys(TABLE).sort());
  expect(OPEN_TYPES.filter((name) => !objects.some((type) => type.name === name))).toEqual([]);
  for (const [key, row] of Object.entries(TABLE))
    expect([key, row.split(' ').length]).toEqual([key, PERSONAS.length]);
});

describe('Z1 by the table', () => {
  test.each(rootFields.map((one) => [one.key, one] as const))('%s', async (key, one) => {
    const signs: string[] = [];
    for (const persona of PERSONAS) {
      const owner = await members.account();
      signs.push(signOf(await ask(persona, one, owner), one.field.name));
    }
    expect(signs).toEqual(rowOf(key));
  });

  const userFields = Object.keys(objects.find(({ name }) => name === 'User')?.getFields() ?? {});
  test.each(userFields)('User.%s, of the owner', async (name) => {
    const owner = await members.account();
    const signs: string[] = [];
    for (const persona of PERSONAS) {
      const browser = await browserOf(persona, owner);
      const inner = ['sessions', 'identities'].includes(name) ? '{ __typename }' : '';
      const answer = await browser.ask(`query ($id: ID!) { user(id: $id) { ${name} ${inner} } }`, {
        id: owner.userId,
      });
      signs.push(signOf(answer, 'user', name));
    }
    expect(signs).toEqual(rowOf(`User.${name}`));
  });
});

/** Every row of the database that belongs to somebody. */
async function rowsOf({ userId }: Member): Promise<string> {
  const tables = ['people', 'credentials', 'identities', 'sessions', 'diagram_completions', 'mail_links'];
  const users = await api.sql('SELECT * FROM users WHERE id = $1', [userId]);
  const others = await Promise.all(
    tables.map((table) => api.sql(`SELECT * FROM ${table} WHERE user_id = $1 ORDER BY 1`, [userId])),
  );
  return JSON.stringify([users, ...others]);
}

describe('Z1 what belongs to the owner', () => {
  const mutations = rootFields.filter(({ root }) => root === 'Mutation');
  test.each(mutations.map((one) => [one.key, one] as const))(
    '%s by others changes none of it',
    async (key, one) => {
      for (const persona of PERSONAS.filter((name) => name !== 'owner')) {
        const owner = await members.account();
        await owner.browser.ask('mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { id } } }', {
          id: diagramId,
        });
        const before = await rowsOf(owner);
        await ask(persona, one, owner);
        const changed = (await rowsOf(owner)) !== before;
        expect({ persona, changed }).toEqual({
          persona,
          changed: MAY_CHANGE[key]?.includes(persona) ?? false,
        });
      }
    },
  );

  test.each(rootFields.map((one) => [one.key, one] as const))(
    '%s tells others nothing of it',
    async (_key, one) => {
      for (const persona of PERSONAS.filter((name) => name !== 'owner')) {
        const owner = await members.account();
        const text = JSON.stringify(await ask(persona, one, owner));
        const name = `Canary Name ${owner.email.match(/\d+/)?.[0]}`;
        if (!MAY_SEE.name.includes(persona)) expect(text).not.toContain(`"${name}"`);
        if (!MAY_SEE.email.includes(persona)) expect(text).not.toContain(owner.email);
        expect(text).not.toContain(owner.sessionId);
      }
    },
  );
});

test('Z3 somebody else and nobody are the same answer', async () => {
  const owner = await members.account();
  const { browser } = await members.account();
  const query = 'query ($id: ID!) { user(id: $id) { id } }';
  const theirs = await browser.ask(query, { id: owner.userId });
  const nobody = await browser.ask(query, { id: 'usr_01ARZ3NDEKTSV4RRFFQ69G5FAV' });
  expect(theirs.body).toEqual(nobody.body);
  const end = 'mutation ($id: ID!) { endSession(sessionId: $id) { id } }';
  const [one, none] = [
    await browser.ask(end, { id: owner.sessionId }),
    await browser.ask(end, { id: 'ses_none' }),
  ];
  expect(one.body.errors[0].message).toBe(none.body.errors[0].message);
});

test('Z6 a hundred people at once each see themselves only', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, () => members.account()));
  const asks = Array.from({ length: 5 }, () => people).flat();
  const seen = await Promise.all(
    asks.map(async ({ browser, userId, email }) => {
      const { body } = await browser.ask('{ currentUser { id email } userProgress { completedCount } }');
      return body.data.currentUser.id === userId && body.data.currentUser.email === email;
    }),
  );
  expect(seen.every(Boolean)).toBe(true);
});

test('A12 a role that was taken away is gone with the next request', async () => {
  const admin = await members.account('admin');
  const moderator = await members.account('moderator');
  const owner = await members.account();
  const look = async () =>
    (await moderator.browser.ask('query ($id: ID!) { user(id: $id) { id } }', { id: owner.userId })).body.data
      .user;
  expect(await look()).not.toBeNull();
  const demote = 'mutation ($id: ID!) { setUserRole(userId: $id, role: LEARNER) { role } }';
  await admin.browser.ask(demote, { id: moderator.userId });
  expect(await look()).toBeNull();
});

test('A12 an account that is locked is out with the next request, and in again when it is let in', async () => {
  const admin = await members.account('admin');
  const owner = await members.account();
  const lock =
    'mutation ($id: ID!, $on: Boolean!) { setUserDisabled(userId: $id, disabled: $on) { disabled } }';
  await admin.browser.ask(lock, { id: owner.userId, on: true });
  expect((await owner.browser.ask('{ currentUser { id } }')).body.data.currentUser).toBeNull();
  await admin.browser.ask(lock, { id: owner.userId, on: false });
  const again = await admin.browser.ask('query ($id: ID!) { user(id: $id) { disabled } }', {
    id: owner.userId,
  });
  expect(again.body.data.user.disabled).toBe(false);
});
