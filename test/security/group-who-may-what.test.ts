import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';

/**
 * Who may what in a group by invitation, by their place in it: `+` may, `-` is refused. Each row acts on things of the
 * owner in a group of its own: a message, a whiteboard, and another member.
 */
const PLACES = ['owner', 'moderator', 'member', 'removed', 'other'] as const;
type Place = (typeof PLACES)[number];

const TABLE: Readonly<Record<string, [signs: string, mutation: string]>> = {
  updateStudyGroup: [
    '+ + - - -',
    'updateStudyGroup(id: $group, input: { name: "New", description: "", visibility: PUBLIC, language: "en" }) { id }',
  ],
  setGroupGoal: ['+ + - - -', 'setGroupGoal(id: $group, itemIds: []) { id }'],
  renewGroupInvitation: ['+ + - - -', 'renewGroupInvitation(id: $group) { id }'],
  setGroupArchived: ['+ - - - -', 'setGroupArchived(id: $group, archived: true) { id }'],
  removeGroupMember: ['+ + - - -', 'removeGroupMember(id: $group, userId: $bystander) { id }'],
  setGroupRole: ['+ - - - -', 'setGroupRole(id: $group, userId: $bystander, role: MODERATOR) { id }'],
  setProgressShared: ['+ + + - -', 'setProgressShared(id: $group, shared: true) { id }'],
  reportGroup: ['+ + + - -', 'reportGroup(id: $group, messageId: $message, reason: "Rude words")'],
  markGroupRead: ['+ + + - -', 'markGroupRead(groupId: $group, sequence: 1) { id }'],
  sendGroupMessage: ['+ + + - -', 'sendGroupMessage(groupId: $group, key: "key-of-mine", text: "hi") { id }'],
  editGroupMessage: ['+ - - - -', 'editGroupMessage(id: $message, text: "other words") { id }'],
  deleteGroupMessage: ['+ + - - -', 'deleteGroupMessage(id: $message) { id }'],
  reactToMessage: ['+ + + - -', 'reactToMessage(id: $message, emoji: "👍", on: true) { id }'],
  createBoard: ['+ + + - -', 'createBoard(groupId: $group, title: "Mine") { id }'],
  renameBoard: ['+ + + - -', 'renameBoard(id: $board, title: "Other") { id }'],
  deleteBoard: ['+ + - - -', 'deleteBoard(id: $board)'],
  updateBoard: ['+ + + - -', 'updateBoard(id: $board, update: "AAA=")'],
  joinStudyGroup: ['+ + + - -', 'joinStudyGroup(id: $group) { id }'],
};

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

interface Scene {
  people: Record<Place, Member>;
  ids: { group: string; message: string; board: string; bystander: string };
}

async function run({ browser }: Member, mutation: string, variables: Record<string, unknown> = {}) {
  const names = Object.keys(variables).filter((name) => mutation.includes(`$${name}`));
  const head = names.length > 0 ? `(${names.map((name) => `$${name}: ID!`).join(', ')})` : '';
  const used = Object.fromEntries(names.map((name) => [name, variables[name]]));
  return (await browser.ask(`mutation ${head} { ${mutation} }`, used)).body;
}

async function scene(): Promise<Scene> {
  const account = () => members.account();
  const [owner, moderator, member, removed, other, bystander] = [
    await account(),
    await account(),
    await account(),
    await account(),
    await account(),
    await account(),
  ];
  const made = await run(
    owner,
    'createStudyGroup(input: { name: "A group", description: "", visibility: INVITATION, language: "en" }) { id invitation }',
  );
  const { id: group, invitation } = made.data.createStudyGroup;
  for (const one of [moderator, member, removed, bystander])
    await run(one, `joinStudyGroup(invitation: "${invitation}") { id }`);
  await run(owner, 'setGroupRole(id: $group, userId: $who, role: MODERATOR) { id }', {
    group,
    who: moderator.userId,
  });
  await run(owner, 'removeGroupMember(id: $group, userId: $who) { id }', { group, who: removed.userId });
  const sent = await run(owner, 'sendGroupMessage(groupId: $group, key: "key-first", text: "one") { id }', {
    group,
  });
  const board = await run(owner, 'createBoard(groupId: $group, title: "Board") { id }', { group });
  return {
    people: { owner, moderator, member, removed, other },
    ids: {
      group,
      message: sent.data.sendGroupMessage.id,
      board: board.data.createBoard.id,
      bystander: bystander.userId,
    },
  };
}

test.each(Object.entries(TABLE))('%s', async (name, [signs, mutation]) => {
  const seen: string[] = [];
  for (const place of PLACES) {
    const { people, ids } = await scene();
    const { data, errors } = await run(people[place], mutation, ids);
    if (errors)
      expect([name, place, errors[0].extensions.code]).toEqual([
        name,
        place,
        expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/),
      ]);
    // Nothing is done for a whiteboard that somebody does not have: as good as refused.
    const isNothing = name === 'deleteBoard' && !(await boardIsGone(ids.board));
    seen.push(errors || isNothing || data[name] === null ? '-' : '+');
  }
  expect(seen.join(' ')).toBe(signs);
});

async function boardIsGone(id: string): Promise<boolean> {
  const [row] = await api.sql('SELECT deleted_at FROM boards WHERE id = $1', [id]);
  return row?.deleted_at !== null;
}

test('nothing of a group by invitation is told to who is no member', async () => {
  const { people, ids } = await scene();
  const query = `query ($group: ID!, $board: ID!) { board(id: $board) { title }
    studyGroup(id: $group) { name memberCount invitation members { role } boards { id } lastSequence } }`;
  for (const place of ['removed', 'other'] as const) {
    const { body } = await people[place].browser.ask(query, { group: ids.group, board: ids.board });
    expect(body.data).toEqual({ board: null, studyGroup: null });
  }
  const { body } = await people.member.browser.ask(query, { group: ids.group, board: ids.board });
  expect(body.data).toMatchObject({
    board: { title: 'Board' },
    studyGroup: { invitation: null, memberCount: 4 },
  });
});

test('a whiteboard says who may delete it: who made it, and who leads the group', async () => {
  const { people, ids } = await scene();
  const made = await run(people.member, 'createBoard(groupId: $group, title: "Mine") { id mayDelete }', ids);
  const { id, mayDelete } = made.data.createBoard;
  expect(mayDelete).toBe(true);
  const query =
    'query ($board: ID!, $mine: ID!) { theirs: board(id: $board) { mayDelete } mine: board(id: $mine) { mayDelete } }';
  const seenBy = async (place: Place) => {
    const { data } = (await people[place].browser.ask(query, { board: ids.board, mine: id })).body;
    return [data.theirs, data.mine].map((one) => one?.mayDelete);
  };
  expect(await seenBy('owner')).toEqual([true, true]);
  expect(await seenBy('moderator')).toEqual([true, true]);
  expect(await seenBy('member')).toEqual([false, true]);
  expect(await seenBy('removed')).toEqual([undefined, undefined]);
  expect((await run(people.member, 'deleteBoard(id: $board)', { board: id })).errors).toBeUndefined();
  expect(await boardIsGone(id)).toBe(true);
});
