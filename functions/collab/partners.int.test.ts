import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMembers, type Member, type Members } from '../../test/support/accounts.ts';
import { startApi, type TestApi } from '../../test/support/api.ts';

let api: TestApi;
let members: Members;

beforeAll(async () => {
  api = await startApi();
  members = createMembers(api);
});

afterAll(async () => {
  await members.close();
  await api.close();
});

async function run({ browser }: Member, query: string, variables: Record<string, unknown> = {}) {
  const { body } = await browser.ask(query, variables);
  return body.errors ? body.errors[0].extensions.code : Object.values(body.data)[0];
}

const REQUEST = 'id incoming state peer { id } group { id }';
const look = (member: Member, paused = false) =>
  run(
    member,
    'mutation ($input: PartnerProfileInput!) { setPartnerProfile(input: $input) { paused languages hours } }',
    // A language that nobody of another test speaks: the newest of all who share one are compared.
    { input: { paused, languages: ['vi', 'en', 'vi'], goal: '', hours: [3, 1, 3] } },
  );
const ask = (member: Member, { userId }: Member) =>
  run(member, `mutation ($id: ID!) { requestPartner(userId: $id) { ${REQUEST} } }`, { id: userId });
const answer = (member: Member, id: string, accept: boolean) =>
  run(
    member,
    `mutation ($id: ID!, $accept: Boolean!) { answerPartnerRequest(id: $id, accept: $accept) { ${REQUEST} } }`,
    { id, accept },
  );
const withdraw = (member: Member, id: string) =>
  run(member, 'mutation ($id: ID!) { withdrawPartnerRequest(id: $id) }', { id });
const requests = (member: Member) => run(member, `{ partnerRequests { ${REQUEST} } }`);
const suggested = async (member: Member): Promise<string[]> =>
  (await run(member, '{ partnerSuggestions(first: 50) { peer { id } } }')).map(
    ({ peer }: { peer: { id: string } }) => peer.id,
  );

async function two(): Promise<[Member, Member]> {
  const pair: [Member, Member] = [await members.account(), await members.account()];
  for (const one of pair) await look(one);
  return pair;
}

describe('who looks for a partner', () => {
  test('is suggested and suggested to only after saying so, and not while pausing', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    await look(bob);
    expect(await suggested(ada)).toEqual([]);
    expect(await suggested(bob)).not.toContain(ada.userId);
    expect(await look(ada)).toEqual({ paused: false, languages: ['en', 'vi'], hours: [1, 3] });
    expect(await suggested(ada)).toContain(bob.userId);
    await look(bob, true);
    expect(await suggested(ada)).not.toContain(bob.userId);
    expect(await suggested(bob)).toEqual([]);
    expect(await ask(ada, bob)).toBe('NOT_FOUND');
  });

  test('is forgotten when they say so', async () => {
    const [ada, bob] = await two();
    expect(await run(bob, 'mutation { deletePartnerProfile }')).toBe(true);
    expect(await run(bob, '{ partnerProfile { paused } }')).toBeNull();
    expect(await suggested(ada)).not.toContain(bob.userId);
    expect(await ask(ada, bob)).toBe('NOT_FOUND');
  });

  test('asks others who look, not themselves, and only after saying what they look for', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    await look(bob);
    expect(await ask(ada, bob)).toBe('NOT_FOUND');
    await look(ada);
    expect(await ask(ada, ada)).toBe('NOT_FOUND');
    expect(await ask(ada, bob)).toMatchObject({ state: 'OPEN', incoming: false, peer: { id: bob.userId } });
    expect(await suggested(ada)).not.toContain(bob.userId);
    expect(await suggested(bob)).not.toContain(ada.userId);
  });
});

describe('a request', () => {
  test('that is accepted makes a group of both, once', async () => {
    const [ada, bob] = await two();
    const { id } = await ask(ada, bob);
    const accepted = await Promise.all([answer(bob, id, true), answer(bob, id, true)]);
    const made = accepted.filter((one) => one !== 'NOT_FOUND');
    expect(new Set(made.map(({ group }) => group.id)).size).toBe(1);
    const again = await answer(bob, id, false);
    expect(again).toMatchObject({ state: 'ACCEPTED', group: made[0].group });
    for (const one of [ada, bob])
      expect(await run(one, '{ myStudyGroups { id memberCount } }')).toEqual([
        { id: made[0].group.id, memberCount: 2 },
      ]);
  });

  test('that is declined is told to who asked, shown no more to who was, and makes nothing', async () => {
    const [ada, bob] = await two();
    const { id } = await ask(ada, bob);
    expect(await answer(bob, id, false)).toMatchObject({ state: 'DECLINED', group: null });
    expect(await requests(ada)).toMatchObject([{ id, state: 'DECLINED' }]);
    expect(await requests(bob)).toEqual([]);
    expect(await ask(ada, bob)).toMatchObject({ id, state: 'DECLINED' });
    expect(await run(ada, '{ myStudyGroups { id } }')).toEqual([]);
  });

  test('says to who was asked why, until it is answered, and while who asked looks', async () => {
    const [ada, bob] = await two();
    const why = async (member: Member) =>
      (await run(member, '{ partnerRequests { reasons } }'))[0].reasons as string[];
    const { id } = await ask(ada, bob);
    expect(await why(bob)).toEqual([
      'Free at the same time: Mon 01:00-02:00, Mon 03:00-04:00 (2 hours a week, in your time zone).',
      'A language that you speak: English and Vietnamese.',
    ]);
    expect(await why(ada)).toEqual([]);
    await look(ada, true);
    expect(await why(bob)).toEqual([]);
    await look(ada);
    await answer(bob, id, true);
    expect(await why(bob)).toEqual([]);
  });

  test('is answered by who was asked: not by who asked, nor by somebody else', async () => {
    const [ada, bob] = await two();
    const eve = await members.account();
    const { id } = await ask(ada, bob);
    for (const one of [ada, eve]) expect(await answer(one, id, true)).toBe('NOT_FOUND');
    expect(await requests(eve)).toEqual([]);
    expect(await requests(bob)).toMatchObject([{ id, state: 'OPEN', incoming: true }]);
  });

  test('is one for two who ask each other, one after the other or at once', async () => {
    const [ada, bob] = await two();
    const { id } = await ask(ada, bob);
    expect(await ask(bob, ada)).toMatchObject({ id, incoming: true, state: 'OPEN' });
    for (let round = 0; round < 5; round++) {
      const pair = await two();
      const [one, other] = pair;
      const asked = await Promise.all([ask(one, other), ask(other, one), ask(one, other)]);
      expect(new Set(asked.map((request) => request.id)).size).toBe(1);
      for (const person of pair) expect(await requests(person)).toHaveLength(1);
    }
  });

  test('can be taken back by who asked, as if there had been none, until it is answered', async () => {
    const [ada, bob] = await two();
    const { id } = await ask(ada, bob);
    expect(await withdraw(bob, id)).toBe('NOT_FOUND');
    expect(await withdraw(ada, id)).toBe(true);
    expect(await withdraw(ada, id)).toBe('NOT_FOUND');
    for (const one of [ada, bob]) expect(await requests(one)).toEqual([]);
    expect(await answer(bob, id, true)).toBe('NOT_FOUND');
    expect(await suggested(bob)).toContain(ada.userId);
    const next = await ask(bob, ada);
    await answer(ada, next.id, false);
    expect(await withdraw(bob, next.id)).toBe('NOT_FOUND');
  });
});
