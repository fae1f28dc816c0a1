import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { expect, test } from 'vitest';
import type { LabMachine } from '../../../client/catalogue/lab.ts';
import type { Check } from '../../../content/labs/kit.ts';
import type { RuntimeMachine } from '../runtime/runtime.ts';
import { filesIn } from '../testing/memory-runtime.ts';
import { type Fresh, handedIn, runChecks } from './run-checks.ts';

const lab: LabMachine = {
  format: 1,
  slug: 'sample',
  needs: 'shell',
  limitMinutes: 30,
  limits: { memory: 64, processes: 16, disk: 8, cpuSeconds: 60 },
  files: {
    'bin/run': { text: '#!/bin/sh\necho 1\n', executable: true },
    'data/log.txt': { text: 'one\n' },
    'answer.json': { text: '{}\n' },
  },
  answers: ['answer.json', 'fix.sh'],
  steps: [
    { id: 'first', title: 'First', hints: ['', '', ''] },
    { id: 'second', title: 'Second', hints: ['', '', ''] },
  ],
  solution: { script: '', explanation: '' },
};

/** Machines that hold what the archive holds and run nothing. */
function freshFrom(
  run: RuntimeMachine['run'] = async () => ({ code: 0, out: '', err: '', timedOut: false }),
) {
  const archives: Record<string, { text: string; mode: number }>[] = [];
  const fresh: Fresh = async ({ archive }, use) => {
    let files = await unpack(archive);
    archives.push(files);
    return use({
      read: async (path) => files[path]?.text,
      run,
      renew: async (other) => {
        files = await unpack(other);
      },
    });
  };
  return { fresh, archives };
}

async function unpack(archive: Uint8Array): Promise<Record<string, { text: string; mode: number }>> {
  const files: Record<string, { text: string; mode: number }> = {};
  const tar = extract();
  tar.end(gunzipSync(archive));
  for await (const entry of tar) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry) chunks.push(chunk as Uint8Array);
    files[entry.header.name] = { text: Buffer.concat(chunks).toString(), mode: entry.header.mode ?? 0 };
  }
  return files;
}

const finding = { observed: 'o', expected: 'e', why: 'w', node: 'd#n' };
const passes: Check = async () => ({ passed: true, ...finding });
const fails: Check = async () => ({ passed: false, ...finding });
const states = async (checks: Record<string, Check>, fresh = freshFrom().fresh, seconds?: number) =>
  (await runChecks(lab, {}, fresh, { seed: 's', checks, seconds })).map(({ state }) => state);

test('each step is checked in a fresh machine of its own, with the answers over the pristine files', async () => {
  const { fresh, archives } = freshFrom();
  const answers = { 'answer.json': '{"a":1}', 'fix.sh': '#!/bin/bash\n', 'data/log.txt': 'forged' };
  const outcomes = await runChecks(lab, answers, fresh, {
    seed: 's',
    checks: { first: passes, second: fails },
  });
  expect(outcomes.map(({ step, state }) => [step, state])).toEqual([
    ['first', 'passed'],
    ['second', 'failed'],
  ]);
  expect(archives).toHaveLength(2);
  expect(archives[0]?.['answer.json']?.text).toBe('{"a":1}');
  expect(archives[0]?.['fix.sh']?.mode).toBe(0o755);
  expect(archives[0]?.['bin/run']?.mode).toBe(0o755);
  expect(archives[0]?.['data/log.txt']).toEqual({ text: 'one\n', mode: 0o644 });
});

test('only the steps that were asked for are checked', async () => {
  const checks = { first: passes, second: fails };
  const outcomes = await runChecks(lab, {}, freshFrom().fresh, { seed: 's', steps: ['second'], checks });
  expect(outcomes.map(({ step }) => step)).toEqual(['second']);
});

test('inputs follow from the seed, and are others for each step and each seed', async () => {
  const drawn: number[] = [];
  const draw: Check = async (_machine, random) => {
    drawn.push(random.int(0, 1e12));
    return { passed: true, ...finding };
  };
  for (const seed of ['a', 'a', 'b'])
    await runChecks(lab, {}, freshFrom().fresh, { seed, checks: { first: draw, second: draw } });
  expect(drawn.slice(0, 2)).toEqual(drawn.slice(2, 4));
  expect(new Set(drawn).size).toBe(4);
});

test('a check that throws is broken, and so is one that is missing or finds no verdict', async () => {
  const throws: Check = async () => {
    throw new Error('a secret of the check');
  };
  const truthy = (async () => ({ ...finding, passed: 'PASS' })) as unknown as Check;
  expect(await states({ first: throws })).toEqual(['broken', 'broken']);
  expect(await states({ first: truthy, second: passes })).toEqual(['failed', 'passed']);
  const [outcome] = await runChecks(lab, {}, freshFrom().fresh, { seed: 's', checks: { first: throws } });
  expect(JSON.stringify(outcome?.finding)).not.toContain('secret');
  expect(outcome?.error).toBeInstanceOf(Error);
});

