import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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
 * that changes meanwhile makes the next run build again.
 *
 * @returns whether it was built.
 */
export async function whenChanged(
  stamp: string,
  inputs: Inputs,
  build: () => Promise<void>,
): Promise<boolean> {
  const hash = await hashInputs(inputs.paths);
  const last = await readFile(stamp, 'utf8').catch(() => '');
  if (last === hash && existsSync(inputs.result)) return false;
  await rm(stamp, { force: true });
  await build();
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, hash);
  return true;
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
