import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atlasSchema } from '../../functions/entry/schema.ts';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { type Person, startApi, type TestApi } from '../support/api.ts';

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

const FIELDS =
  'id guest name email timeZone role disabled hasPassword sessions { current } identities { provider }';

describe('Z2 an account is the same by whatever path one comes to it', () => {
  /** Every way to one's own account, and how it is asked. */
  const PATHS: Record<string, (member: Member) => [query: string, variables?: Record<string, unknown>]> = {
    'Query.currentUser': () => [`{ currentUser { ${FIELDS} } }`],
    'Query.user': ({ userId }) => [`query ($id: ID!) { user(id: $id) { ${FIELDS} } }`, { id: userId }],
    'CompletionPayload.user': () => [
      `mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { ${FIELDS} } } }`,
      { id: diagramId },
    ],
    'Mutation.updateProfile': () => [`mutation { updateProfile(timeZone: "UTC") { ${FIELDS} } }`],
  };

  test('from its owner', async () => {
    const member = await members.account();
    const seen = [];
    for (const path of Object.values(PATHS)) {
      const { data } = (await member.browser.ask(...path(member))).body;
      const [value] = Object.values(data) as { user?: object }[];
      seen.push(value?.user ?? value);
    }
    for (const one of seen) expect(one).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({ email: member.email, guest: false });
  });

  test('and no path is missing here but those that need a secret or a role', () => {
    const schema = atlasSchema();
    const leading = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => getNamedType(field.type).name === 'User')
          .map((field) => `${type.name}.${field.name}`),
      );
    const others = [
      'SessionPayload.user',
      'Mutation.changePassword',
      'Mutation.confirmEmailChange',
      'Mutation.unlinkIdentity',
      'Mutation.setUserRole',
      'Mutation.setUserDisabled',
    ];
    expect(leading.sort()).toEqual([...Object.keys(PATHS), ...others].sort());
  });
});

test('Z2 an admin who gives a role sees no more of the account than by its id', async () => {
  const [admin, ada] = [await members.account('admin'), await members.account()];
  const byId = await admin.browser.ask(`query ($id: ID!) { user(id: $id) { ${FIELDS} } }`, {
    id: ada.userId,
  });
  const byMutation = await admin.browser.ask(
    `mutation ($id: ID!) { setUserRole(userId: $id, role: LEARNER) { ${FIELDS} } }`,
    { id: ada.userId },
  );
  expect(byMutation.body.data.setUserRole).toEqual(byId.body.data.user);
  expect(byId.body.data.user).toMatchObject({ email: ada.email, sessions: null, identities: null });
});

test('Z5 nothing of an account is in errors or in what is kept for others', async () => {
  const ada = await members.account();
  const eve = await members.account();
  await ada.browser.ask(`{ currentUser { ${FIELDS} } }`);
  const answers = await Promise.all([
    eve.browser.ask(`query ($id: ID!) { user(id: $id) { ${FIELDS} } }`, { id: ada.userId }),
    eve.browser.ask(`mutation { requestEmailChange(email: "${ada.email}") { minutes } }`),
    eve.browser.ask(`{ user(id: "${ada.userId}'") { id } }`),
    eve.browser.ask('{ currentUser { id } userProgress { completedCount } }'),
  ]);
  for (const { body } of answers) expect(JSON.stringify(body)).not.toContain(ada.email);
  const { Redis } = await import('ioredis');
  const redis = new Redis(api.redisUrl);
  const kept = await redis.get(`{${ada.userId}}:session:${ada.sessionId}`);
  expect(kept).toBe('{"role":"learner","guest":false}');
  redis.disconnect();
});

describe('Z8 a right that goes while it is used', () => {
  const who = async (person: Person) => (await person.ask('{ currentUser { id } }')).body.data.currentUser;

  test("sign-out among fifty requests: each is whole or nobody's, and none comes after", async () => {
    const { browser, userId } = await members.account();
    const { cookie } = browser;
    const copy = () => api.person({ cookie });
    const running = Array.from({ length: 50 }, (_, i) =>
      i === 25
        ? browser.ask('mutation { logOut }').then(() => 'out')
        : who(copy()).then((user) => user?.id ?? null),
    );
    for (const seen of await Promise.all(running)) expect([userId, null, 'out']).toContain(seen);
    expect(await who(copy())).toBeNull();
  });

  test('a hundred log-outs everywhere at once leave one session at most, that of who kept it', async () => {
    const { browser, userId } = await members.account();
    await Promise.all(
      Array.from({ length: 100 }, () => browser.ask('mutation { logOutEverywhere(keepCurrent: true) }')),
    );
    expect(await api.sql('SELECT id FROM sessions WHERE user_id = $1', [userId])).toHaveLength(1);
  });

  test('an account that is deleted twice at once is deleted once, and nothing of it comes back', async () => {
    const { browser, userId } = await members.account();
    const complete = 'mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { id } } }';
    const answers = await Promise.all([
      browser.ask('mutation { deleteAccount }'),
      browser.ask('mutation { deleteAccount }'),
      ...Array.from({ length: 20 }, () => browser.ask(complete, { id: diagramId })),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBeLessThan(500);
      expect(JSON.stringify(body)).not.toContain('INTERNAL');
    }
    expect(await api.sql('SELECT id FROM users WHERE id = $1', [userId])).toEqual([]);
    expect(await api.sql('SELECT user_id FROM diagram_completions WHERE user_id = $1', [userId])).toEqual([]);
  });

  test('a guest that signs in at eight places at once is merged once', async () => {
    const owner = await members.account();
    const { hashPassword } = await import('../../functions/auth/passwords.ts');
    await api.sql('INSERT INTO credentials (user_id, password_hash, changed_at) VALUES ($1, $2, now())', [
      owner.userId,
      await hashPassword('five quiet harbours'),
    ]);
    const guest = await members.guest();
    await guest.browser.ask('mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { id } } }', {
      id: diagramId,
    });
    const logIn =
      'mutation ($e: String!, $p: String!) { logIn(email: $e, password: $p) { mergedCompletions } }';
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        api.person({ cookie: guest.browser.cookie }).ask(logIn, { e: owner.email, p: 'five quiet harbours' }),
      ),
    );
    const merged = answers.map(({ body }) => body.data?.logIn?.mergedCompletions ?? 0);
    expect(merged.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await api.sql('SELECT id FROM users WHERE id = $1', [guest.userId])).toEqual([]);
  });
});