test('steps are no names of what every object has', async () => {
  const outcomes = await runChecks(lab, {}, freshFrom().fresh, {
    seed: 's',
    steps: ['toString'],
    checks: {},
  });
  expect(outcomes[0]?.state).toBe('broken');
});

test('what a check asks for at once is done one after the other', async () => {
  const done: string[] = [];
  const { fresh } = freshFrom(async (command) => {
    done.push(`begin ${command}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    done.push(`end ${command}`);
    return { code: 0, out: '', err: '', timedOut: false };
  });
  const greedy: Check = async (machine) => {
    await Promise.all([machine.run('a'), machine.run('b')]);
    return { passed: true, ...finding };
  };
  expect(await states({ first: greedy, second: passes }, fresh)).toEqual(['passed', 'passed']);
  expect(done).toEqual(['begin a', 'end a', 'begin b', 'end b']);
});

test('each run begins with the first files, unless the check says that files are kept', async () => {
  const runs: string[] = [];
  const fresh: Fresh = async ({ archive }, use) => {
    let files = await filesIn(archive);
    return use({
      read: async (path) => files[path],
      // A program that notes how often it has run, wherever it can.
      run: async (_command, { files: written } = {}) => {
        files = { ...files, ...written };
        runs.push(Object.keys(files).sort().join(' '));
        for (const path of Object.keys(files)) files[path] += '.';
        files['.notes'] = `${runs.length}`;
        return { code: 0, out: '', err: '', timedOut: false };
      },
      renew: async (other) => {
        files = await filesIn(other);
      },
    });
  };
  const seen: (string | undefined)[] = [];
  const check: Check = async (machine) => {
    await machine.run('a', { files: { 'in/put': 'x' } });
    seen.push(await machine.read('.notes'), await machine.read('in/put'));
    await machine.run('b');
    seen.push(await machine.read('answer.json'));
    await machine.run('c', { keepFiles: true, files: { more: 'y' } });
    seen.push(await machine.read('answer.json'), await machine.read('more'));
    return { passed: true, ...finding };
  };
  await runChecks(lab, { 'answer.json': '{"a":1}' }, fresh, {
    seed: 's',
    steps: ['first'],
    checks: { first: check },
  });
  expect(seen).toEqual(['1', 'x.', '{"a":1}.', '{"a":1}..', 'y.']);
  expect(runs).toEqual([
    'answer.json bin/run data/log.txt in/put',
    'answer.json bin/run data/log.txt',
    '.notes answer.json bin/run data/log.txt more',
  ]);
});

test('a lab without checks has broken ones', async () => {
  expect((await runChecks(lab, {}, freshFrom().fresh, { seed: 's' })).map(({ state }) => state)).toEqual([
    'broken',
    'broken',
  ]);
});

test('a check that does not end is broken, but fails when what was handed in is what does not end', async () => {
  const endless: Check = () => new Promise(() => undefined);
  expect(await states({ first: endless, second: passes }, undefined, 0.05)).toEqual(['broken', 'passed']);
  const patient: Check = async (machine) => {
    await machine.run('./fix.sh');
    return new Promise(() => undefined);
  };
  const { fresh } = freshFrom(async () => ({ code: 124, out: '', err: '', timedOut: true }));
  expect(await states({ first: patient, second: passes }, fresh, 0.05)).toEqual(['failed', 'passed']);
});

test('without a machine nothing is said about any step', async () => {
  const none: Fresh = () => Promise.reject(new Error('no machine'));
  await expect(states({ first: passes, second: passes }, none)).rejects.toThrow('no machine');
});

test('an answer too large for a machine fails with its size', async () => {
  const answers = { 'answer.json': 'x'.repeat(256 * 1024 + 1) };
  const outcomes = await runChecks(lab, answers, freshFrom().fresh, {
    seed: 's',
    checks: { first: passes, second: passes },
  });
  expect(outcomes.map(({ state }) => state)).toEqual(['failed', 'failed']);
  expect(outcomes[0]?.finding.observed).toContain('256 KB');
});

test('what was a program at the start stays one', () => {
  const files = { 'run.sh': { text: '#!/bin/sh\n', executable: true as const } };
  expect(handedIn({ files, answers: ['run.sh'] }, { 'run.sh': 'echo PASS\n' })['run.sh']?.executable).toBe(
    true,
  );
});
