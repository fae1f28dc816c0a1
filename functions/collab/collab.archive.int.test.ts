import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMembers, type Member, type Members } from '../../test/support/accounts.ts';
import { startApi, type TestApi } from '../../test/support/api.ts';
import { albEvent } from '../../test/support/invoke.ts';

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
  expect(body.errors).toBeUndefined();
  return body.data[Object.keys(body.data)[0] ?? ''];
}

async function archiveOf({ browser }: Member) {
  const { body } = await api.handler({
    ...albEvent(),
    httpMethod: 'GET',
    path: '/auth/export',
    headers: { cookie: browser.cookie },
  });
  const files = unzipSync(Buffer.from(body ?? '', 'base64'));
  return JSON.parse(strFromU8(files['atlas/study-groups.json'] as Uint8Array));
}

const say = (member: Member, id: string, text: string) =>
  run(
    member,
    'mutation ($id: ID!, $text: String!) { sendGroupMessage(groupId: $id, key: "key-of-test", text: $text) { id } }',
    { id, text },
  );

test('the archive of a person holds what they did in groups, and nothing that others did', async () => {
  const [ada, bob] = [await members.account(), await members.account()];
  const { id } = await run(
    ada,
    'mutation { createStudyGroup(input: { name: "Kept", description: "", visibility: PUBLIC, language: "en" }) { id } }',
  );
  await run(bob, 'mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }', { id });
  const message = await say(ada, id, 'by Ada');
  await say(bob, id, 'by Bob');
  await run(bob, 'mutation ($id: ID!) { reactToMessage(id: $id, emoji: "👍", on: true) { id } }', message);
  await run(bob, 'mutation ($id: ID!) { createBoard(groupId: $id, title: "Of Bob") { id } }', { id });
  await run(
    bob,
    'mutation ($id: ID!, $m: ID!) { reportGroup(id: $id, messageId: $m, reason: "Rude words") }',
    { id, m: message.id },
  );
  await run(bob, 'mutation ($id: ID!) { reportGroup(id: $id, reason: "All of it") }', { id });
  for (const one of [ada, bob])
    await run(
      one,
      'mutation { setPartnerProfile(input: { paused: false, languages: ["en"], goal: "", hours: [] }) { paused } }',
    );
  const request = await run(bob, 'mutation ($id: ID!) { requestPartner(userId: $id) { id } }', {
    id: ada.userId,
  });
  await run(ada, 'mutation ($id: ID!) { answerPartnerRequest(id: $id, accept: false) { id } }', request);

  const at = expect.any(String);
  expect(await archiveOf(bob)).toMatchObject({
    groups: [{ name: 'Kept', role: 'member' }],
    messages: [{ group: 'Kept', text: 'by Bob' }],
    reactions: [{ group: 'Kept', emoji: '👍', at }],
    boards: [{ group: 'Kept', title: 'Of Bob', at, deletedAt: null }],
    reports: [
      { group: 'Kept', about: 'a message', reason: 'Rude words', at, settledAt: null },
      { group: 'Kept', about: 'the group', reason: 'All of it', at, settledAt: null },
    ],
    partnerRequests: [
      {
        asked: 'by you',
        other: expect.stringMatching(/^Canary Name/),
        state: 'declined',
        at,
        answeredAt: at,
      },
    ],
  });
  expect(await archiveOf(ada)).toMatchObject({
    messages: [{ text: 'by Ada' }],
    reactions: [],
    boards: [],
    reports: [],
    partnerRequests: [{ asked: 'you', state: 'declined' }],
  });
});
