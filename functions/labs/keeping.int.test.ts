import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Member } from '../../test/support/accounts.ts';
import { LABS } from './limits.ts';
import { sweep } from './sweep.ts';
import { startLabs, type TestLabs } from './testing/labs.ts';
import { learnersOf, type Session } from './testing/learners.ts';

let labs: TestLabs;
const { start, see, change, check, complete, hint, reset, ready, write, later } = learnersOf(() => labs);

beforeAll(async () => {
  labs = await startLabs();
});

afterAll(() => labs.stop());

beforeEach(() => {
  Object.assign(labs.runtime, { next: {}, capacity: 10 });
  labs.runtime.machines.clear();
});

const answerIn = (machine: string) => labs.runtime.machines.get(machine)?.files['answer.txt'];
const machinesOf = (...ids: string[]) =>
  [...labs.runtime.machines.keys()].filter((one) => ids.some((id) => one.startsWith(id)));
const newest = (id: string) => machinesOf(id).at(-1);

/** Somebody who has passed the first step, worked on, and paused. */
async function paused(): Promise<{ who: Member; id: string }> {
  const { who, id, machine } = await ready();
  write(machine, 'one\n');
  await check(who, id, 'first');
  await labs.work();
  write(machine, 'hours of work\n');
  await change(who, 'pauseLab', id);
  await labs.work();
  return { who, id };
}

describe('a machine that does not come', () => {
  test('is tried again as another one: what fails once is not seen', async () => {
    const { who, id } = await paused();
    labs.runtime.next = { failAfterStart: new Error('The cluster answered 500.') };
    await change(who, 'resumeLab', id);
    expect(await labs.work()).toEqual([]);
    expect(await see(who, id)).toMatchObject({ state: 'READY', detail: null });
    expect(machinesOf(id)).toEqual([`${id}.3`]);
    expect(answerIn(`${id}.3`)).toBe('hours of work\n');
  });

  test('leaves a resumed lab paused with its files and the reason', async () => {
    const { who, id } = await paused();
    labs.runtime.next = { failAfterStart: new Error('The cluster answered 500.'), failTimes: LABS.tries };
    await change(who, 'resumeLab', id);
    await labs.work();
    const after = await see(who, id);
    expect(after).toMatchObject({ state: 'PAUSED', detail: expect.stringContaining('cluster answered 500') });
    expect(after.detail).toContain('Your files are kept');
    expect(after.steps[0]?.passedAt).not.toBeNull();
    expect(machinesOf(id)).toEqual([]);
    labs.runtime.next = {};
    await change(who, 'resumeLab', id);
    await labs.work();
    expect(answerIn(newest(id) ?? '')).toBe('hours of work\n');
  });

  test('leaves a lab that was reset paused, with what its steps began with', async () => {
    const { who, id, machine } = await ready();
    write(machine, 'one\n');
    await check(who, id, 'first');
    await labs.work();
    labs.runtime.next.phase = { phase: 'failed', reason: 'The image could not be pulled.' };
    await reset(who, id, 'second');
    await labs.work();
    expect(await see(who, id)).toMatchObject({
      state: 'PAUSED',
      detail: expect.stringContaining('image could not be pulled'),
    });
    labs.runtime.next = {};
    await change(who, 'resumeLab', id);
    await labs.work();
    expect(answerIn(newest(id) ?? '')).toBe('one\n');
  });

  test('in time leaves a resumed lab paused, too', async () => {
    const { who, id } = await paused();
    await change(who, 'resumeLab', id);
    await sweep(later(6), labs.shop);
    await labs.work();
    expect(await see(who, id)).toMatchObject({
      state: 'PAUSED',
      detail: expect.stringContaining('5 minutes'),
    });
    expect(await labs.objects.list(`labs/${id}/`)).toContain(`labs/${id}/home.tgz`);
  });
});

