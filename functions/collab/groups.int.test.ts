import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMembers, type Member, type Members } from '../../test/support/accounts.ts';
import { startApi, type TestApi } from '../../test/support/api.ts';

let api: TestApi;
let members: Members;
let diagrams: string[];
const LAB = `lab_${'0'.repeat(26)}`;

beforeAll(async () => {
  api = await startApi();
  members = createMembers(api);
  const { body } = await api.person().ask('{ diagrams { nodes { id } } }');
  diagrams = body.data.diagrams.nodes.map(({ id }: { id: string }) => id);
  await api.sql(
    `INSERT INTO labs (id, slug, title, summary, difficulty, skills, diagrams, minutes, limit_minutes, needs, document,
       machine, position, published_at)
     VALUES ($1, 'a-lab', 'A lab', 'A lab.', 1, '{}', '{}', 20, 40, 'shell', 'l/a-lab.json', '{}', 0, now())`,
    [LAB],
  );
});

afterAll(async () => {
  await members.close();
  await api.close();
});

const GROUP = `id name visibility memberCount myRole invitation archivedAt sharesProgress
  members { role peer { id name } done } goal { diagram { id } lab { id } }`;

async function create({ browser }: Member, input: Record<string, string> = {}) {
  const { body } = await browser.ask(
    `mutation ($input: StudyGroupInput!) { createStudyGroup(input: $input) { ${GROUP} } }`,
    {
      input: { name: 'Cache fans', description: 'We read.', visibility: 'PUBLIC', language: 'en', ...input },
    },
  );
  expect(body.errors).toBeUndefined();
  return body.data.createStudyGroup;
}

async function ask({ browser }: Member, mutation: string, variables: Record<string, unknown>) {
  const { body } = await browser.ask(mutation, variables);
  return body.errors ? body.errors[0].extensions.code : Object.values(body.data)[0];
}

const join = (member: Member, variables: { id?: string; invitation?: string }) =>
  ask(
    member,
    `mutation ($id: ID, $invitation: String) { joinStudyGroup(id: $id, invitation: $invitation) { ${GROUP} } }`,
    variables,
  );
const setGoal = (member: Member, id: string, goal: unknown[]) =>
  ask(member, 'mutation ($id: ID!, $goal: [ID!]!) { setGroupGoal(id: $id, itemIds: $goal) { id } }', {
    id,
    goal,
  });
const leave = (member: Member, id: string) =>
  ask(member, 'mutation ($id: ID!) { leaveStudyGroup(id: $id) }', { id });
const remove = (member: Member, id: string, userId: string) =>
  ask(
    member,
    'mutation ($id: ID!, $userId: ID!) { removeGroupMember(id: $id, userId: $userId) { memberCount } }',
    { id, userId },
  );
const setRole = (member: Member, id: string, userId: string, role: string) =>
  ask(
    member,
    'mutation ($id: ID!, $userId: ID!, $role: GroupRole!) { setGroupRole(id: $id, userId: $userId, role: $role) { myRole } }',
    { id, userId, role },
  );
const see = async ({ browser }: Pick<Member, 'browser'>, id: string) =>
  (
    await browser.ask(`query ($id: ID!) { studyGroup(id: $id) { ${GROUP} messages { nodes { id } } } }`, {
      id,
    })
  ).body.data.studyGroup;

