import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bringMachine } from './machines.ts';
import { startLabs, type TestLabs } from './testing/labs.ts';
import { learnersOf } from './testing/learners.ts';

let labs: TestLabs;
const { start, see, change, reset, ready } = learnersOf(() => labs);

beforeAll(async () => {
  labs = await startLabs();
});

afterAll(() => labs.stop());

beforeEach(async () => {
  Object.assign(labs.runtime, { next: {}, capacity: 10 });
  labs.runtime.machines.clear();
  await labs.api.sql(
    `UPDATE lab_sessions SET state = 'ended', machine_exists = false, given_back_at = NULL, held_until = NULL`,
  );
});

/** Somebody who has just asked for a lab. */
async function asked() {
  const who = await labs.members.guest();
  return { who, id: (await start(who)).id };
}

describe('who waits for a machine', () => {
  test('gets it before who asks when one becomes free', async () => {
    labs.runtime.capacity = 1;
    const one = await ready();
    const waiter = await asked();
    await labs.work();
    await change(one.who, 'endLab', one.id);
    const newcomer = await asked();
    await labs.work();
    expect((await see(waiter.who, waiter.id)).state).toBe('READY');
    expect(await see(newcomer.who, newcomer.id)).toMatchObject({ state: 'WAITING', place: 1 });
  });

  test('gets it before who asks in the moment when it is called', async () => {
    labs.runtime.capacity = 1;
    const one = await ready();
    const waiter = await asked();
    await labs.work();
    await change(one.who, 'endLab', one.id);
    await bringMachine(labs.ctx(), labs.shop, one.id);
    expect((await see(waiter.who, waiter.id)).state).toBe('STARTING');
    const newcomer = await asked();
    await bringMachine(labs.ctx(), labs.shop, newcomer.id);
    await labs.work();
    expect((await see(waiter.who, waiter.id)).state).toBe('READY');
    expect((await see(newcomer.who, newcomer.id)).state).toBe('WAITING');
  });

  test('gets the place of a machine that could not be started', async () => {
    labs.runtime.capacity = 1;
    const first = await asked();
    labs.runtime.next.phase = { phase: 'starting' };
    const working = labs.work();
    await expect.poll(() => labs.runtime.machines.size).toBe(1);
    const waiter = await asked();
    await bringMachine(labs.ctx(), labs.shop, waiter.id);
    expect((await see(waiter.who, waiter.id)).state).toBe('WAITING');
    labs.runtime.next = {};
    const machine = labs.runtime.machines.get(`${first.id}.1`);
    if (machine) machine.state = { phase: 'failed', reason: 'The image could not be pulled.' };
    await working;
    await labs.work();
    expect((await see(first.who, first.id)).state).toBe('FAILED');
    expect((await see(waiter.who, waiter.id)).state).toBe('READY');
  });

  test('does not get the machine of somebody who resets', async () => {
    labs.runtime.capacity = 1;
    const one = await ready();
    const waiter = await asked();
    await labs.work();
    await reset(one.who, one.id);
    await labs.work();
    expect((await see(one.who, one.id)).state).toBe('READY');
    expect((await see(waiter.who, waiter.id)).state).toBe('WAITING');
  });

  test('is served with all others once there is room for all', async () => {
    labs.runtime.capacity = 1;
    await ready();
    const waiters = [await asked(), await asked(), await asked()];
    await labs.work();
    labs.runtime.capacity = 10;
    const newcomer = await asked();
    await labs.work();
    expect((await see(newcomer.who, newcomer.id)).state).toBe('WAITING');
    const { sweep } = await import('./sweep.ts');
    await sweep(labs.ctx(), labs.shop);
    await labs.work();
    for (const { who, id } of [...waiters, newcomer]) expect((await see(who, id)).state).toBe('READY');
  });

  test('reads how long it may take by what was given back within the hour, pauses too', async () => {
    labs.runtime.capacity = 3;
    const [one, two, three] = [await ready(), await ready(), await ready()];
    const waiters = [await asked(), await asked(), await asked(), await asked()];
    await labs.work();
    const times = () => Promise.all(waiters.map(async ({ who, id }) => (await see(who, id)).waitSeconds));
    expect(await times()).toEqual([null, null, null, null]);
    await change(one.who, 'pauseLab', one.id);
    await labs.work();
    expect(await times()).toEqual([null, 3600, 7200, 10_800]);
    await change(two.who, 'endLab', two.id);
    await labs.work();
    expect(await times()).toEqual([null, null, 1800, 3600]);
    // What was given back has been, whatever becomes of its lab.
    await change(one.who, 'resumeLab', one.id);
    await labs.work();
    expect((await see(one.who, one.id)).place).toBe(3);
    expect(await times()).toEqual([null, null, 1800, 3600]);
    await labs.api.sql(`UPDATE lab_sessions SET given_back_at = given_back_at - interval '2 hours'`);
    expect(await times()).toEqual([null, null, null, null]);
    expect((await see(three.who, three.id)).waitSeconds).toBeNull();
  });
});

test('a hundred who start at once are all answered: as many as fit get a machine, the others a place', async () => {
  labs.runtime.capacity = 30;
  const people = await Promise.all(Array.from({ length: 100 }, () => labs.members.guest()));
  const labId = await labs.labId('first-lab');
  const sessions = await Promise.all(people.map((who) => start(who, labId)));
  expect(new Set(sessions.map(({ state }) => state))).toEqual(new Set(['STARTING']));
  expect(await labs.work()).toEqual([]);
  const seen = await Promise.all(people.map((who, i) => see(who, sessions[i]?.id ?? '')));
  expect(labs.runtime.machines.size).toBe(30);
  expect(seen.filter(({ state }) => state === 'READY')).toHaveLength(30);
  const waiting = seen
    .map((session, i) => ({ ...session, i }))
    .filter(({ state }) => state === 'WAITING')
    .sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
  expect(waiting.map(({ place }) => place)).toEqual(Array.from({ length: 70 }, (_, i) => i + 1));
  const ready = seen.flatMap(({ state, id }, i) => (state === 'READY' ? [{ id, i }] : []));
  for (const { id, i } of ready.slice(0, 5)) await change(people[i] as never, 'endLab', id);
  await labs.work();
  const next = await Promise.all(waiting.map(({ id, i }) => see(people[i] as never, id)));
  expect(next.flatMap(({ state }, i) => (state === 'READY' ? [i] : []))).toEqual([0, 1, 2, 3, 4]);
  expect(labs.runtime.machines.size).toBe(30);
}, 60_000);
