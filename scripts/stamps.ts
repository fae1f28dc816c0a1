import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Lock, tryLock } from '../local/lock.ts';

/** What decides whether a build step has to run again. */
export interface Inputs {
  /** Files and folders, relative to the project. A missing one counts as empty. */
  paths: readonly string[];
  /** A file that a finished run leaves; without it the step runs whatever the stamp says. */
  result: string;
}

const IGNORED = /(^|\/)(node_modules|\.[^/]+)(\/|$)|\.test\.tsx?$/;

/** SHA-256 over names and contents of all input files, tests left out. */
export async function hashInputs(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesBelow(path)) {
      hash.update(`${file}\0`).update(
        createHash('sha256')
          .update(await readFile(file))
          .digest(),
      );
    }
  }
  return hash.digest('hex');
}

/**
 * Runs `build` unless the inputs are those of its last success. The hash is taken before the build, so a file
 * that changes meanwhile makes the next run build again. Of several processes one builds, the others wait.
 *
 * @returns whether it was built.
 */
export async function whenChanged(
  stamp: string,
  inputs: Inputs,
  build: () => Promise<void>,
): Promise<boolean> {
  if (await isFresh(stamp, inputs)) return false;
  await mkdir(dirname(stamp), { recursive: true });
  const lock = await waitForLock(`${stamp}.lock`);
  try {
    const hash = await hashInputs(inputs.paths);
    if (await isFresh(stamp, inputs, hash)) return false;
    await rm(stamp, { force: true });
    await build();
    await writeFile(stamp, hash);
    return true;
  } finally {
    lock.release();
  }
}

async function isFresh(stamp: string, inputs: Inputs, hash?: string): Promise<boolean> {
  if (!existsSync(inputs.result)) return false;
  const last = await readFile(stamp, 'utf8').catch(() => '');
  return last === (hash ?? (await hashInputs(inputs.paths)));
}

async function waitForLock(file: string): Promise<Lock> {
  for (;;) {
    const outcome = tryLock(file);
    if ('release' in outcome) return outcome;
    await sleep(100);
  }
}

async function filesBelow(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return [];
  if (found.isFile()) return [path];
  const names = await readdir(path, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !IGNORED.test(file))
    .sort();
}
