import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { type Atlas, graphql, startAtlas } from '../support/atlas.ts';

/** Milliseconds after which who was removed may hear nothing more. */
const WITHIN = 5_000;

let folder: string;
let atlas: Atlas;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atlas-removed-'));
  atlas = await startAtlas({ data: folder });
}, 120_000);
afterAll(async () => {
  atlas.kill('SIGTERM');
  await atlas.ended;
  rmSync(folder, { recursive: true, force: true });
});

interface Somebody {
  id: string;
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
}

async function signUp(email: string): Promise<Somebody> {
  const { url } = atlas;
  await graphql(url, 'mutation ($e: String!) { requestSignUp(email: $e) { minutes } }', {
    variables: { e: email },
  });
  let token: string | undefined;
  await expect
    .poll(
      async () => {
        const response = await fetch(`${url}/outbox`, { headers: { accept: 'application/json' } });
        const mails = (await response.json()) as { to: string; text: string }[];
        token = mails.find(({ to }) => to === email)?.text.match(/#(?:token=)?([\w-]+)/)?.[1];
        return token;
      },
      { timeout: 20_000 },
    )
    .toBeTruthy();
  const made = await graphql<{ completeSignUp: { user: { id: string } } }>(
    url,
    'mutation ($t: String!) { completeSignUp(token: $t, password: "five quiet harbours", name: "A") { user { id } } }',
    { variables: { t: token } },
  );
  const { cookie } = made;
  return {
    id: made.data?.completeSignUp.user.id ?? '',
    async ask(query, variables) {
      const { data, errors } = await graphql(url, query, { variables, cookie });
      if (errors) throw new Error(errors[0]?.message);
      return data as never;
    },
  };
}

/** The page of a member: in the rooms of the group and of its whiteboard, and subscribed to its messages. */
async function open(somebody: Somebody, group: string, board: string) {
  const { openSocket } = await somebody.ask<{ openSocket: { url: string; ticket: string } }>(
    'mutation { openSocket { url ticket } }',
  );
  const socket = new WebSocket(openSocket.url, ['graphql-transport-ws'], { origin: atlas.url });
  const heard: { at: number; type: string }[] = [];
  socket.on('message', (data) => heard.push({ at: performance.now(), type: JSON.parse(String(data)).type }));
  const types = () => heard.map(({ type }) => type);
  await new Promise((resolve) => socket.once('open', resolve));
  const say = (message: object) => socket.send(JSON.stringify(message));
  say({ type: 'connection_init', payload: { ticket: openSocket.ticket } });
  await expect.poll(types).toContain('connection_ack');
  say({ type: 'join-study-group', id: '1', group, after: 0 });
  say({ type: 'join-whiteboard', id: '2', board, vector: 'AA==' });
  const query = 'subscription ($g: ID!) { groupMessageReceived(groupId: $g) { text } }';
  say({ type: 'subscribe', id: '3', payload: { query, variables: { g: group } } });
  await expect.poll(types).toEqual(expect.arrayContaining(['study-group-joined', 'whiteboard-sync']));
  return { heard, say, close: () => socket.close() };
}

test('W3 a removed member hears nothing of the group five seconds later, on any of its ways', async () => {
  const [ada, bob] = [await signUp('ada@example.com'), await signUp('bob@example.com')];
  const { createStudyGroup } = await ada.ask<{ createStudyGroup: { id: string } }>(
    'mutation { createStudyGroup(input: { name: "Real", description: "", visibility: PUBLIC, language: "en" }) { id } }',
  );
  const { id: group } = createStudyGroup;
  await bob.ask('mutation ($g: ID!) { joinStudyGroup(id: $g) { id } }', { g: group });
  const { createBoard } = await ada.ask<{ createBoard: { id: string } }>(
    'mutation ($g: ID!) { createBoard(groupId: $g, title: "B") { id } }',
    { g: group },
  );
  const [adas, bobs] = [await open(ada, group, createBoard.id), await open(bob, group, createBoard.id)];
  let keys = 0;
  const talk = async () => {
    await ada.ask(
      'mutation ($g: ID!, $k: String!) { sendGroupMessage(groupId: $g, key: $k, text: "hear") { id } }',
      { g: group, k: `removed-${++keys}` },
    );
    adas.say({ type: 'cursor-move', room: `board:${createBoard.id}`, at: { x: keys, y: 1 }, selection: [] });
    adas.say({ type: 'typing', group, on: true });
  };
  const types = () => new Set(bobs.heard.map(({ type }) => type));
  await talk();
  await expect
    .poll(types)
    .toEqual(
      expect.toSatisfy((all) =>
        ['group-message', 'next', 'peer-cursor', 'peer-typing'].every((one) => all.has(one)),
      ),
    );

  await ada.ask('mutation ($g: ID!, $u: ID!) { removeGroupMember(id: $g, userId: $u) { id } }', {
    g: group,
    u: bob.id,
  });
  const removed = performance.now();
  while (performance.now() - removed < WITHIN + 1_500) {
    await talk();
    await sleep(500);
  }
  expect(bobs.heard.filter(({ at, type }) => at > removed + WITHIN && type !== 'refused')).toEqual([]);
  expect([...types()]).toContain('room-closed');
  expect(
    adas.heard.filter(({ at, type }) => at > removed + WITHIN && type === 'group-message').length,
  ).toBeGreaterThan(0);
  // Nor do they come back in by themselves.
  bobs.say({ type: 'join-study-group', id: '4', group, after: 0 });
  bobs.say({ type: 'join-whiteboard', id: '5', board: createBoard.id, vector: 'AA==' });
  await expect.poll(() => bobs.heard.filter(({ type }) => type === 'refused')).toHaveLength(2);
  adas.close();
  bobs.close();
}, 60_000);
