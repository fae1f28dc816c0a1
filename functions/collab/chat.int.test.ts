import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMembers, type Member, type Members } from '../../test/support/accounts.ts';
import { startApi, type TestApi } from '../../test/support/api.ts';

let api: TestApi;
let members: Members;
let ada: Member;
let bob: Member;
let eve: Member;
let groupId: string;

beforeAll(async () => {
  api = await startApi();
  members = createMembers(api);
  [ada, bob, eve] = [await members.account(), await members.account(), await members.account()];
  const { body } = await ada.browser.ask(
    'mutation { createStudyGroup(input: { name: "Chat", description: "", visibility: PUBLIC, language: "en" }) { id } }',
  );
  groupId = body.data.createStudyGroup.id;
  await bob.browser.ask('mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }', { id: groupId });
});

afterAll(async () => {
  await members.close();
  await api.close();
});

const FIELDS =
  'id sequence changedSequence text author { id } replyTo editedAt deletedAt reactions { emoji people }';
let keys = 0;
const newKey = () => `key-${String(++keys).padStart(8, '0')}`;

async function run({ browser }: Member, query: string, variables: Record<string, unknown>) {
  const { body } = await browser.ask(query, variables);
  return body.errors ? body.errors[0].extensions.code : Object.values(body.data)[0];
}

const send = (member: Member, text: string, more: Record<string, unknown> = {}) =>
  run(
    member,
    `mutation ($groupId: ID!, $key: String!, $text: String!, $replyTo: ID) {
       sendGroupMessage(groupId: $groupId, key: $key, text: $text, replyTo: $replyTo) { ${FIELDS} } }`,
    { groupId, key: newKey(), text, ...more },
  );
const edit = (member: Member, id: string, text: string) =>
  run(
    member,
    `mutation ($id: ID!, $text: String!) { editGroupMessage(id: $id, text: $text) { ${FIELDS} } }`,
    {
      id,
      text,
    },
  );
const erase = (member: Member, id: string) =>
  run(member, `mutation ($id: ID!) { deleteGroupMessage(id: $id) { ${FIELDS} } }`, { id });
const react = (member: Member, id: string, emoji: string, on = true) =>
  run(
    member,
    `mutation ($id: ID!, $emoji: String!, $on: Boolean!) { reactToMessage(id: $id, emoji: $emoji, on: $on) { ${FIELDS} } }`,
    { id, emoji, on },
  );

