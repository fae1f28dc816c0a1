import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { AGENT_PROTOCOL } from '../../client/lab/messages.ts';
import { LABS } from '../../functions/labs/limits.ts';
import { sweep } from '../../functions/labs/sweep.ts';
import { startLabs, type TestLabs } from '../../functions/labs/testing/labs.ts';
import type { Member } from '../support/accounts.ts';
import { type Live, startLive } from '../support/live.ts';
import { ORIGIN, ticketOf } from '../support/live-clients.ts';

let live: Live;
let labs: TestLabs;

beforeAll(async () => {
  live = await startLive();
  labs = await startLabs();
  labs.runtime.capacity = 1_000;
});

afterAll(async () => {
  await live.stop();
  await labs.stop();
});

type Message = Record<string, unknown> & { type: string };

interface Peer {
  heard: Message[];
  isOpen(): boolean;
  say(message: object): void;
  /** Says it, and waits for what comes of this type. */
  ask(message: object, type: string): Promise<Message>;
  wait(type: string, where?: (message: Message) => boolean): Promise<Message>;
  close(): void;
}

const open: Peer[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** A raw connection: nothing here is careful for us. */
async function dial(protocol: string, headers: Record<string, string> = {}): Promise<Peer> {
  const socket = new WebSocket(live.url, protocol, { headers });
  const heard: Message[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const peer: Peer = {
    heard,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    say: (message) => socket.send(JSON.stringify(message)),
    ask(message, type) {
      const waiting = peer.wait(type);
      peer.say(message);
      return waiting;
    },
    async wait(type, where = () => true) {
      const from = heard.length;
      await expect
        .poll(() => heard.slice(from).some((one) => one.type === type && where(one)), {
          timeout: 5_000,
          interval: 5,
        })
        .toBe(true);
      return heard.slice(from).find((one) => one.type === type && where(one)) as Message;
    },
    close: () => socket.close(),
  };
  open.push(peer);
  return peer;
}

const dialAgent = () => dial(AGENT_PROTOCOL);

/** A page of somebody, who is known to the server. */
async function pageOf(member: Member): Promise<Peer> {
  const page = await dial('graphql-transport-ws', { origin: ORIGIN });
  const ticket = await ticketOf(member.browser);
  await page.ask({ type: 'connection_init', payload: { ticket } }, 'connection_ack');
  return page;
}

/** Somebody with a ready lab, its session, and its agent's first token. */
async function ready(): Promise<{ who: Member; id: string; token: string }> {
  const who = await labs.members.guest();
  const { id } = (await labs.ask(who, 'mutation ($labId: ID!) { startLab(labId: $labId) { id } }', {
    labId: await labs.labId('first-lab'),
  })) as { id: string };
  await labs.work();
  return { who, id, token: labs.runtime.machines.get(`${id}.1`)?.token ?? '' };
}

/** The agent of a machine, confirmed. */
async function agentOf(token: string): Promise<{ agent: Peer; next: string }> {
  const agent = await dialAgent();
  const welcome = await agent.ask({ type: 'agent-hello', token }, 'agent-welcome');
  agent.say({ type: 'agent-ready', token: welcome.token });
  return { agent, next: String(welcome.token) };
}

const joined = (page: Peer, lab: string) => page.ask({ type: 'join-lab', id: 'j', lab }, 'lab-joined');
const stream = { terminal: '1', stream: 's1' };
const size = { cols: 80, rows: 24 };

describe('a page and its agent', () => {
  test('hear each other, with the seat of who speaks', async () => {
    const { who, id, token } = await ready();
    const page = await pageOf(who);
    expect(await joined(page, id)).toMatchObject({ lab: id, connected: false });
    const connecting = page.wait('lab-agent');
    const { agent } = await agentOf(token);
    expect(await connecting).toMatchObject({ lab: id, connected: true });
    const seat = (await joined(page, id)).seat;
    const opening = agent.wait('terminal-open');
    page.say({ type: 'terminal-open', lab: id, ...stream, ...size, after: null });
    expect(await opening).toEqual({ type: 'terminal-open', lab: id, ...stream, ...size, after: null, seat });
    const answer = { type: 'terminal-opened', to: seat, ...stream, ...size, from: 0, inputFrom: 0 };
    const opened = page.wait('terminal-opened');
    agent.say(answer);
    expect(await opened).toEqual({ ...answer, lab: id });
    const typing = agent.wait('terminal-input');
    page.say({ type: 'terminal-input', lab: id, ...stream, at: 0, data: 'ls\r' });
    expect(await typing).toMatchObject({ data: 'ls\r', at: 0, seat });
    const printing = page.wait('terminal-output');
    agent.say({ type: 'terminal-output', terminal: '1', at: 0, data: 'aGk=' });
    expect(await printing).toEqual({ type: 'terminal-output', terminal: '1', at: 0, data: 'aGk=', lab: id });
    const asking = agent.wait('lab-file');
    page.say({ type: 'lab-file', id: 'f1', lab: id, ask: { op: 'list' } });
    expect(await asking).toMatchObject({ id: 'f1', seat });
    const leaving = agent.wait('page-left');
    page.close();
    expect(await leaving).toEqual({ type: 'page-left', seat });
  });

  test('two pages of one person hear the same output, and each its own answers', async () => {
    const { who, id, token } = await ready();
    const [one, two] = [await pageOf(who), await pageOf(who)];
    const seat = String((await joined(one, id)).seat);
    await joined(two, id);
    const { agent } = await agentOf(token);
    await sleep(50);
    const both = Promise.all([one.wait('terminal-output'), two.wait('terminal-output')]);
    agent.say({ type: 'terminal-output', terminal: '1', at: 0, data: 'aGk=' });
    await both;
    agent.say({ type: 'terminal-input-ack', to: seat, ...stream, upTo: 3 });
    await one.wait('terminal-input-ack');
    expect(two.heard.some(({ type }) => type === 'terminal-input-ack')).toBe(false);
  });

  test('without an agent a page is told so, and files are refused by their id', async () => {
    const { who, id } = await ready();
    const page = await pageOf(who);
    await joined(page, id);
    const told = await page.ask(
      { type: 'terminal-open', lab: id, ...stream, ...size, after: null },
      'lab-agent',
    );
    expect(told).toMatchObject({ connected: false });
    const refused = await page.ask({ type: 'lab-file', id: 'f1', lab: id, ask: { op: 'list' } }, 'refused');
    expect(refused).toMatchObject({ id: 'f1', code: 'UNAVAILABLE' });
  });

  test('an agent that is lost is told of, and its machine looked at', async () => {
    const { who, id, token } = await ready();
    const page = await pageOf(who);
    await joined(page, id);
    const { agent } = await agentOf(token);
    await page.wait('lab-agent', (one) => one.connected === true).catch(() => undefined);
    const machine = labs.runtime.machines.get(`${id}.1`);
    if (machine) machine.state = { phase: 'ended', reason: 'It used too much.' };
    const gone = page.wait('lab-agent', (one) => one.connected === false);
    agent.close();
    await gone;
    const changed = page.wait('lab-changed');
    await expect
      .poll(async () => {
        await labs.work();
        return (await labs.ask(who, 'query ($id: ID!) { labSession(id: $id) { state detail } }', {
          id,
        })) as unknown;
      })
      .toMatchObject({ state: 'PAUSED', detail: expect.stringContaining('It used too much.') });
    await changed;
  });
});

describe('the token of an agent', () => {
  test('opens one connection: it is dead once the next one is confirmed', async () => {
    const { token } = await ready();
    const { next } = await agentOf(token);
    await sleep(50);
    const thief = await dialAgent();
    expect(await thief.ask({ type: 'agent-hello', token }, 'agent-refused')).toBeTruthy();
    // The agent itself goes on with the next one, and the connection before is closed.
    const { agent: again } = await agentOf(next);
    expect(again.isOpen()).toBe(true);
  });

  test('is good still when the server died between welcome and ready', async () => {
    const { token } = await ready();
    const cut = await dialAgent();
    await cut.ask({ type: 'agent-hello', token }, 'agent-welcome');
    cut.close();
    const { agent } = await agentOf(token);
    await sleep(50);
    expect(agent.heard.map(({ type }) => type)).toEqual(['agent-welcome']);
  });

  test('can not be used to greet over and over: whoever does is refused for the rest of a minute', async () => {
    const { id, token } = await ready();
    const answers: Message[] = [];
    for (let i = 0; i < LABS.hellos + 5; i++) {
      const agent = await dialAgent();
      agent.say({ type: 'agent-hello', token });
      await expect.poll(() => agent.heard.length, { interval: 5 }).toBe(1);
      answers.push(...agent.heard);
      agent.close();
    }
    const types = answers.map(({ type }) => type);
    expect(types.filter((type) => type === 'agent-welcome').length).toBeLessThanOrEqual(LABS.hellos);
    expect(types.slice(-5)).toEqual(Array(5).fill('agent-refused'));
    await labs.api.sql(
      `UPDATE lab_sessions SET hellos_since = hellos_since - interval '61 seconds' WHERE id = $1`,
      [id],
    );
    const { agent } = await agentOf(token);
    await sleep(50);
    expect(agent.heard.map(({ type }) => type)).toEqual(['agent-welcome']);
  });

  test('the newest agent is the one: the connection before it is closed', async () => {
    const { token } = await ready();
    const { agent, next } = await agentOf(token);
    await sleep(50);
    await agentOf(next);
    await expect.poll(() => agent.isOpen()).toBe(false);
  });

  test.each([
    ['nothing', ''],
    ['another shape', 'lss_x.1.abc'],
    ['a made up one', `lss_01ARZ3NDEKTSV4RRFFQ69G5FAV.1.${'A'.repeat(32)}`],
  ])('%s is refused', async (_name, token) => {
    const agent = await dialAgent();
    expect(await agent.ask({ type: 'agent-hello', token }, 'agent-refused')).toBeTruthy();
  });

  test('of a machine that is paused or replaced is worth nothing', async () => {
    const { who, id, token } = await ready();
    await labs.ask(who, 'mutation ($id: ID!) { pauseLab(sessionId: $id) { id } }', { id });
    const agent = await dialAgent();
    expect(await agent.ask({ type: 'agent-hello', token }, 'agent-refused')).toBeTruthy();
    await labs.work();
    await labs.ask(who, 'mutation ($id: ID!) { resumeLab(sessionId: $id) { id } }', { id });
    await labs.work();
    expect(await agent.ask({ type: 'agent-hello', token }, 'agent-refused')).toBeTruthy();
  });

  test('T4 is no ticket, and no ticket is it', async () => {
    const { who, token } = await ready();
    const page = await dial('graphql-transport-ws', { origin: ORIGIN });
    page.say({ type: 'connection_init', payload: { ticket: token } });
    await expect.poll(() => page.isOpen()).toBe(false);
    const agent = await dialAgent();
    expect(
      await agent.ask({ type: 'agent-hello', token: await ticketOf(who.browser) }, 'agent-refused'),
    ).toBeTruthy();
    const answer = await labs.api.person().send({
      body: JSON.stringify({ query: '{ currentUser { id } }' }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(401);
  });
});

describe('a page that is open', () => {
  const seenAt = async (id: string) => {
    const [row] = await labs.api.sql('SELECT seen_at FROM lab_sessions WHERE id = $1', [id]);
    return Date.now() - Date.parse(String(row?.seen_at));
  };
  const longAgo = (id: string) =>
    labs.api.sql(`UPDATE lab_sessions SET seen_at = now() - interval '1 hour' WHERE id = $1`, [id]);
  const stateOf = async (who: Member, id: string) =>
    ((await labs.ask(who, 'query ($id: ID!) { labSession(id: $id) { state } }', { id })) as { state: string })
      .state;

  test('counts as somebody who is there, until it is closed', async () => {
    const { who, id } = await ready();
    const page = await pageOf(who);
    await joined(page, id);
    await longAgo(id);
    await sweep(labs.ctx(), labs.shop);
    await labs.work();
    expect(await stateOf(who, id)).toBe('READY');
    await longAgo(id);
    page.close();
    await expect.poll(() => seenAt(id)).toBeLessThan(60_000);
    await longAgo(id);
    await sweep(labs.ctx(), labs.shop);
    await labs.work();
    expect(await stateOf(who, id)).toBe('PAUSED');
  });

  test('of somebody else does not: to leave a lab one has to be in it', async () => {
    const { id } = await ready();
    await longAgo(id);
    const eve = await pageOf(await labs.members.account());
    eve.say({ type: 'leave-lab', lab: id });
    await eve.ask({ type: 'join-lab', id: 'j', lab: id }, 'refused');
    expect(await seenAt(id)).toBeGreaterThan(3_000_000);
  });
});

describe('others', () => {
  test('can neither look at nor type into a terminal that is not theirs', async () => {
    const { id, token } = await ready();
    const { agent } = await agentOf(token);
    await sleep(50);
    const eve = await labs.members.account();
    const page = await pageOf(eve);
    expect(await page.ask({ type: 'join-lab', id: 'j', lab: id }, 'refused')).toMatchObject({
      id: 'j',
      code: 'NOT_FOUND',
    });
    for (const message of [
      { type: 'terminal-open', lab: id, ...stream, ...size, after: null },
      { type: 'terminal-input', lab: id, ...stream, at: 0, data: 'rm -rf ~\r' },
      { type: 'terminal-close', lab: id, ...stream },
      { type: 'lab-file', id: 'f', lab: id, ask: { op: 'read', path: 'answer.txt', at: 0 } },
    ])
      expect(await page.ask(message, 'refused'), message.type).toMatchObject({ code: 'FORBIDDEN' });
    agent.say({ type: 'terminal-output', terminal: '1', at: 0, data: 'aGk=' });
    await sleep(100);
    expect(page.heard.some(({ type }) => type === 'terminal-output')).toBe(false);
    expect(agent.heard.map(({ type }) => type)).toEqual(['agent-welcome']);
  });

  test('an agent reaches its own pages only: it can name no other lab, no other seat', async () => {
    const [mine, theirs] = [await ready(), await ready()];
    const victim = await pageOf(theirs.who);
    const seat = String((await joined(victim, theirs.id)).seat);
    const { agent } = await agentOf(mine.token);
    await sleep(50);
    agent.say({ type: 'terminal-output', terminal: '1', at: 0, data: 'aGk=', lab: theirs.id });
    agent.say({ type: 'terminal-output', terminal: '1', at: 0, data: 'aGk=', to: seat });
    agent.say({ type: 'lab-file-answer', to: seat, id: 'f', answer: { op: 'remove', path: 'x' } });
    await sleep(150);
    expect(
      victim.heard.filter(({ type }) => type.startsWith('terminal') || type.startsWith('lab-file')),
    ).toEqual([]);
  });

  test('an agent gets nothing of what people get: no room, no subscription, no lab of its owner', async () => {
    const { id, token } = await ready();
    const { agent } = await agentOf(token);
    await sleep(50);
    expect(await agent.ask({ type: 'join-lab', id: 'j', lab: id }, 'refused')).toMatchObject({
      code: 'NOT_FOUND',
    });
    const group = 'grp_01ARZ3NDEKTSV4RRFFQ69G5FAV';
    expect(await agent.ask({ type: 'join-study-group', id: 'g', group, after: 0 }, 'refused')).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    const query = `subscription { labStatusChanged(sessionId: "${id}") { id } }`;
    expect(await agent.ask({ type: 'subscribe', id: 's', payload: { query } }, 'error')).toBeTruthy();
  });

  test('a page of another site can not pass for an agent', async () => {
    await expect(dial(AGENT_PROTOCOL, { origin: 'https://evil.example' })).rejects.toThrow('403');
    await expect(dial(AGENT_PROTOCOL, { origin: ORIGIN })).rejects.toThrow('400');
  });

  test('who has not said who they are is refused; so is a page that speaks as an agent', async () => {
    const { who, id } = await ready();
    const agent = await dialAgent();
    expect(
      await agent.ask({ type: 'terminal-output', terminal: '1', at: 0, data: 'aGk=' }, 'agent-refused'),
    ).toBeTruthy();
    const page = await pageOf(who);
    await joined(page, id);
    expect(
      await page.ask({ type: 'terminal-output', terminal: '1', at: 0, data: 'aGk=' }, 'agent-refused'),
    ).toBeTruthy();
    expect(await page.ask({ type: 'agent-ready', token: 'x' }, 'agent-refused')).toBeTruthy();
  });

  test.each([
    ['another terminal', { type: 'terminal-open', ...size, terminal: '3', stream: 's', after: null }],
    ['a size that is none', { type: 'terminal-resize', ...stream, cols: 0, rows: 1e9 }],
    ['a number that is none', { type: 'terminal-input', ...stream, at: -1, data: 'x' }],
    ['too much', { type: 'terminal-input', ...stream, at: 0, data: 'x'.repeat(20_000) }],
    ['no ask', { type: 'lab-file', id: 'f' }],
    ['a long path', { type: 'lab-file', id: 'f', ask: { op: 'read', path: 'x'.repeat(500), at: 0 } }],
  ])('%s is refused, and the connection goes on', async (_name, message) => {
    const { who, id } = await ready();
    const page = await pageOf(who);
    await joined(page, id);
    expect(await page.ask({ ...message, lab: id }, 'refused')).toMatchObject({ code: 'BAD_INPUT' });
    expect(await joined(page, id)).toBeTruthy();
  });
});

test('labStatusChanged tells who started the lab, and a stranger gets an error', async () => {
  const { who, id } = await ready();
  const [page, eves] = [await pageOf(who), await pageOf(await labs.members.account())];
  const query = `subscription { labStatusChanged(sessionId: "${id}") { id state version } }`;
  page.say({ type: 'subscribe', id: 's', payload: { query } });
  expect(await eves.ask({ type: 'subscribe', id: 's', payload: { query } }, 'error')).toBeTruthy();
  await sleep(50);
  const told = page.wait('next', ({ payload }) => JSON.stringify(payload).includes('PAUSED'));
  await labs.ask(who, 'mutation ($id: ID!) { pauseLab(sessionId: $id) { id } }', { id });
  await labs.work();
  expect(await told).toMatchObject({
    id: 's',
    payload: { data: { labStatusChanged: { id, state: 'PAUSED' } } },
  });
  expect(eves.heard.some(({ type }) => type === 'next')).toBe(false);
});
