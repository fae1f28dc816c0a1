import { type ChildProcess, fork } from 'node:child_process';
import type { Ran, RunOptions } from '../../../../content/labs/kit.ts';
import { isBelowHome, unpack } from '../../../../lab-agent/archives.ts';
import type {
  InterpreterAnswer,
  InterpreterAsk,
  InterpreterFiles,
} from '../../../../lab-agent/interpreter.child.ts';
import type { RuntimeMachine } from '../runtime.ts';
import type { FreshSpec } from './fresh-sandbox.ts';

const SECONDS = { usual: 5, most: 10 };
/** What the interpreter itself needs, and loads, before the first command. */
const OWN_MEMORY = 192;

/**
 * A machine whose shell and programs are imitated (just-bash) in a process of their own: an endless loop there blocks
 * that process only, and is ended with it. It touches no file and no program of this computer.
 */
export async function freshSimulated<Result>(
  { limits, archive }: FreshSpec,
  use: (machine: RuntimeMachine) => Promise<Result>,
): Promise<Result> {
  let files = await filesOf(archive);
  let child: ChildProcess | undefined;

  function start(): ChildProcess {
    const made = fork(new URL('../../../../lab-agent/interpreter.child.ts', import.meta.url), {
      execArgv: [
        `--max-old-space-size=${OWN_MEMORY + limits.memory}`,
        '--disable-warning=ExperimentalWarning',
      ],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'json',
    });
    made.send({ op: 'begin', files } satisfies InterpreterAsk);
    return made;
  }

  /** Undefined when it took too long, or the process ended; the files are then what they were before. */
  function ask(message: InterpreterAsk, seconds: number): Promise<InterpreterAnswer | undefined> {
    child ??= start();
    const asked = child;
    return new Promise((resolve) => {
      const end = (answer: InterpreterAnswer | undefined) => {
        clearTimeout(clock);
        asked.off('message', end);
        asked.off('exit', gone);
        if (!answer) {
          asked.kill('SIGKILL');
          child = undefined;
        }
        resolve(answer);
      };
      const gone = () => end(undefined);
      const clock = setTimeout(gone, seconds * 1000);
      asked.once('message', end);
      asked.once('exit', gone);
      asked.send(message);
    });
  }

  async function run(command: string, options: RunOptions = {}): Promise<Ran> {
    const { stdin = '', files: written = {}, seconds = SECONDS.usual } = options;
    const stray = Object.keys(written).find((path) => !isBelowHome(path));
    if (stray) throw new Error(`${stray} is no path below the home folder.`);
    const limit = Math.min(seconds, SECONDS.most);
    // The time is the program's: loading the interpreter is not part of it.
    if (!child) await ask({ op: 'read', path: '.loaded' }, START_SECONDS);
    const answer = await ask({ op: 'run', command, stdin, written }, limit);
    if (!answer) return { code: 124, out: '', err: '', timedOut: true };
    if (answer.op !== 'ran') throw new Error('The simulated machine said something else.');
    files = answer.files;
    const { code, out, err } = answer;
    return { code, out, err, timedOut: false };
  }

  async function read(path: string): Promise<string | undefined> {
    if (!isBelowHome(path)) throw new Error(`${path} is no path below the home folder.`);
    const answer = await ask({ op: 'read', path }, START_SECONDS);
    if (answer?.op !== 'was') throw new Error(`${path} could not be read.`);
    if (answer.problem) throw new Error(answer.problem);
    return answer.text;
  }

  async function renew(other: Uint8Array): Promise<void> {
    files = await filesOf(other);
    child?.send({ op: 'begin', files } satisfies InterpreterAsk);
  }

  try {
    return await use({ run, read, renew });
  } finally {
    child?.kill('SIGKILL');
  }
}

async function filesOf(archive: Uint8Array): Promise<InterpreterFiles> {
  const packed = await unpack(archive);
  return Object.fromEntries(
    packed.map(({ path, bytes, executable }) => [path, { data: bytes.toString('base64'), executable }]),
  );
}

/** For a process to start and load the interpreter, on a busy computer. */
const START_SECONDS = 20;