describe('a message', () => {
  test('Q9 takes the next number, and the same key again is the same message', async () => {
    const key = newKey();
    const first = await send(ada, 'Hello', { key });
    const again = await Promise.all([1, 2, 3].map(() => send(ada, 'Hello', { key })));
    const next = await send(bob, 'Hi');
    expect(again).toEqual([first, first, first]);
    expect(next.sequence).toBe(first.sequence + 1);
    expect(await send(ada, 'Something else', { key })).toBe('BAD_INPUT');
    expect(await send(bob, 'A key belongs to its author', { key })).toMatchObject({
      text: 'A key belongs to its author',
    });
  });

  test('sent many at once, each has a number of its own without a gap', async () => {
    const sent = await Promise.all(Array.from({ length: 20 }, (_, i) => send(i % 2 ? ada : bob, `n ${i}`)));
    const numbers = sent.map(({ sequence }) => sequence).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i));
  });

  test.each([
    ['nothing', '  '],
    ['4,001 characters', 'x'.repeat(4_001)],
  ])('can not be %s', async (_what, text) => {
    expect(await send(ada, text)).toBe('BAD_INPUT');
  });

  test('is neither written, read, changed nor reacted to by others than members', async () => {
    const { id } = await send(ada, 'secret words');
    expect(await send(eve, 'let me in')).toBe('FORBIDDEN');
    expect(await edit(eve, id, 'mine')).toBe('NOT_FOUND');
    expect(await erase(eve, id)).toBe('NOT_FOUND');
    expect(await react(eve, id, '👍')).toBe('NOT_FOUND');
    const query =
      'query ($id: ID!) { studyGroup(id: $id) { messages { nodes { id } } search(query: "secret") { id } unreadCount } }';
    expect(await run(eve, query, { id: groupId })).toEqual({
      messages: null,
      search: null,
      unreadCount: null,
    });
  });

  test('is edited by its author alone, deleted by who leads the group too', async () => {
    const { id, changedSequence } = await send(bob, 'a tpyo');
    expect(await edit(ada, id, 'not yours')).toBe('FORBIDDEN');
    const edited = await edit(bob, id, 'a typo');
    expect(edited).toMatchObject({ text: 'a typo', changedSequence: changedSequence + 1 });
    expect(edited.editedAt).not.toBeNull();
    const { id: adas } = await send(ada, 'by the owner');
    expect(await erase(bob, adas)).toBe('FORBIDDEN');
    expect(await erase(ada, id)).toMatchObject({ text: '', author: { id: bob.userId } });
    expect(await edit(bob, id, 'back again')).toBe('FORBIDDEN');
  });

  test('takes each reaction of a person once', async () => {
    const { id } = await send(ada, 'react');
    await react(bob, id, '👍');
    await react(bob, id, '👍');
    const { reactions } = await react(ada, id, '👍');
    expect(reactions).toEqual([{ emoji: '👍', people: [bob.userId, ada.userId] }]);
    expect((await react(bob, id, '👍', false)).reactions).toEqual([{ emoji: '👍', people: [ada.userId] }]);
    expect(await react(ada, id, 'not an emoji')).toBe('BAD_INPUT');
  });

  test('counts as unread for the others until they read it, and says when it names them', async () => {
    const unread = async (member: Member) =>
      run(member, 'query ($id: ID!) { studyGroup(id: $id) { unreadCount mentionCount lastSequence } }', {
        id: groupId,
      });
    const read = (member: Member, sequence: number) =>
      run(
        member,
        'mutation ($id: ID!, $n: Int!) { markGroupRead(groupId: $id, sequence: $n) { unreadCount readSequence } }',
        { id: groupId, n: sequence },
      );
    const { lastSequence } = await unread(bob);
    await read(bob, lastSequence);
    await send(ada, `<@${bob.userId}> look at this, <@${eve.userId}>`);
    await send(ada, 'and this');
    expect(await unread(bob)).toMatchObject({ unreadCount: 2, mentionCount: 1 });
    expect(await unread(ada)).toMatchObject({ unreadCount: 0 });
    expect(await read(bob, 1_000_000)).toEqual({ unreadCount: 0, readSequence: lastSequence + 2 });
    expect(await read(bob, 1)).toEqual({ unreadCount: 0, readSequence: lastSequence + 2 });
  });

  test('is found by its words, and not after it was deleted', async () => {
    const { id } = await send(ada, 'The **quorum** of a Raft cluster');
    const search = () =>
      run(ada, 'query ($id: ID!) { studyGroup(id: $id) { search(query: "raft quorum") { id } } }', {
        id: groupId,
      });
    expect(await search()).toEqual({ search: [{ id }] });
    await erase(ada, id);
    expect(await search()).toEqual({ search: [] });
  });

  test('comes with the page before it', async () => {
    const page = (before: number | null) =>
      run(
        ada,
        'query ($id: ID!, $before: Int) { studyGroup(id: $id) { messages(before: $before, first: 10) { nodes { sequence } hasEarlier } } }',
        { id: groupId, before },
      );
    const { messages: newest } = await page(null);
    expect(newest.nodes).toHaveLength(10);
    const { messages: earlier } = await page(newest.nodes[0].sequence);
    const numbers = [...earlier.nodes, ...newest.nodes].map(({ sequence }: { sequence: number }) => sequence);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(earlier.hasEarlier).toBe(true);
  });

  test('can not be written in an archived group', async () => {
    await run(ada, 'mutation ($id: ID!) { setGroupArchived(id: $id, archived: true) { id } }', {
      id: groupId,
    });
    expect(await send(ada, 'too late')).toBe('FORBIDDEN');
    await run(ada, 'mutation ($id: ID!) { setGroupArchived(id: $id, archived: false) { id } }', {
      id: groupId,
    });
    expect(await send(ada, 'again')).toMatchObject({ text: 'again' });
  });
});
