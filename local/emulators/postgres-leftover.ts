import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, StartFailure } from '../failure.ts';
import { commandLine, isAlive, signal, waitUntilGone } from '../processes.ts';

/** A checkpoint of a busy laptop database takes a second or two. */
const STOP_WITHIN = 8_000;

/**
 * Clears what a killed run left in a PostgreSQL data folder: a server that still runs is stopped, and a
 * pid file that names a dead or another process is removed (PostgreSQL refuses to start beside one when
 * its process id was reused). The caller holds the lock of the folder, so no live run is disturbed.
 *
 * @returns a sentence for the person about what was found, or undefined when the folder was clean.
 * @throws StartFailure when the left-over server does not end.
 */
export async function clearLeftover(data: string): Promise<string | undefined> {
  const file = join(data, 'postmaster.pid');
  const pid = await pidIn(file);
  if (pid === undefined) return undefined;
  if (isAlive(pid) && commandLine(pid)?.includes(data)) {
    signal(pid, 'SIGINT');
    if (!(await waitUntilGone(pid, STOP_WITHIN))) {
      signal(pid, 'SIGQUIT');
      if (!(await waitUntilGone(pid, STOP_WITHIN))) {
        throw new StartFailure(
          `PostgreSQL of an earlier run (process ${pid}) does not stop: end it and start again.`,
        );
      }
    }
    return `a PostgreSQL left running by a killed Atlas (process ${pid}) was stopped`;
  }
  await rm(file, { force: true });
  return 'the last run was killed; PostgreSQL recovers from its log';
}

async function pidIn(file: string): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(file, 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
