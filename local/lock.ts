import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, StartFailure } from './failure.ts';
import { commandLine, isAlive } from './processes.ts';

/** Who holds a lock. */
export interface Holder {
  pid: number;
  /** The command line of the holder: a process id alone may have gone to another program since. */
  command: string;
  url: string;
}

export interface Lock {
  /** True when a killed run had left its lock. */
  recovered: boolean;
  release(): void;
}

/**
 * Takes the data folder for this process.
 *
 * @throws StartFailure when a living Atlas holds it.
 */
export function takeLock(folder: string, url: string): Lock {
  const outcome = tryLock(join(folder, 'lock'), url);
  if ('release' in outcome) return outcome;
  throw new StartFailure(
    `Atlas runs already at ${outcome.url} (process ${outcome.pid}): open that, or stop it with Ctrl-C where it was started.`,
  );
}

/** Takes a lock by a file that only one process can create, or tells which living process has it. */
export function tryLock(file: string, url = ''): Lock | Holder {
  const mine = JSON.stringify({
    pid: process.pid,
    command: commandLine(process.pid) ?? '',
    url,
  } satisfies Holder);
  let recovered = false;
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return { recovered, release: () => release(file, mine) };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    const found = read(file);
    if (found === undefined) continue;
    const holder = livingHolder(found);
    if (holder) return holder;
    recovered = setAside(file, found) || recovered;
  }
}

/** The Atlas that uses the folder now, if any. */
export function lockHolder(folder: string): { pid: number; url: string } | undefined {
  const found = read(join(folder, 'lock'));
  return found === undefined ? undefined : livingHolder(found);
}

function livingHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null;
    const { pid, command, url } = holder ?? {};
    if (typeof pid !== 'number' || typeof command !== 'string' || typeof url !== 'string') return undefined;
    if (pid === process.pid || !isAlive(pid)) return undefined;
    return (commandLine(pid) ?? command) === command ? { pid, command, url } : undefined;
  } catch {
    return undefined;
  }
}

/** Moves a stale lock away. Of two starts that find it at once, one may move the other's fresh lock: it goes back. */
function setAside(file: string, stale: string): boolean {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
  if (read(aside) !== stale) {
    renameSync(aside, file);
    return false;
  }
  rmSync(aside);
  return true;
}

function release(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
