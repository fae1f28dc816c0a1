import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { LABS } from './limits.ts';
import { CHECKS, startLabs, type TestLabs } from './testing/labs.ts';
import { learnersOf } from './testing/learners.ts';
import { tidyLabs } from './tidy.ts';

// A machine that does not answer is waited for half a minute, and a test is not.
vi.mock('./limits.ts', async (original) => {
  const { LABS: real } = await original<typeof import('./limits.ts')>();
  return { LABS: { ...real, collectSeconds: 0.2, pauseMs: 10 } };
});

let labs: TestLabs;
let first: string;
const { start, see, change, check, complete, ready, write } = learnersOf(() => labs);

beforeAll(async () => {
  labs = await startLabs();
  first = await labs.labId('first-lab');
});

afterAll(() => labs.stop());

beforeEach(() => {
  Object.assign(labs.runtime, { next: {}, capacity: 10 });
  labs.runtime.machines.clear();
  labs.shop.checks = CHECKS;
});

const filesOf = async (id: string) => {
  const [row] = await labs.api.sql('SELECT files FROM lab_submissions WHERE session_id = $1', [id]);
  return row?.files;
};

describe.each([
  ['a NUL', 'one\0\n', 'no text'],
  ['half of a pair', 'one \ud800\n', 'no text'],
  ['more than one file may have', 'one'.repeat(100_000), '256 KB'],
])('an answer with %s', (_name, text, said) => {
  test('fails the check at once, says why, and is in nobody’s way', async () => {
    const { who, id, machine } = await ready();
    write(machine, text);
    await check(who, id, 'first');
    expect(await labs.work()).toEqual([]);
    expect((await see(who, id)).steps[0]).toMatchObject({
      passedAt: null,
      check: { state: 'FAILED', observed: expect.stringMatching(`answer.txt.*${said}`) },
    });
    write(machine, 'one\n');
    await check(who, id, 'first');
    await labs.work();
    expect((await see(who, id)).steps[0]?.check?.state).toBe('PASSED');
  });

  test('fails what is handed in, and is not kept', async () => {
    const { who, id, machine } = await ready();
    write(machine, text);
    await complete(who, first, 'key-machine');
    expect(await labs.work()).toEqual([]);
    expect((await see(who, id)).submission).toMatchObject({ state: 'FAILED', files: [] });
    expect(await filesOf(id)).toEqual({});
    expect(await complete(who, first, 'key-files-1', [{ path: 'answer.txt', text }])).toBe('BAD_INPUT');
  });
});

describe('an agent that is the learner’s own program', () => {
  test.each([
    ['nothing', null],
    ['a list', ['answer.txt']],
    ['other things than texts', { 'answer.txt': { length: 3 } }],
    ['a word', 'one'],
  ])('gets nothing by saying %s', async (_name, collected) => {
    const { who, id } = await ready();
    labs.runtime.next.collected = collected;
    await check(who, id, 'first');
    expect(await labs.work()).toEqual([]);
    expect((await see(who, id)).steps[0]).toMatchObject({ passedAt: null, check: { state: 'FAILED' } });
  });

  test('gets files kept that the lab asks for, and no others', async () => {
    const { who, id } = await ready();
    const others = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${i}`, 'x'.repeat(10_000)]));
    labs.runtime.next.collected = { ...others, 'answer.txt': 'one', '../escape': 'x' };
    await complete(who, first, 'key-others');
    await labs.work();
    expect(await filesOf(id)).toEqual({ 'answer.txt': 'one' });
  });

  test('that never answers ends the check with the reason', async () => {
    const { who, id } = await ready();
    labs.runtime.next.collected = new Promise(() => undefined);
    await check(who, id, 'first');
    await labs.work();
    expect((await see(who, id)).steps[0]?.check).toMatchObject({
      state: 'BROKEN',
      observed: expect.stringContaining('does not answer'),
    });
  });

  test('may say of itself what it likes: it is kept as a text, and no message fails for it', async () => {
    const { who, id } = await ready();
    labs.runtime.next.failSave = { times: 100, message: `No\0 space \ud800${'!'.repeat(10_000)}` };
    await change(who, 'pauseLab', id);
    expect(await labs.work()).toEqual([]);
    const { detail } = await see(who, id);
    expect(detail).toContain('No� space �!!!');
    expect(detail?.length).toBeLessThan(700);
  });
});

test('a finding may quote what can not be stored, and more than is read', async () => {
  const { who, id } = await ready();
  const quoted = {
    observed: `saw \0 and \ud83d${'x'.repeat(100_000)}`,
    expected: 'e',
    why: 'w',
    node: 'a#b',
  };
  labs.shop.checks = { first: async () => ({ passed: false, ...quoted }) };
  await check(who, id, 'first');
  expect(await labs.work()).toEqual([]);
  const { observed = '' } = (await see(who, id)).steps[0]?.check ?? {};
  expect(observed).toMatch(/^saw � and �xxx/);
  expect(observed.length).toBeLessThan(3_000);
});

describe('what is kept', () => {
  const filled = async (userId: string) => {
    const rows = await labs.api.sql(
      `SELECT key FROM lab_submissions WHERE user_id = $1 AND files IS NOT NULL ORDER BY created_at`,
      [userId],
    );
    return rows.map(({ key }) => key);
  };

  test('of many submissions is the newest and the one that completed the lab', async () => {
    const who = await labs.members.guest();
    const hand = async (key: string, text: string) => {
      await complete(who, first, key, [{ path: 'answer.txt', text }]);
      await labs.work();
    };
    await hand('key-completes', 'one two');
    for (let i = 0; i < LABS.keptSubmissions + 3; i++) await hand(`key-later-${10 + i}`, `nothing ${i}`);
    const kept = await filled(who.userId);
    expect(kept[0]).toBe('key-completes');
    expect(kept.length).toBeLessThanOrEqual(LABS.keptSubmissions + 2);
    expect(kept.at(-1)).toBe(`key-later-${10 + LABS.keptSubmissions + 2}`);
    await tidyLabs(labs.ctx(new Date(Date.now() + (LABS.keptSubmissionDays + 1) * 86_400_000)));
    expect(await filled(who.userId)).toEqual(['key-completes']);
  });

  test('of many checks of a step is the newest', async () => {
    const { who, id } = await ready();
    await labs.api.sql(
      `INSERT INTO lab_checks (id, session_id, step, key, state, requested_at)
       SELECT 'chk_' || $1 || n, $1, 'first', 'old-' || n, 'failed', now() - n * interval '1 minute'
       FROM generate_series(1, 50) n`,
      [id],
    );
    await check(who, id, 'first');
    await labs.work();
    const [row] = await labs.api.sql('SELECT count(*)::int AS n FROM lab_checks WHERE session_id = $1', [id]);
    expect(row?.n).toBe(LABS.keptChecks + 1);
    expect((await start(who)).steps[0]?.check?.state).toBe('FAILED');
  });
});
