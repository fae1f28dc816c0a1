import { Bash } from 'just-bash';
import { isBelowHome } from './archives.ts';

/** Files by path below the home folder, in base64. */
export type InterpreterFiles = Record<string, { data: string; executable: boolean }>;

/** What stays from command to command; functions do not. */
export interface ShellState {
  cwd: string;
  env: Record<string, string>;
}

export type InterpreterAsk =
  | { op: 'begin'; files: InterpreterFiles }
  | {
      op: 'run';
      command: string;
      stdin: string;
      written: Readonly<Record<string, string>>;
      /** Of an interactive shell, which goes on where its last command left it. */
      shell?: ShellState;
    }
  | { op: 'read'; path: string };

export type InterpreterAnswer =
  | { op: 'ran'; code: number; out: string; err: string; files: InterpreterFiles; shell: ShellState }
  | { op: 'was'; text?: string; problem?: string };

const HOME = '/home/learner';
const OUTPUT = 256 * 1024;
const FILE = 256 * 1024;
const MILLION = 1_000_000;

let bash = machine({});

function machine(files: InterpreterFiles): Bash {
  return new Bash({
    cwd: HOME,
    env: { HOME, USER: 'learner', LANG: 'C.UTF-8', PATH: '/usr/local/bin:/usr/bin:/bin' },
    // The process is ended when it takes too long: these only keep it from eating all memory before.
    executionLimits: {
      maxCommandCount: 20 * MILLION,
      maxLoopIterations: 20 * MILLION,
      maxAwkIterations: 100 * MILLION,
      maxSedIterations: 20 * MILLION,
      maxWorkUnits: 1_000 * MILLION,
      maxFileSystemBytes: 64 * MILLION,
      maxExecutionTimeMs: 60_000,
    },
    files: Object.fromEntries(
      Object.entries(files).map(([path, { data, executable }]) => [
        `${HOME}/${path}`,
        { content: Buffer.from(data, 'base64'), mode: executable ? 0o755 : 0o644 },
      ]),
    ),
  });
}

process.on('message', (ask: InterpreterAsk) => {
  void answer(ask).then((said) => said && process.send?.(said));
});
process.on('disconnect', () => process.exit(0));

async function answer(ask: InterpreterAsk): Promise<InterpreterAnswer | undefined> {
  switch (ask.op) {
    case 'begin':
      bash = machine(ask.files);
      await bash.exec(`mkdir -p ${HOME} /tmp`);
      return undefined;
    case 'run': {
      for (const [path, text] of Object.entries(ask.written)) {
        await bash.exec(`mkdir -p "$(dirname "$F")"; rm -rf "$F"`, { env: { F: `${HOME}/${path}` } });
        await bash.writeFile(`${HOME}/${path}`, text);
      }
      const { stdout, stderr, exitCode, env } = await bash.exec(ask.command, {
        stdin: ask.stdin,
        rawScript: true,
        ...ask.shell,
      });
      return {
        op: 'ran',
        code: exitCode,
        out: stdout.slice(0, OUTPUT),
        err: stderr.slice(0, OUTPUT),
        files: await allFiles(),
        shell: { cwd: env.PWD ?? HOME, env },
      };
    }
    case 'read':
      return read(ask.path);
  }
}

async function read(path: string): Promise<InterpreterAnswer> {
  const full = `${HOME}/${path}`;
  if (!(await bash.fs.exists(full))) return { op: 'was' };
  const { isFile, isSymbolicLink, size } = await bash.fs.lstat(full);
  if (!isFile || isSymbolicLink) return { op: 'was', problem: `${path} is no plain file.` };
  if (size > FILE) return { op: 'was', problem: `${path} is larger than 256 KB.` };
  return { op: 'was', text: await bash.readFile(full) };
}

/** What lies in the home folder: what a process that is ended later leaves to the next one. */
async function allFiles(): Promise<InterpreterFiles> {
  const files: InterpreterFiles = {};
  const visit = async (folder: string, below: string): Promise<void> => {
    for (const name of await bash.fs.readdir(folder)) {
      const path = below === '' ? name : `${below}/${name}`;
      const { isFile, isDirectory, isSymbolicLink, mode } = await bash.fs.lstat(`${folder}/${name}`);
      if (isSymbolicLink || !isBelowHome(path)) continue;
      if (isDirectory) await visit(`${folder}/${name}`, path);
      else if (isFile) {
        const bytes = await bash.fs.readFileBuffer(`${folder}/${name}`);
        files[path] = { data: Buffer.from(bytes).toString('base64'), executable: (mode & 0o100) !== 0 };
      }
    }
  };
  await visit(HOME, '');
  return files;
}
