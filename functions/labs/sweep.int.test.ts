import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Live } from '../platform/realtime/live.ts';
import { sweep } from './sweep.ts';
import { startLabs, type TestLabs } from './testing/labs.ts';
import { learnersOf } from './testing/learners.ts';

let labs: TestLabs;
const { start, see, change, reset, ready, later } = learnersOf(() => labs);

beforeAll(async () => {
  labs = await startLabs();
});

afterAll(() => labs.stop());

beforeEach(() => {
  Object.assign(labs.runtime, { next: {}, capacity: 10 });
  labs.runtime.machines.clear();
});

const stateOf = async (one: Awaited<ReturnType<typeof ready>>) => (await see(one.who, one.id)).state;
const set = (id: string, what: string) => labs.api.sql(`UPDATE lab_sessions SET ${what} WHERE id = $1`, [id]);

test('what fails for one machine is no reason to leave the others, nor those who wait', async () => {
  const [broken, over, idle] = [await ready(), await ready(), await ready()];
  labs.runtime.capacity = 3;
  const who = await labs.members.guest();
  const waiting = { who, id: (await start(who)).id, machine: '' };
  await labs.work();
  await set(broken.id, `expires_at = now() - interval '2 hours', seen_at = now() - interval '2 hours'`);
  await set(over.id, `expires_at = now() - interval '1 hour'`);
  await set(idle.id, `seen_at = now() - interval '1 hour'`);
  const state = labs.runtime.state;
  labs.runtime.state = async (id) => {
    if (id === broken.machine) throw new Error('The cluster answered 500.');
    return state(id);
  };
  labs.runtime.tidy = () => Promise.reject(new Error('The cluster answered 500.'));
  labs.runtime.lacks = () => Promise.reject(new Error('The cluster answered 500.'));
  try {
    await sweep(labs.ctx(), labs.shop);
  } finally {
    labs.runtime.state = state;
    labs.runtime.tidy = undefined;
    labs.runtime.lacks = async () => undefined;
  }
  await labs.work();
  expect(await stateOf(broken)).toBe('READY');
  expect(await stateOf(over)).toBe('ENDED');
  expect(await stateOf(idle)).toBe('PAUSED');
  expect(await stateOf(waiting)).toBe('READY');
});

test('whose time is up comes first, however many have been there for longer; each is looked at in turn', async () => {
  const over = await ready();
  await set(over.id, `expires_at = now() - interval '1 minute'`);
  await labs.api.sql(`INSERT INTO users (id, guest, created_at)
    SELECT 'usr_crowd' || n, true, now() FROM generate_series(1, 250) n`);
  await labs.api.sql(
    `INSERT INTO lab_sessions (id, user_id, lab_id, state, kind, machine, machine_exists, created_at, state_since,
       ready_at, expires_at, seen_at)
     SELECT 'lss_crowd' || n, 'usr_crowd' || n, $1, 'ready', 'sandbox', 1, true, now() - interval '1 day',
       now() - interval '1 day', now() - interval '1 day', now() + interval '1 hour', now()
     FROM generate_series(1, 250) n`,
    [await labs.labId('first-lab')],
  );
  try {
    await sweep(labs.ctx(), labs.shop);
    const [outcome] = await labs.api.sql('SELECT state FROM lab_sessions WHERE id = $1', [over.id]);
    expect(outcome?.state).toBe('ended');
    await sweep(labs.ctx(), labs.shop);
    const [left] = await labs.api.sql(
      `SELECT count(*)::int AS n FROM lab_sessions WHERE user_id LIKE 'usr_crowd%' AND looked_at IS NULL`,
    );
    expect(left?.n).toBe(0);
  } finally {
    await labs.api.sql(`DELETE FROM users WHERE id LIKE 'usr_crowd%'`);
  }
});

test('whoever has the page open is there, also who only reads', async () => {
  const [reads, left] = [await ready(), await ready()];
  await set(reads.id, `seen_at = now() - interval '1 hour'`);
  await set(left.id, `seen_at = now() - interval '1 hour'`);
  const live = {
    rooms: { occupants: async (room: string) => (room === `lab:${reads.id}` ? [{}] : []) },
  } as unknown as Live;
  const ctx = labs.ctx();
  const withPages = { ...ctx, services: { ...ctx.services, live: async () => live } };
  await sweep(withPages, labs.shop);
  await labs.work();
  expect(await stateOf(reads)).toBe('READY');
  expect(await stateOf(left)).toBe('PAUSED');
  // From now on it has twenty minutes again.
  await sweep(labs.ctx(), labs.shop);
  await labs.work();
  expect(await stateOf(reads)).toBe('READY');
});

test('whoever resumes, resets or had to wait is there, however long they were away', async () => {
  const [resumed, again, waited] = [await ready(), await ready(), await ready()];
  await change(resumed.who, 'pauseLab', resumed.id);
  await labs.work();
  for (const { id } of [resumed, again, waited]) await set(id, `seen_at = now() - interval '2 hours'`);
  await change(resumed.who, 'resumeLab', resumed.id);
  await reset(again.who, again.id);
  await set(waited.id, `state = 'starting', ready_at = NULL`);
  const { bringMachine } = await import('./machines.ts');
  await bringMachine(labs.ctx(), labs.shop, waited.id);
  await labs.work();
  await sweep(labs.ctx(), labs.shop);
  await labs.work();
  for (const one of [resumed, again, waited]) expect(await stateOf(one)).toBe('READY');
  await sweep(later(21), labs.shop);
  await labs.work();
  expect(await stateOf(resumed)).toBe('PAUSED');
});
