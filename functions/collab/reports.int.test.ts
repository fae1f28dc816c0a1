import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMembers, type Member, type Members } from '../../test/support/accounts.ts';
import { startApi, type TestApi } from '../../test/support/api.ts';

let api: TestApi;
let members: Members;
let owner: Member;
let moderator: Member;
let ada: Member;
let bob: Member;
let groupId: string;

beforeAll(async () => {
  api = await startApi();
  members = createMembers(api);
  [owner, moderator, ada, bob] = [
    await members.account(),
    await members.account(),
    await members.account(),
    await members.account(),
  ];
  ({ id: groupId } = await run(
    owner,
    'mutation { createStudyGroup(input: { name: "Rules", description: "", visibility: PUBLIC, language: "en" }) { id } }',
  ));
  for (const one of [moderator, ada, bob])
    await run(one, 'mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }', { id: groupId });
  await run(
    owner,
    'mutation ($id: ID!, $who: ID!) { setGroupRole(id: $id, userId: $who, role: MODERATOR) { id } }',
    {
      id: groupId,
      who: moderator.userId,
    },
  );
});

afterAll(async () => {
  await members.close();
  await api.close();
});

async function run({ browser }: Member, query: string, variables: Record<string, unknown> = {}) {
  const { body } = await browser.ask(query, variables);
  return body.errors ? body.errors[0].extensions.code : Object.values(body.data)[0];
}

let keys = 0;
async function say(member: Member, text: string): Promise<string> {
  const sent = await run(
    member,
    'mutation ($groupId: ID!, $key: String!, $text: String!) { sendGroupMessage(groupId: $groupId, key: $key, text: $text) { id } }',
    { groupId, key: `key-${String(++keys).padStart(8, '0')}`, text },
  );
  return sent.id;
}
const report = (member: Member, messageId: string | undefined, reason: string) =>
  run(
    member,
    'mutation ($id: ID!, $messageId: ID, $reason: String!) { reportGroup(id: $id, messageId: $messageId, reason: $reason) }',
    { id: groupId, messageId, reason },
  );
const reports = async (member: Member): Promise<{ id: string; reason: string }[] | null> =>
  (
    await run(
      member,
      'query ($id: ID!) { studyGroup(id: $id) { reports { id reason createdAt message { id text author { id } } } } }',
      { id: groupId },
    )
  ).reports;
const dismiss = (member: Member, id: string | undefined) =>
  run(member, 'mutation ($id: ID!) { dismissGroupReport(id: $id) { id } }', { id });

test('the owner and moderators see what was said of a message, not who said it; members see nothing', async () => {
  const messageId = await say(ada, 'Rude words');
  await report(bob, messageId, 'This is rude');
  for (const one of [owner, moderator])
    expect(await reports(one)).toEqual([
      {
        id: expect.stringMatching(/^rep_/),
        reason: 'This is rude',
        createdAt: expect.any(String),
        message: { id: messageId, text: 'Rude words', author: { id: ada.userId } },
      },
    ]);
  expect(await reports(ada)).toBeNull();
  expect(await reports(bob)).toBeNull();
  const [told] = await api.sql(
    `SELECT count(*)::int AS count FROM outbox WHERE type = 'collab.group-changed' AND payload->>'groupId' = $1`,
    [groupId],
  );
  expect(told?.count).toBeGreaterThan(0);
  const [one] = (await reports(owner)) ?? [];
  for (const who of [ada, bob]) expect(await dismiss(who, one?.id)).toBe('NOT_FOUND');
  await dismiss(owner, one?.id);
});

test('what may stay is set aside with all that was said of it, and stays open for those of Atlas', async () => {
  const messageId = await say(ada, 'Harmless');
  await report(bob, messageId, 'I do not like it');
  await report(moderator, messageId, 'Me neither');
  const [first] = (await reports(moderator)) ?? [];
  expect(await dismiss(moderator, first?.id)).toEqual({ id: groupId });
  expect(await reports(owner)).toEqual([]);
  expect(await dismiss(owner, first?.id)).toBe('NOT_FOUND');
  const rows = await api.sql('SELECT dismissed_by, resolved_at FROM group_reports WHERE message_id = $1', [
    messageId,
  ]);
  expect(rows).toEqual(
    Array.from({ length: 2 }, () => ({ dismissed_by: moderator.userId, resolved_at: null })),
  );
});

test('nobody decides about a message of their own, and a deleted one needs no decision', async () => {
  const messageId = await say(moderator, 'Mine');
  await report(bob, messageId, 'Power corrupts');
  expect(await reports(moderator)).toEqual([]);
  const [seen] = (await reports(owner)) ?? [];
  expect(await dismiss(moderator, seen?.id)).toBe('NOT_FOUND');
  await run(owner, 'mutation ($id: ID!) { deleteGroupMessage(id: $id) { id } }', { id: messageId });
  expect(await reports(owner)).toEqual([]);
});

test('a report of the group itself is for those of Atlas alone', async () => {
  await report(bob, undefined, 'A group of spammers');
  expect(await reports(owner)).toEqual([]);
  expect(await dismiss(owner, 'rep_nothing')).toBe('BAD_INPUT');
});
