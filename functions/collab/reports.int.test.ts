import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const NO_MESSAGE = `msg_${'0'.repeat(26)}`;

describe('a message that is reported', () => {
  const reported = async () => {
    const [row] = await api.sql('SELECT count(*)::int AS count FROM group_reports');
    return row?.count;
  };

  test('is one of the group that is named: any other is not there, and nothing is stored', async () => {
    const { id: other } = await run(
      ada,
      'mutation { createStudyGroup(input: { name: "Other", description: "", visibility: PUBLIC, language: "en" }) { id } }',
    );
    const elsewhere = await run(
      ada,
      'mutation ($id: ID!) { sendGroupMessage(groupId: $id, key: "key-elsewhere", text: "there") { id } }',
      { id: other },
    );
    const before = await reported();
    for (const id of [elsewhere.id, NO_MESSAGE]) expect(await report(ada, id, 'Not here')).toBe('NOT_FOUND');
    expect(await reported()).toBe(before);
  });

  test('is one that the person can read: not as a stranger, not when it is deleted', async () => {
    const messageId = await say(ada, 'For members');
    const stranger = await members.account();
    const before = await reported();
    expect(await report(stranger, messageId, 'I heard of it')).toBe('NOT_FOUND');
    await run(ada, 'mutation ($id: ID!) { deleteGroupMessage(id: $id) { id } }', { id: messageId });
    expect(await report(bob, messageId, 'Too late')).toBe('NOT_FOUND');
    expect(await reported()).toBe(before);
  });
});

describe('those who look after Atlas', () => {
  const open = (member: Member) =>
    run(
      member,
      '{ openGroupReports { id groupId groupName text author { id } reason createdAt dismissed } }',
    );
  const resolve = (member: Member, id: string) =>
    run(member, 'mutation ($id: ID!) { resolveGroupReport(id: $id) }', { id });
  const about = async (member: Member, reason: string) =>
    (await open(member)).find((one: { reason: string }) => one.reason === reason);

  test('see what was said of a group, and of the only one who leads it, until one of them settles it', async () => {
    const [guard, admin] = [await members.account('moderator'), await members.account('admin')];
    await report(bob, undefined, 'They sell things');
    await report(bob, await say(owner, 'Buy it'), 'The owner too');
    expect(await about(guard, 'They sell things')).toEqual({
      id: expect.stringMatching(/^rep_/),
      groupId,
      groupName: 'Rules',
      text: null,
      author: null,
      reason: 'They sell things',
      createdAt: expect.any(String),
      dismissed: false,
    });
    const ofOwner = await about(admin, 'The owner too');
    expect(ofOwner).toMatchObject({ text: 'Buy it', author: { id: owner.userId } });
    expect(await resolve(guard, ofOwner.id)).toBe(true);
    expect(await about(admin, 'The owner too')).toBeUndefined();
    expect(await about(admin, 'They sell things')).toBeDefined();
    expect(await resolve(admin, ofOwner.id)).toBe('NOT_FOUND');
    const [row] = await api.sql('SELECT resolved_by FROM group_reports WHERE id = $1', [ofOwner.id]);
    expect(row).toEqual({ resolved_by: guard.userId });
  });

  test('see what the group let stay, and settle all that was said of one message at once', async () => {
    const guard = await members.account('moderator');
    const messageId = await say(ada, 'Doubtful');
    await report(bob, messageId, 'Doubtful indeed');
    await report(moderator, messageId, 'I doubt it too');
    const [first] = (await reports(owner)) ?? [];
    await dismiss(owner, first?.id);
    expect(await about(guard, 'I doubt it too')).toMatchObject({ dismissed: true, text: 'Doubtful' });
    await resolve(guard, (await about(guard, 'Doubtful indeed')).id);
    expect(await about(guard, 'I doubt it too')).toBeUndefined();
  });

  test('are those with the role: a group’s owner is refused', async () => {
    expect(await open(owner)).toBe('FORBIDDEN');
    expect(await resolve(owner, 'rep_nothing')).toBe('FORBIDDEN');
  });
});
