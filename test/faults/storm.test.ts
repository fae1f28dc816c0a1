import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTurns } from '../../functions/labs/in-turns.ts';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { deliverEvents } from '../support/events.ts';
import { type Live, startLive } from '../support/live.ts';
import { type CrowdPage, openCrowdPage, spread } from './support/crowd.ts';
import { type Server, startServer } from './support/servers.ts';

const PEOPLE = 2_000;
/** People of a group, and how many of all have one open: what docs/benchmarks.md counts with. */
const GROUP = 8;
const IN_GROUPS = PEOPLE / 5;
/** Milliseconds without a server. */
const AWAY = 3_000;
/** Messages that are written meanwhile. */
const MISSED = ['first', 'second', 'third'];
/** Those whose subscription is tried out afterwards: one of so many. */
const SAMPLE = 50;
/** Pages that are not there yet while they are opened: they have come over the day, not in one moment. */
const COMING = 50;
/** Of what prepares the storm. */
const AT_ONCE = 8;

let live: Live;
let api: TestApi;
let members: Members;
let server: Server;

beforeAll(async () => {
  live = await startLive();
  api = await startApi();
  members = createMembers(api);
  server = await startServer(api);
}, 60_000);

afterAll(async () => {
  await server.kill();
  await live.stop();
  await members.close();
  await api.close();
});

const run = async ({ browser }: Member, query: string, variables: Record<string, unknown>) => {
  const { body } = await browser.ask(query, variables);
  return body.data;
};

const textsOf = ({ chat }: CrowdPage) => chat?.state().messages.map(({ text }) => text) ?? [];

/** In words, so that a failure says how the others are. */
function stateOf({ live: { state }, chat }: CrowdPage): string {
  if (!chat) return state() === 'live' ? 'there' : state();
  const { ready, present, error } = chat.state();
  if (state() === 'live' && ready && present.length > 0 && !error) return 'there';
  return `${state()}${ready ? ', loaded' : ''}${error ? `, ${error}` : ''}`;
}

const isThere = (page: CrowdPage) => stateOf(page) === 'there';

function countOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

async function groupOf(people: Member[]): Promise<{ id: string; owner: Member }> {
  const [owner] = people as [Member];
  const { createStudyGroup } = await run(
    owner,
    'mutation { createStudyGroup(input: { name: "Storm", description: "", visibility: PUBLIC, language: "en" }) { id } }',
    {},
  );
  const { id } = createStudyGroup;
  await api.sql(
    `INSERT INTO group_members (group_id, user_id, role, joined_at)
     SELECT $1, id, 'member', now() FROM users WHERE id = ANY($2) ON CONFLICT DO NOTHING`,
    [id, people.map(({ userId }) => userId)],
  );
  return { id, owner };
}

test(`W16 ${PEOPLE} pages lose the server at once: they come back spread in time, and miss nothing`, async () => {
  const people: Member[] = [];
  await inTurns(Array.from({ length: PEOPLE }), AT_ONCE, async () => {
    people.push(await members.account());
  });
  const groups: { id: string; owner: Member }[] = [];
  for (let i = 0; i < IN_GROUPS; i += GROUP) groups.push(await groupOf(people.slice(i, i + GROUP)));
  let keys = 0;
  const write = (text: string) =>
    inTurns(groups, AT_ONCE, ({ id, owner }) =>
      run(
        owner,
        'mutation ($g: ID!, $k: String!, $t: String!) { sendGroupMessage(groupId: $g, key: $k, text: $t) { id } }',
        { g: id, k: `storm${String(keys++).padStart(19, '0')}`, t: text },
      ),
    );

  const pages: CrowdPage[] = [];
  for (const [i, member] of people.entries()) {
    pages.push(openCrowdPage(member, groups[Math.floor(i / GROUP)]?.id, server));
    while (pages.slice(-2 * COMING).filter((page) => !isThere(page)).length >= COMING) await sleep(10);
  }
  const counts = () => countOf(pages.map(stateOf));
  await expect.poll(counts, { timeout: 60_000, interval: 250 }).toEqual({ there: PEOPLE });
  const before = pages.map(({ attempts }) => attempts.length);

  await server.kill();
  const gone = performance.now();
  for (const text of MISSED) await write(text);
  await sleep(Math.max(0, AWAY - (performance.now() - gone)));
  await server.start();
  const back = performance.now();
  const stateAfter = (page: CrowdPage) =>
    isThere(page) && page.chat && textsOf(page).length < MISSED.length
      ? 'there, but lacks some'
      : stateOf(page);
  await expect
    .poll(() => countOf(pages.map(stateAfter)), { timeout: 30_000, interval: 250 })
    .toEqual({ there: PEOPLE });
  const seconds = (performance.now() - back) / 1_000;

  // Each by its own clock: how long after the break it asked for the first time.
  const first = pages.map(
    ({ attempts, losses }, i) => (attempts[before[i] as number] as number) - (losses.at(0) as number),
  );
  const later = pages.flatMap(({ attempts }) => attempts.filter((at) => at > back).map((at) => at - back));
  const figures = {
    'first attempts, a span of 100 ms': [...spread(first, 100)].sort(([a], [b]) => a - b),
    'attempts after the start, the fullest 100 ms': Math.max(...spread(later, 100).values()),
    'attempts after the start': later.length,
    'seconds until all are back': seconds,
  };
  console.log(JSON.stringify(figures));
  expect(first.every((wait) => wait > 0)).toBe(true);
  // A busy machine lets timers come late and together, but without chance in them they fill two spans, not three.
  const spans = [...spread(first, 100).values()];
  expect(spans.filter((count) => count >= PEOPLE / 20).length).toBeGreaterThanOrEqual(3);
  expect(Math.max(...spans)).toBeLessThan(PEOPLE * 0.9);
  expect(Math.max(...spread(later, 100).values())).toBeLessThan(PEOPLE / 2);
  // Nobody asks again and again: a few attempts each, as the waits get longer.
  const attempts = pages.map((page, i) => page.attempts.length - (before[i] as number));
  expect(Math.max(...attempts)).toBeLessThan(15);

  const inGroups = pages.slice(0, IN_GROUPS);
  for (const page of inGroups) expect(textsOf(page)).toEqual(MISSED);
  // They are in the room again, and the subscriptions of all are followed again.
  await write('after');
  await expect
    .poll(() => inGroups.filter((page) => textsOf(page).length > MISSED.length).length, { timeout: 20_000 })
    .toBe(IN_GROUPS);
  const { diagrams } = await run(people[0] as Member, '{ diagrams { nodes { id } } }', {});
  const some = people.flatMap((member, i) => (i % SAMPLE === 0 ? [{ member, page: pages[i] }] : []));
  for (const { member } of some)
    await run(member, 'mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { id } } }', {
      id: diagrams.nodes[0].id,
    });
  await deliverEvents(api, 'notification');
  await expect
    .poll(() => some.map(({ page }) => page?.progress), { timeout: 20_000 })
    .toEqual(some.map(() => [1]));
  for (const page of pages) page.close();
}, 240_000);