describe('a group', () => {
  test('is owned by who starts it, and shows members to members only', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await create(ada);
    expect(group).toMatchObject({ myRole: 'OWNER', memberCount: 1 });
    expect(group.members[0].peer).toEqual({ id: ada.userId, name: expect.stringContaining('Canary Name') });
    expect(await see(bob, group.id)).toMatchObject({
      name: 'Cache fans',
      myRole: null,
      members: null,
      invitation: null,
      messages: null,
    });
  });

  test.each([
    ['a name of spaces', { name: '   ' }],
    ['a name with a line end', { name: 'a\nb' }],
    ['a name of 81 characters', { name: 'x'.repeat(81) }],
    ['a language that is none', { language: 'English' }],
  ])('can not have %s', async (_what, input) => {
    const ada = await members.account();
    const { body } = await ada.browser.ask(
      'mutation ($input: StudyGroupInput!) { createStudyGroup(input: $input) { id } }',
      { input: { name: 'ok', description: '', visibility: 'PUBLIC', language: 'en', ...input } },
    );
    expect(body.errors[0].extensions.code).toBe('BAD_INPUT');
  });

  test('is for accounts, not for guests', async () => {
    const guest = await members.guest();
    const { body } = await guest.browser.ask(
      'mutation { createStudyGroup(input: { name: "ok", description: "", visibility: PUBLIC, language: "en" }) { id } }',
    );
    expect(body.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  test('by invitation is found by nobody, and joined by the link alone', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await create(ada, { visibility: 'INVITATION', name: 'Hidden one' });
    expect(await see(bob, group.id)).toBeNull();
    expect(await join(bob, { id: group.id })).toBe('NOT_FOUND');
    const { body } = await bob.browser.ask('{ studyGroups(query: "Hidden") { nodes { id } } }');
    expect(body.data.studyGroups.nodes).toEqual([]);
    expect(await join(bob, { invitation: group.invitation })).toMatchObject({ myRole: 'MEMBER' });
    expect(await join(bob, { invitation: group.invitation })).toMatchObject({ memberCount: 2 });
    expect((await see(bob, group.id)).invitation).toBeNull();
  });

  test('ends an invitation by making a new one', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await create(ada, { visibility: 'INVITATION' });
    await ask(ada, 'mutation ($id: ID!) { renewGroupInvitation(id: $id) { id } }', { id: group.id });
    expect(await join(bob, { invitation: group.invitation })).toBe('NOT_FOUND');
  });

  test('keeps who was removed out, by its door and by the old link, until a new link is given to them', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await create(ada);
    await join(bob, { invitation: group.invitation });
    expect(await remove(ada, group.id, bob.userId)).toEqual({ memberCount: 1 });
    expect(await join(bob, { id: group.id })).toBe('FORBIDDEN');
    expect(await join(bob, { invitation: group.invitation })).toBe('NOT_FOUND');
    const { invitation } = await see(ada, group.id);
    expect(await join(bob, { invitation })).toMatchObject({ myRole: 'MEMBER' });
  });

  test('keeps its invitation when there was nobody to remove', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await create(ada);
    await remove(ada, group.id, bob.userId);
    expect((await see(ada, group.id)).invitation).toBe(group.invitation);
  });

  test('has one owner, who names the next one before leaving', async () => {
    const [ada, bob, cy] = [await members.account(), await members.account(), await members.account()];
    const group = await create(ada);
    await join(bob, { id: group.id });
    await join(cy, { id: group.id });
    expect(await leave(ada, group.id)).toBe('FORBIDDEN');
    expect(await setRole(bob, group.id, bob.userId, 'OWNER')).toBe('FORBIDDEN');
    expect(await setRole(ada, group.id, bob.userId, 'OWNER')).toEqual({ myRole: 'MODERATOR' });
    expect(await remove(ada, group.id, bob.userId)).toBe('FORBIDDEN');
    expect(await remove(cy, group.id, ada.userId)).toBe('FORBIDDEN');
    expect(await leave(ada, group.id)).toBe(true);
    expect((await see(bob, group.id)).members).toHaveLength(2);
  });

  test('is archived when the last one leaves', async () => {
    const ada = await members.account();
    const group = await create(ada);
    expect(await leave(ada, group.id)).toBe(true);
    expect((await see(ada, group.id)).archivedAt).not.toBeNull();
  });

  const deleteAccount = (member: Member) => ask(member, 'mutation { deleteAccount }', {});
  const rolesOf = async (member: Member, id: string) =>
    (await see(member, id)).members.map(({ role, peer }: { role: string; peer: { id: string } }) => [
      peer.id,
      role,
    ]);

  test('of an owner whose account is deleted goes to the oldest moderator, and its members are told', async () => {
    const people = [await members.account(), await members.account(), await members.account()];
    const [ada, bob, cy, dan] = [await members.account(), ...people] as [Member, Member, Member, Member];
    const group = await create(ada);
    for (const one of people) await join(one, { id: group.id });
    for (const one of [dan, cy]) await setRole(ada, group.id, one.userId, 'MODERATOR');
    expect(await deleteAccount(ada)).toBe(true);
    expect(await rolesOf(bob, group.id)).toEqual([
      [cy.userId, 'OWNER'],
      [dan.userId, 'MODERATOR'],
      [bob.userId, 'MEMBER'],
    ]);
    const told = await api.sql(
      `SELECT payload FROM outbox WHERE type = 'collab.group-changed' AND payload->>'leftId' = $1`,
      [ada.userId],
    );
    expect(told).toEqual([{ payload: { groupId: group.id, leftId: ada.userId } }]);
    expect(await setRole(cy, group.id, bob.userId, 'MODERATOR')).toEqual({ myRole: 'OWNER' });
  });

  test('without a moderator goes to its oldest member; that of a mere member keeps its owner', async () => {
    const [ada, bob, cy] = [await members.account(), await members.account(), await members.account()];
    const group = await create(ada);
    const other = await create(cy);
    for (const one of [bob, cy]) await join(one, { id: group.id });
    await join(ada, { id: other.id });
    await deleteAccount(ada);
    expect(await rolesOf(cy, group.id)).toEqual([
      [bob.userId, 'OWNER'],
      [cy.userId, 'MEMBER'],
    ]);
    expect(await rolesOf(cy, other.id)).toEqual([[cy.userId, 'OWNER']]);
  });

  test('of nobody but somebody who deletes their account is archived, also when somebody comes in then', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await create(ada);
    const [, joined] = await Promise.all([deleteAccount(ada), join(bob, { id: group.id })]);
    if (joined === 'FORBIDDEN') expect((await see(bob, group.id)).archivedAt).not.toBeNull();
    else expect(await rolesOf(bob, group.id)).toEqual([[bob.userId, 'OWNER']]);
    const lonely = await create(bob);
    await deleteAccount(bob);
    expect((await see(await members.account(), lonely.id)).archivedAt).not.toBeNull();
  });

  test('shows what of its goal a member has done, if they allow it', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await create(ada);
    await join(bob, { id: group.id });
    const goal = [diagrams[0], LAB, diagrams[1]];
    await setGoal(ada, group.id, goal);
    await bob.browser.ask('mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { id } } }', {
      id: diagrams[1],
    });
    await api.sql(
      `INSERT INTO lab_completions (user_id, lab_id, completed_at, minutes, attempts, hints, with_solution, skills)
       VALUES ($1, $2, now(), 1, 1, 0, false, '[]')`,
      [bob.userId, LAB],
    );
    const done = async () =>
      (await see(ada, group.id)).members.find((one: { peer: { id: string } }) => one.peer.id === bob.userId)
        .done;
    expect(await done()).toBeNull();
    await ask(bob, 'mutation ($id: ID!) { setProgressShared(id: $id, shared: true) { id } }', {
      id: group.id,
    });
    expect(await done()).toEqual([LAB, diagrams[1]]);
    const { goal: seen } = await see(ada, group.id);
    expect(seen).toEqual([
      { diagram: { id: diagrams[0] }, lab: null },
      { diagram: null, lab: { id: LAB } },
      { diagram: { id: diagrams[1] }, lab: null },
    ]);
  });

  test.each([
    ['what is no diagram and no lab', `dia_${'7'.repeat(26)}`],
    ['a lab that is not there', `lab_${'7'.repeat(26)}`],
    ['an id of something else', `grp_${'0'.repeat(26)}`],
  ])('takes no goal of %s, and keeps the one it has', async (_what, id) => {
    const ada = await members.account();
    const group = await create(ada);
    await setGoal(ada, group.id, [LAB]);
    expect(await setGoal(ada, group.id, [diagrams[0], id])).toBe('BAD_INPUT');
    expect((await see(ada, group.id)).goal).toEqual([{ diagram: null, lab: { id: LAB } }]);
  });
});