describe('files that can not be kept', () => {
  test('once are kept at the next try', async () => {
    const { who, id, machine } = await ready();
    write(machine, 'hours of work\n');
    labs.runtime.next.failSave = { times: 1, message: 'The machine does not answer.' };
    await change(who, 'pauseLab', id);
    await labs.work();
    expect(await see(who, id)).toMatchObject({ state: 'PAUSED', detail: null });
    await change(who, 'resumeLab', id);
    await labs.work();
    expect(answerIn(`${id}.2`)).toBe('hours of work\n');
  });

  test('let the machine go on, in the time that was left, and the learner is told why', async () => {
    const { who, id, machine } = await ready();
    write(machine, 'too much\n');
    labs.runtime.next.failSave = { times: 100, message: 'The files are more than 8 MB packed.' };
    await change(who, 'pauseLab', id);
    await labs.work();
    const after = await see(who, id);
    expect(after).toMatchObject({ state: 'READY', detail: expect.stringContaining('more than 8 MB packed') });
    expect(after.secondsLeft).toBeGreaterThan(59 * 60);
    expect(answerIn(machine)).toBe('too much\n');
  });

  test('of a machine that is gone: the lab goes on with those of the last step that passed, and says so', async () => {
    const { who, id, machine } = await ready();
    write(machine, 'one\n');
    await check(who, id, 'first');
    await labs.work();
    write(machine, 'lost\n');
    labs.runtime.machines.delete(machine);
    await change(who, 'pauseLab', id);
    await labs.work();
    expect((await see(who, id)).detail).toContain('before its files could be kept');
    await change(who, 'resumeLab', id);
    await labs.work();
    expect(answerIn(`${id}.2`)).toBe('one\n');
  });
});

