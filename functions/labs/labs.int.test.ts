import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Member } from '../../test/support/accounts.ts';
import { bringMachine } from './machines.ts';
import { sweep } from './sweep.ts';
import { startLabs, type TestLabs } from './testing/labs.ts';
import { AGENT, anArchive, LIMITS, learnersOf, type Session } from './testing/learners.ts';

let labs: TestLabs;
let first: string;
let second: string;

beforeAll(async () => {
  labs = await startLabs();
  [first, second] = [await labs.labId('first-lab'), await labs.labId('second-lab')];
});

afterAll(() => labs.stop());

beforeEach(() => {
  Object.assign(labs.runtime, { next: {}, capacity: 10 });
  labs.runtime.machines.clear();
  labs.runtime.made.length = 0;
});

const { start, see, change, check, complete, hint, reset, ready, write, madeFor, later } = learnersOf(
  () => labs,
);

describe('a machine', () => {
  test('comes for who starts a lab, with the files of the lab and a token of its own', async () => {
    const { who, id, machine } = await ready();
    const session = await see(who, id);
    expect(session.expiresAt && Date.parse(session.expiresAt) - Date.now()).toBeGreaterThan(59 * 60_000);
    expect(session.secondsLeft).toBeGreaterThan(59 * 60);
    expect(session.secondsLeft).toBeLessThanOrEqual(60 * 60);
    const made = labs.runtime.machines.get(machine);
    expect(made?.files).toEqual({ 'answer.txt': 'nothing\n', 'tool.sh': '#!/bin/sh\n' });
    expect(made?.token).toMatch(new RegExp(`^${machine.replace('.', '\\.')}\\.[\\w-]{32}$`));
    const [row] = await labs.api.sql('SELECT lab_sessions::text AS all FROM lab_sessions WHERE id = $1', [
      id,
    ]);
    expect(String(row?.all)).not.toContain(made?.token.split('.').at(-1));
  });

  test('a visitor becomes a guest by starting', async () => {
    const visitor = { browser: labs.api.person() } as Member;
    expect((await start(visitor)).state).toBe('STARTING');
    const user = await labs.ask(visitor, '{ currentUser { guest } }');
    expect(user).toEqual({ guest: true });
  });

  test('L3 one intent is one lab: pressed five times at once, and again later', async () => {
    const who = await labs.members.guest();
    const all = await Promise.all(Array.from({ length: 5 }, () => start(who)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    await labs.work();
    expect((await start(who)).id).toBe(all[0]?.id);
    await labs.work();
    expect(madeFor(all[0]?.id)).toEqual([`${all[0]?.id}.1`]);
  });

  test('L3 a worker that dies after it asked for the machine leaves it to the next one, and there is one', async () => {
    const who = await labs.members.guest();
    const { id } = await start(who);
    // Killed: nothing is written down, and its hold on the session runs out.
    labs.runtime.next.phase = { phase: 'starting' };
    await labs.runtime.start({
      id: `${id}.1`,
      archive: await anArchive(),
      limits: LIMITS,
      agent: AGENT,
      endsAt: new Date(),
    });
    await labs.api.sql(`UPDATE lab_sessions SET held_until = now() + interval '1 second' WHERE id = $1`, [
      id,
    ]);
    setTimeout(() => {
      const machine = labs.runtime.machines.get(`${id}.1`);
      if (machine) machine.state = { phase: 'ready' };
    }, 300);
    expect(await labs.work()).toEqual([]);
    expect((await see(who, id)).state).toBe('READY');
    expect(madeFor(id)).toEqual([`${id}.1`]);
  });

  test('two workers at once make one', async () => {
    const who = await labs.members.guest();
    const { id } = await start(who);
    await Promise.all([1, 2, 3].map(() => bringMachine(labs.ctx(), labs.shop, id)));
    expect(madeFor(id)).toEqual([`${id}.1`]);
    expect((await see(who, id)).state).toBe('READY');
  });

  test('that can not be made says why, and its place is free again', async () => {
    const who = await labs.members.guest();
    labs.runtime.next.phase = { phase: 'failed', reason: 'The image could not be pulled.' };
    const { id } = await start(who);
    await labs.work();
    expect(await see(who, id)).toMatchObject({ state: 'FAILED', detail: 'The image could not be pulled.' });
    expect(labs.runtime.machines.has(`${id}.1`)).toBe(false);
    labs.runtime.next = {};
    const again = await start(who);
    expect(again.id).not.toBe(id);
    await labs.work();
    expect((await see(who, again.id)).state).toBe('READY');
  });

  test('L3 that does not come in time is given up, and stopped', async () => {
    const who = await labs.members.guest();
    const { id } = await start(who);
    labs.runtime.next.phase = { phase: 'starting' };
    await labs.runtime.start({
      id: `${id}.1`,
      archive: await anArchive(),
      limits: LIMITS,
      agent: AGENT,
      endsAt: new Date(),
    });
    await sweep(later(4), labs.shop);
    expect((await see(who, id)).state).toBe('STARTING');
    await sweep(later(6), labs.shop);
    await labs.work();
    expect(await see(who, id)).toMatchObject({
      state: 'FAILED',
      detail: expect.stringContaining('5 minutes'),
    });
    expect(labs.runtime.machines.size).toBe(0);
  });

  test('is waited for in order when all are in use, and comes when one is given back', async () => {
    const one = await ready();
    labs.runtime.capacity = 1;
    const [two, three] = [await labs.members.guest(), await labs.members.guest()];
    const [twos, threes] = [await start(two), await start(three)];
    await labs.work();
    expect(await see(two, twos.id)).toMatchObject({ state: 'WAITING', place: 1 });
    expect(await see(three, threes.id)).toMatchObject({ state: 'WAITING', place: 2 });
    await change(one.who, 'endLab', one.id);
    await labs.work();
    expect(await see(two, twos.id)).toMatchObject({ state: 'READY', place: null });
    expect(await see(three, threes.id)).toMatchObject({ state: 'WAITING', place: 1 });
    await change(two, 'endLab', twos.id);
    await labs.work();
    expect((await see(three, threes.id)).state).toBe('READY');
  });

  test('one person has two at a time', async () => {
    const { who } = await ready();
    expect((await start(who, second)).state).toBe('STARTING');
    expect(await start(who, await labs.labId('fourth-lab'))).toBe('FORBIDDEN');
  });

  test('where a lab can not run, it says so before it starts', async () => {
    await sweep(labs.ctx(), labs.shop);
    const who = await labs.members.guest();
    const lab = await labs.ask(who, '{ lab(slug: "third-lab") { unavailable machine } }');
    expect(lab).toEqual({ unavailable: 'This lab needs a cluster.', machine: null });
    expect(await labs.ask(who, '{ lab(slug: "first-lab") { unavailable machine } }')).toEqual({
      unavailable: null,
      machine: 'SANDBOX',
    });
    expect(await start(who, await labs.labId('third-lab'))).toBe('UNAVAILABLE');
  });
});

describe('pausing', () => {
  test('keeps the files and gives the machine back; resuming goes on with them, in the time that is left', async () => {
    const { who, id, machine } = await ready();
    write(machine, 'half done\n');
    expect(await change(who, 'pauseLab', id)).toMatchObject({ state: 'PAUSED', expiresAt: null });
    await labs.work();
    expect(labs.runtime.machines.has(machine)).toBe(false);
    expect((await see(who, id)).detail).toBeNull();
    expect(await change(who, 'resumeLab', id)).toMatchObject({ state: 'STARTING' });
    await labs.work();
    expect(labs.runtime.machines.get(`${id}.2`)?.files['answer.txt']).toBe('half done\n');
    expect((await see(who, id)).state).toBe('READY');
  });

  test('resuming waits until the files are kept', async () => {
    const { who, id } = await ready();
    await change(who, 'pauseLab', id);
    expect(await change(who, 'resumeLab', id)).toBe('CONFLICT');
  });

  test('a machine that does not answer gives what was saved before, or the lab goes on with older files and says so', async () => {
    const { who, id, machine } = await ready();
    const ends = (one: string) => {
      const found = labs.runtime.machines.get(one);
      if (found) found.state = { phase: 'ended', reason: 'It ended.' };
    };
    ends(machine);
    labs.runtime.salvaged.set(machine, await anArchive('salvaged\n'));
    await change(who, 'pauseLab', id);
    await labs.work();
    await change(who, 'resumeLab', id);
    await labs.work();
    expect(labs.runtime.machines.get(`${id}.2`)?.files['answer.txt']).toBe('salvaged\n');
    ends(`${id}.2`);
    await change(who, 'pauseLab', id);
    await labs.work();
    expect((await see(who, id)).detail).toContain('before its files could be kept');
  });

  test('a lab whose machine ended by itself is paused with the reason, at the next look', async () => {
    const { who, id, machine } = await ready();
    const found = labs.runtime.machines.get(machine);
    if (found)
      found.state = { phase: 'ended', reason: 'The lab used more than 64 MB of memory and was ended.' };
    await sweep(labs.ctx(), labs.shop);
    await labs.work();
    expect(await see(who, id)).toMatchObject({
      state: 'PAUSED',
      detail: expect.stringContaining('64 MB of memory'),
    });
  });

  test('who stays away is paused after 20 minutes; whose time is up, ended', async () => {
    const [idle, over] = [await ready(), await ready(second)];
    await sweep(later(21), labs.shop);
    await labs.work();
    expect(await see(idle.who, idle.id)).toMatchObject({
      state: 'PAUSED',
      detail: expect.stringContaining('20 minutes'),
    });
    await change(over.who, 'resumeLab', over.id);
    await labs.work();
    expect((await see(over.who, over.id)).state).toBe('READY');
    await sweep(later(70), labs.shop);
    await labs.work();
    expect(await see(over.who, over.id)).toMatchObject({
      state: 'ENDED',
      detail: expect.stringContaining('time was up'),
    });
    expect(labs.runtime.machines.size).toBe(0);
  });

  test('half an hour more, once', async () => {
    const { who, id } = await ready();
    const before = Date.parse((await see(who, id)).expiresAt ?? '');
    const extended = (await change(who, 'extendLab', id)) as Session;
    expect(Date.parse(extended.expiresAt ?? '') - before).toBe(30 * 60_000);
    expect(extended.canExtend).toBe(false);
    expect(await change(who, 'extendLab', id)).toBe('CONFLICT');
  });

  test('L3 machines of nobody are stopped, after a while in which somebody may still write them down', async () => {
    const { id, machine, who } = await ready();
    await labs.api.sql('DELETE FROM users WHERE id = $1', [who.userId]);
    await sweep(later(1), labs.shop);
    expect(labs.runtime.machines.has(machine)).toBe(true);
    await sweep(later(3), labs.shop);
    expect(labs.runtime.machines.has(machine)).toBe(false);
    expect(id).toBeTruthy();
  });

  test('ending takes the machine and the kept files away', async () => {
    const { who, id } = await ready();
    await change(who, 'pauseLab', id);
    await labs.work();
    expect(await labs.objects.list(`labs/${id}/`)).toHaveLength(1);
    expect(await change(who, 'endLab', id)).toMatchObject({ state: 'ENDED' });
    expect(await change(who, 'endLab', id)).toMatchObject({ state: 'ENDED' });
    await labs.work();
    await sweep(labs.ctx(), labs.shop);
    expect(await labs.objects.list(`labs/${id}/`)).toHaveLength(0);
  });
});

describe('checks', () => {
  test('look at what was handed in, count attempts, and pass a step once', async () => {
    const { who, id, machine } = await ready();
    expect(await check(who, id, 'first')).toMatchObject({ state: 'PENDING' });
    await labs.work();
    let { steps } = await see(who, id);
    expect(steps[0]).toMatchObject({
      passedAt: null,
      attempts: 1,
      check: { state: 'FAILED', observed: 'The word is missing.' },
    });
    expect(steps[0]?.check).toMatchObject({ node: { node: 'a', diagram: { slug: 'cache-aside' } } });
    write(machine, 'one\n');
    await check(who, id, 'first');
    await labs.work();
    ({ steps } = await see(who, id));
    expect(steps[0]).toMatchObject({ attempts: 2, check: { state: 'PASSED' } });
    expect(steps[0]?.passedAt).not.toBeNull();
    expect(steps[1]).toMatchObject({ passedAt: null, attempts: 0, check: null });
  });

  test('the same key is the same check, and one is under way at a time', async () => {
    const { who, id } = await ready();
    const [a, b] = await Promise.all([
      check(who, id, 'first', 'key-12345'),
      check(who, id, 'first', 'key-12345'),
    ]);
    expect((a as { id: string }).id).toBe((b as { id: string }).id);
    expect(await check(who, id, 'second')).toBe('CONFLICT');
    expect(await complete(who, await labs.labId('first-lab'), 'key-23456')).toBe('CONFLICT');
    await labs.work();
    expect((await see(who, id)).steps[0]?.attempts).toBe(1);
    expect(await check(who, id, 'third')).toBe('BAD_INPUT');
  });

  test('of two steps and a hand-in that are asked for at once, one is checked', async () => {
    const { who, id } = await ready();
    const lab = await labs.labId('first-lab');
    const answers = await Promise.all([
      check(who, id, 'first'),
      check(who, id, 'second'),
      complete(who, lab, 'key-34567'),
    ]);
    expect(answers.filter((answer) => answer === 'CONFLICT')).toHaveLength(2);
  });

  test('a check that can not be made is broken and says so, never passed', async () => {
    const { who, id, machine } = await ready();
    write(machine, 'one two\n');
    labs.runtime.next.failFresh = new Error('No room.');
    await check(who, id, 'first');
    await labs.work();
    expect((await see(who, id)).steps[0]).toMatchObject({
      passedAt: null,
      check: { state: 'BROKEN', observed: expect.stringContaining('No room') },
    });
    labs.runtime.next = {};
    await check(who, id, 'first');
    labs.runtime.machines.delete(machine);
    await labs.work();
    expect((await see(who, id)).steps[0]).toMatchObject({ passedAt: null, check: { state: 'BROKEN' } });
  });

  test('one that no worker finished in two minutes ends, and can be asked for again', async () => {
    const { who, id } = await ready();
    await check(who, id, 'first');
    await labs.api.sql('UPDATE outbox SET sent_at = now() WHERE sent_at IS NULL');
    await sweep(later(3), labs.shop);
    expect((await see(who, id)).steps[0]?.check?.state).toBe('BROKEN');
    expect(await check(who, id, 'first')).toMatchObject({ state: 'PENDING' });
  });

  test('resetting a step goes back to when it began; resetting all, to the beginning', async () => {
    const { who, id, machine } = await ready();
    expect(await reset(who, id, 'second')).toBe('CONFLICT');
    write(machine, 'one\n');
    await check(who, id, 'first');
    await labs.work();
    write(machine, 'one, and nonsense\n');
    expect(await reset(who, id, 'second')).toMatchObject({ state: 'STARTING' });
    await labs.work();
    expect(labs.runtime.machines.get(`${id}.2`)?.files['answer.txt']).toBe('one\n');
    expect(labs.runtime.machines.has(machine)).toBe(false);
    expect((await see(who, id)).steps[0]?.passedAt).not.toBeNull();
    await reset(who, id);
    await labs.work();
    expect(labs.runtime.machines.get(`${id}.3`)?.files['answer.txt']).toBe('nothing\n');
    expect((await see(who, id)).steps[0]?.passedAt).toBeNull();
  });
});

describe('handing in', () => {
  test('checks all steps, keeps what was handed in, and completes the lab once', async () => {
    const { who, id, machine } = await ready();
    write(machine, 'one\n');
    expect(await complete(who, first, 'key-first')).toMatchObject({ state: 'PENDING', attempt: 1 });
    await labs.work();
    let session = await see(who, id);
    expect(session.submission).toMatchObject({
      state: 'FAILED',
      attempt: 1,
      files: [{ path: 'answer.txt', text: 'one\n' }],
      checks: [
        { step: 'first', state: 'PASSED' },
        { step: 'second', state: 'FAILED' },
      ],
    });
    expect(session.result).toBeNull();
    write(machine, 'one two\n');
    await hint(who, id, 'first', 1);
    await complete(who, first, 'key-second');
    expect(await complete(who, first, 'key-second')).toMatchObject({ attempt: 2 });
    await labs.work();
    session = await see(who, id);
    expect(session.submission).toMatchObject({ state: 'PASSED', attempt: 2 });
    expect(session.result).toMatchObject({
      hints: 1,
      withSolution: false,
      skills: [{ skill: { id: 'caching.basics' }, doneBefore: 0, doneAfter: 1, total: 6 }],
    });
    const [count] = await labs.api.sql(
      `SELECT count(*)::int AS n FROM outbox WHERE type = 'labs.lab-completed' AND payload->>'userId' = $1`,
      [who.userId],
    );
    await complete(who, first, 'key-third');
    await labs.work();
    const [after] = await labs.api.sql(
      `SELECT count(*)::int AS n FROM outbox WHERE type = 'labs.lab-completed' AND payload->>'userId' = $1`,
      [who.userId],
    );
    expect([count?.n, after?.n]).toEqual([1, 1]);
  });

  test('works from files alone, without a machine; others than the lab asks for are refused', async () => {
    const who = await labs.members.guest();
    const files = (text: string, path = 'answer.txt') => [{ path, text }];
    expect(await complete(who, first, 'key-files', files('one two'))).toMatchObject({ state: 'PENDING' });
    await labs.work();
    const lab = await labs.ask(who, '{ lab(slug: "first-lab") { completedAt } }');
    expect(lab).toEqual({ completedAt: expect.any(String) });
    expect(await complete(who, first, 'key-other', files('x', '../../etc/passwd'))).toBe('BAD_INPUT');
    expect(await complete(who, first, 'key-large', files('x'.repeat(600_000)))).toBe('BAD_INPUT');
    expect(await complete(who, first, 'key-none')).toBe('CONFLICT');
  });
});

describe('help', () => {
  test('hints come one after the other, and the solution when it is asked for', async () => {
    const { who, id } = await ready();
    expect(await hint(who, id, 'first', 2)).toBe('CONFLICT');
    expect(await hint(who, id, 'first', 4)).toBe('BAD_INPUT');
    await hint(who, id, 'first', 1);
    const opened = (await hint(who, id, 'first', 2)) as Session;
    expect(opened.steps[0]?.hints).toEqual(['Hint A', 'Hint B']);
    expect(opened.solution).toBeNull();
    const revealed = (await change(who, 'revealLabSolution', id)) as Session;
    expect(revealed.solution?.script).toContain('echo one two');
  });
});

test('Z nobody else sees a session or does anything with it', async () => {
  const { id } = await ready();
  const eve = await labs.members.account();
  expect(await see(eve, id)).toBeNull();
  for (const name of ['extendLab', 'pauseLab', 'resumeLab', 'endLab', 'resetLab', 'revealLabSolution'])
    expect(await change(eve, name, id), name).toBe('NOT_FOUND');
  expect(await check(eve, id, 'first')).toBe('NOT_FOUND');
  expect(await hint(eve, id, 'first', 1)).toBe('NOT_FOUND');
  expect(await labs.ask(eve, '{ labSessions { id } }')).toEqual([]);
});

test('an account gets what its guest did', async () => {
  const { who, id } = await ready();
  const { mergeLabs } = await import('./completions.store.ts');
  const account = await labs.members.account();
  await mergeLabs(labs.ctx().db, who.userId, account.userId);
  expect((await see(account, id)).state).toBe('READY');
  expect(await see(who, id)).toBeNull();
});
