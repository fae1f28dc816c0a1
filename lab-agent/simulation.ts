import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isBelowHome } from './archives.ts';
import { FILE_BYTES, type Home, HomeFailure } from './home.ts';
import type { InterpreterAnswer, InterpreterAsk, InterpreterFiles, ShellState } from './interpreter.child.ts';
import type { StartShell } from './shell.ts';
import { startSimulatedShell } from './simulated-shell.ts';

/** Seconds that a command may take; what the interpreter itself needs of memory, in MB. */
const SECONDS = 30;
const OWN_MEMORY = 192;

export interface Ran {
  out: string;
  err: string;
  code: number;
  shell: ShellState;
}

/** Runs commands one after the other; both shells of a machine share it, as they share its files. */
export interface Interpreter {
  /** Undefined when it was stopped or took too long: then nothing of it happened. */
  run(command: string, shell: ShellState, stop: AbortSignal): Promise<Ran | undefined>;
  paths(): string[];
}

/**
 * A machine that is imitated: files in memory, commands by an interpreter in a process of its own, which is ended when
 * it is interrupted or takes too long. What a command that was ended has done is undone with it.
 */
export function createSimulation(limits: { memory: number; disk: number }): {
  home: Home;
  start: StartShell;
} {
  let files: InterpreterFiles = {};
  let child: ChildProcess | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function startChild(): ChildProcess {
    const made = fork(childFile(), {
      execArgv: [
        `--max-old-space-size=${OWN_MEMORY + limits.memory}`,
        '--disable-warning=ExperimentalWarning',
      ],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    made.send({ op: 'begin', files } satisfies InterpreterAsk);
    return made;
  }

  function end(): void {
    child?.kill('SIGKILL');
    child = undefined;
  }

  async function once(command: string, shell: ShellState, stop: AbortSignal): Promise<Ran | undefined> {
    // It may still have waited for the other terminal's.
    if (stop.aborted) return undefined;
    child ??= startChild();
    const asked = child;
    return new Promise((resolve) => {
      const settle = (ran: Ran | undefined) => {
        clearTimeout(clock);
        asked.off('message', heard);
        asked.off('exit', gone);
        stop.removeEventListener('abort', gone);
        resolve(ran);
      };
      const gone = () => {
        end();
        settle(undefined);
      };
      const heard = (answer: InterpreterAnswer) => {
        if (answer.op !== 'ran') return;
        if (sizeOf(answer.files) > limits.disk * 1024 * 1024) {
          end();
          return settle({ out: '', err: 'bash: No space left on device\n', code: 1, shell });
        }
        files = answer.files;
        settle(answer);
      };
      const clock = setTimeout(gone, SECONDS * 1000);
      asked.on('message', heard);
      asked.once('exit', gone);
      stop.addEventListener('abort', gone);
      asked.send({ op: 'run', command, stdin: '', written: {}, shell } satisfies InterpreterAsk);
    });
  }

  const interpreter: Interpreter = {
    run(command, shell, stop) {
      const ran = queue.then(() => once(command, shell, stop));
      queue = ran.catch(() => {});
      return ran;
    },
    paths: () => Object.keys(files),
  };

  /** After what runs now; the interpreter begins anew with the files as they are then. */
  function change<Result>(work: () => Result): Promise<Result> {
    const done = queue.then(() => {
      const result = work();
      end();
      return result;
    });
    queue = done.catch(() => {});
    return done;
  }

  return { home: homeOf(() => files, change), start: startSimulatedShell(interpreter) };
}

function homeOf(
  files: () => InterpreterFiles,
  change: <Result>(work: () => Result) => Promise<Result>,
): Home {
  const check = (path: string) => {
    if (path === '' || path === '.' || !isBelowHome(path))
      throw new HomeFailure('BAD_PATH', `${path} is no path below the home folder.`);
  };
  const bytesOf = (path: string) => Buffer.from(files()[path]?.data ?? '', 'base64');
  return {
    async list() {
      return Object.keys(files())
        .sort()
        .map((path) => ({
          path,
          bytes: bytesOf(path).length,
          executable: files()[path]?.executable ?? false,
        }));
    },
    async read(path, most) {
      check(path);
      if (!Object.hasOwn(files(), path)) return undefined;
      const bytes = bytesOf(path);
      if (bytes.length > most)
        throw new HomeFailure('TOO_LARGE', `${path} is larger than ${most / 1024} KB.`);
      return bytes;
    },
    write: (path, bytes) =>
      change(() => {
        check(path);
        if (bytes.length > FILE_BYTES)
          throw new HomeFailure('TOO_LARGE', 'A file may have at most 1 MB here.');
        const executable = files()[path]?.executable ?? bytes.subarray(0, 2).toString() === '#!';
        files()[path] = { data: bytes.toString('base64'), executable };
      }),
    remove: (path) =>
      change(() => {
        check(path);
        const found = Object.hasOwn(files(), path);
        delete files()[path];
        return found;
      }),
    rename: (path, to) =>
      change(() => {
        check(path);
        check(to);
        const found = files()[path];
        if (!found) return false;
        if (Object.hasOwn(files(), to)) throw new HomeFailure('CHANGED', `${to} is there already.`);
        delete files()[path];
        files()[to] = found;
        return true;
      }),
    async all() {
      return Object.entries(files()).map(([path, { executable }]) => ({
        path,
        executable,
        bytes: bytesOf(path),
      }));
    },
    restore: (packed) =>
      change(() => {
        for (const { path, bytes, executable } of packed) {
          check(path);
          files()[path] = { data: bytes.toString('base64'), executable };
        }
      }),
  };
}

function sizeOf(files: InterpreterFiles): number {
  return Object.values(files).reduce((sum, { data }) => sum + (data.length * 3) / 4, 0);
}

/** Beside this file: as it is written, or as it was bundled. */
function childFile(): string {
  const bundled = fileURLToPath(new URL('./interpreter.child.mjs', import.meta.url));
  return existsSync(bundled) ? bundled : fileURLToPath(new URL('./interpreter.child.ts', import.meta.url));
}