describe('a lab whose time was up', () => {
  async function over(): Promise<{ who: Member; id: string }> {
    const { who, id, machine } = await ready();
    write(machine, 'one\n');
    await check(who, id, 'first');
    await labs.work();
    await change(who, 'extendLab', id);
    write(machine, 'nearly two\n');
    await labs.api.sql(`UPDATE lab_sessions SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      id,
    ]);
    await sweep(labs.ctx(), labs.shop);
    await labs.work();
    expect(await see(who, id)).toMatchObject({
      state: 'ENDED',
      detail: expect.stringContaining('time was up'),
    });
    expect(machinesOf(id)).toEqual([]);
    return { who, id };
  }

  test('goes on with its files and what was passed, in the whole time, when it is started again', async () => {
    const { who, id } = await over();
    const again = await start(who);
    expect(again.id).toBe(id);
    await labs.work();
    const session = await see(who, again.id);
    expect(session).toMatchObject({ state: 'READY', canExtend: true });
    expect(session.secondsLeft).toBeGreaterThan(59 * 60);
    expect(session.secondsLeft).toBeLessThanOrEqual(60 * 60);
    expect(session.steps[0]).toMatchObject({ passedAt: expect.any(String), attempts: 1 });
    expect(answerIn(newest(id) ?? '')).toBe('nearly two\n');
  });

  test('waits until its files are kept', async () => {
    const { who, id } = await ready();
    await labs.api.sql(`UPDATE lab_sessions SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      id,
    ]);
    await sweep(labs.ctx(), labs.shop);
    expect(await start(who)).toBe('CONFLICT');
    await labs.work();
    expect(await start(who)).toMatchObject({ id, state: 'STARTING' });
  });

  test('is kept for seven days; then it begins anew', async () => {
    const { who, id } = await over();
    await sweep(later(8 * 24 * 60), labs.shop);
    await labs.work();
    expect(await labs.objects.list(`labs/${id}/`)).toEqual([]);
    const again = await start(who);
    expect(again.id).not.toBe(id);
    await labs.work();
    expect((await see(who, again.id)).steps[0]?.passedAt).toBeNull();
  });

  test('that the learner ended begins anew', async () => {
    const { who, id } = await ready();
    await change(who, 'endLab', id);
    await labs.work();
    expect((await start(who)).id).not.toBe(id);
  });

  test('says that its files were too large to be kept', async () => {
    const { who, id } = await ready();
    labs.runtime.next.failSave = { times: 100, message: 'The files are more than 8 MB packed.' };
    await labs.api.sql(`UPDATE lab_sessions SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      id,
    ]);
    await sweep(labs.ctx(), labs.shop);
    await labs.work();
    expect(await see(who, id)).toMatchObject({
      state: 'ENDED',
      detail: expect.stringContaining('8 MB packed'),
    });
    expect(machinesOf(id)).toEqual([]);
  });
});

describe('help that was taken', () => {
  test('counts for the lab: a solution that was seen is seen in the next session, and in its result', async () => {
    const { who, id } = await ready();
    await hint(who, id, 'first', 1);
    await hint(who, id, 'first', 2);
    await change(who, 'revealLabSolution', id);
    await change(who, 'endLab', id);
    await labs.work();
    const again = await start(who);
    expect(again.steps[0]?.hints).toEqual(['Hint A', 'Hint B']);
    expect(again.solution?.script).toContain('echo one two');
    await labs.work();
    write(`${again.id}.1`, 'one two\n');
    await hint(who, again.id, 'second', 1);
    await complete(who, await labs.labId('first-lab'), 'key-again-1');
    await labs.work();
    expect((await see(who, again.id)).result).toMatchObject({ withSolution: true, hints: 3 });
  });

  test('counts for files that are handed in without a session', async () => {
    const { who, id } = await ready();
    await change(who, 'revealLabSolution', id);
    await change(who, 'endLab', id);
    await labs.work();
    const lab = await labs.labId('first-lab');
    await complete(who, lab, 'key-files-1', [{ path: 'answer.txt', text: 'one two' }]);
    await labs.work();
    const again = await start(who);
    expect(again.result).toMatchObject({ withSolution: true });
  });
});

describe('resetting', () => {
  test('keeps the time that is left, and the extension', async () => {
    const { who, id } = await ready();
    await change(who, 'extendLab', id);
    await labs.api.sql(`UPDATE lab_sessions SET expires_at = now() + interval '3 minutes' WHERE id = $1`, [
      id,
    ]);
    await reset(who, id);
    await labs.work();
    const after = await see(who, id);
    expect(after).toMatchObject({ state: 'READY', canExtend: false });
    expect(after.secondsLeft).toBeLessThanOrEqual(180);
    expect(after.secondsLeft).toBeGreaterThan(160);
  });

  test('goes back to a step that was passed by handing in', async () => {
    const { who, id, machine } = await ready();
    write(machine, 'one\n');
    await complete(who, await labs.labId('first-lab'), 'key-hand-in');
    await labs.work();
    write(machine, 'one, and nonsense\n');
    expect(await reset(who, id, 'second')).toMatchObject({ state: 'STARTING' });
    await labs.work();
    expect(answerIn(`${id}.2`)).toBe('one\n');
  });

  test('works once the step before is checked again, when its files could not be kept the first time', async () => {
    const { who, id, machine } = await ready();
    write(machine, 'one\n');
    labs.runtime.next.failSave = { times: 1, message: 'The machine does not answer.' };
    await check(who, id, 'first');
    await labs.work();
    expect(await reset(who, id, 'second')).toBe('CONFLICT');
    await check(who, id, 'first');
    await labs.work();
    expect(await reset(who, id, 'second')).toMatchObject({ state: 'STARTING' });
  });
});

describe('two machines a person', () => {
  const three = async () => {
    const who = await labs.members.guest();
    const ids: string[] = [];
    for (const slug of ['first-lab', 'second-lab', 'fourth-lab']) {
      const { id } = await start(who, await labs.labId(slug));
      await labs.work();
      ids.push(id);
      await change(who, 'pauseLab', id);
      await labs.work();
    }
    return { who, ids };
  };

  test('are two when three labs are resumed at once', async () => {
    const { who, ids } = await three();
    const answers = await Promise.all(ids.map((id) => change(who, 'resumeLab', id)));
    expect(answers.filter((one) => one === 'FORBIDDEN')).toHaveLength(1);
    expect(answers.filter((one) => (one as Session).state === 'STARTING')).toHaveLength(2);
    await labs.work();
    expect(machinesOf(...ids)).toHaveLength(2);
  });

  test('are two still while the files of one are being kept, which may have to go on', async () => {
    const { who, ids } = await three();
    for (const id of ids.slice(0, 2)) await change(who, 'resumeLab', id);
    await labs.work();
    labs.runtime.next.failSave = { times: 100, message: 'The files are more than 8 MB packed.' };
    await change(who, 'pauseLab', ids[0] ?? '');
    expect(await change(who, 'resumeLab', ids[2] ?? '')).toBe('FORBIDDEN');
    await labs.work();
    expect(await change(who, 'resumeLab', ids[2] ?? '')).toBe('FORBIDDEN');
    expect(machinesOf(...ids)).toHaveLength(2);
  });

  test('the same lab that is resumed twice at once is one, and no error', async () => {
    const { who, ids } = await three();
    const both = await Promise.all([1, 2].map(() => change(who, 'resumeLab', ids[0] ?? '')));
    expect(both).toMatchObject([{ state: 'STARTING' }, { state: 'STARTING' }]);
  });
});
