import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Each case in a process of its own, which says what it cost: one that grows must not hide behind another. */
const CASES = [
  'random',
  'cut',
  'flipped',
  'counts',
  'version 2',
  'orphans',
  'waiting',
  'deletions',
  'nested',
];

test.each(CASES)('W9 W10 bytes meant to harm are refused at no cost: %s', async (name) => {
  const child = fileURLToPath(new URL('./testing/hostile.child.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', child, name]);
  const cost = JSON.parse(stdout) as {
    slowestMs: number;
    cpuMs: number;
    grownMb: number;
    wrong: string[];
    tried: number;
  };
  expect(cost.wrong).toEqual([]);
  expect(cost.tried).toBeGreaterThan(0);
  expect(cost.slowestMs).toBeLessThan(50);
  if (name === 'orphans') expect(cost.cpuMs).toBeLessThan(200);
  expect(cost.grownMb).toBeLessThan(20);
});
