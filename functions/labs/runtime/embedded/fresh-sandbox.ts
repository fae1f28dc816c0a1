import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LabLimits } from '../../../../client/catalogue/lab.ts';
import type { Ran, RunOptions } from '../../../../content/labs/kit.ts';
import { isBelowHome, unpack } from '../../../../lab-agent/archives.ts';
import type { RuntimeMachine } from '../runtime.ts';
import { limitCommands, type SandboxUser, sandboxUser, startSandbox } from './bubblewrap.ts';
import { measureUse } from './processes.ts';

/** Of each stream; what is more is cut off, and what goes on far beyond it is ended. */
const OUTPUT = 256 * 1024;
const ENDLESS = 8 * 1024 * 1024;
const FILE = 256 * 1024;
const MB = 1024 * 1024;
const SECONDS = { usual: 5, most: 10 };
/** Milliseconds between two looks at what a run uses. */
const LOOK = 100;

export interface FreshSpec {
  limits: LabLimits;
  archive: Uint8Array;
  /** What else is seen in it: files and folders of this computer, read-only, by where they are seen. */
  reads?: Readonly<Record<string, string>>;
}

/**
 * A machine that nobody has had a shell in. Each run is a sandbox of its own, with processes of its own: nothing that a
 * program started is there in the next run. What stays is the home folder, which lies in a temporary folder meanwhile.
 */
export async function freshSandbox<Result>(
  { limits, archive, reads = {} }: FreshSpec,
  use: (machine: RuntimeMachine) => Promise<Result>,
): Promise<Result> {
  const user = sandboxUser();
  const folder = mkdtempSync(join(tmpdir(), `atlas-fresh-${process.pid}-`));
  const place: Place = { home: '', limits, user, reads };
  let homes = 0;
  if (user) chownSync(folder, user.uid, user.gid);
  async function renew(files: Uint8Array): Promise<void> {
    if (place.home) removeAll(place.home);
    // Another folder, whatever became of the last one.
    place.home = join(folder, `home-${++homes}`);
    mkdirSync(place.home);
    for (const { path, bytes, executable } of await unpack(files)) put(place.home, path, bytes, executable);
    if (user) giveTo(place.home, user);
  }
  try {
    await renew(archive);
    return await use({
      read: (path) => read(place, path),
      run: (command, options) => run(place, command, options),
      renew,
    });
  } finally {
    removeAll(folder);
  }
}

interface Place {
  home: string;
  limits: LabLimits;
  user: SandboxUser | undefined;
  reads: Readonly<Record<string, string>>;
}

async function run(place: Place, command: string, options: RunOptions = {}): Promise<Ran> {
  const { stdin = '', files = {}, seconds = SECONDS.usual } = options;
  // Written inside as well: the learner's program may have put a link where the file is to be.
  for (const [path, text] of Object.entries(files)) await write(place, path, text);
  return inSandbox(
    place,
    ['bash', '--noprofile', '--norc', '-c', command],
    stdin,
    Math.min(seconds, SECONDS.most),
  );
}

async function write(place: Place, path: string, text: string): Promise<void> {
  if (!isBelowHome(path)) throw new Error(`${path} is no path below the home folder.`);
  const script = 'mkdir -p -- "$(dirname -- "$1")" && rm -rf -- "$1" && cat > "$1"';
  const { code, err } = await inSandbox(place, ['bash', '-c', script, 'write', path], text, SECONDS.usual);
  if (code !== 0) throw new Error(`${path} could not be written: ${err}`);
}

async function read(place: Place, path: string): Promise<string | undefined> {
  if (!isBelowHome(path)) throw new Error(`${path} is no path below the home folder.`);
  const script = `[ -e "$1" ] || [ -L "$1" ] || exit 3; [ -f "$1" ] && [ ! -L "$1" ] || exit 4
    [ "$(stat -c %s -- "$1")" -le ${FILE} ] || exit 5; cat -- "$1"`;
  const { code, out } = await inSandbox(place, ['bash', '-c', script, 'read', path], '', SECONDS.usual);
  if (code === 0) return out;
  if (code === 3) return undefined;
  if (code === 4) throw new Error(`${path} is no plain file.`);
  throw new Error(code === 5 ? `${path} is larger than 256 KB.` : `${path} could not be read.`);
}

function inSandbox(
  { home, limits, user, reads }: Place,
  command: string[],
  stdin: string,
  seconds: number,
): Promise<Ran> {
  const limited = [
    '/bin/bash',
    '--noprofile',
    '--norc',
    '-c',
    `${limitCommands(limits)}; exec "$@"`,
    'lab',
    ...command,
  ];
  const child = startSandbox({ home: { folder: home }, reads }, limited, user);
  return new Promise((resolve, reject) => {
    let why = '';
    const kill = (reason: string) => {
      why ||= `\n${reason}\n`;
      child.kill('SIGKILL');
    };
    const out = collector(() => kill('It printed without an end.'));
    const err = collector(() => kill('It printed without an end.'));
    child.stdout.on('data', out.take);
    child.stderr.on('data', err.take);
    // A program that ends before it has read everything is none of our failures.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
    let timedOut = false;
    const clock = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, seconds * 1000);
    const looking = setInterval(() => {
      if (measureUse(child.pid ?? -1).memoryBytes > limits.memory * MB)
        kill(`It used more than ${limits.memory} MB of memory.`);
      // A single file can not be larger; many can.
      const size = sizeOf(home);
      if (size === undefined) kill('It made folders that can not be looked into.');
      else if (size > limits.disk * MB * 1.1) kill(`Its files took more than ${limits.disk} MB.`);
    }, LOOK);
    const end = () => {
      clearTimeout(clock);
      clearInterval(looking);
    };
    child.once('error', (error) => {
      end();
      reject(error);
    });
    child.once('close', (code) => {
      end();
      resolve({ code: timedOut ? 124 : (code ?? 137), out: out.text(), err: err.text() + why, timedOut });
    });
  });
}

function collector(tooMuch: () => void) {
  const chunks: Buffer[] = [];
  let kept = 0;
  let seen = 0;
  return {
    take(chunk: Buffer) {
      seen += chunk.length;
      if (seen > ENDLESS) tooMuch();
      const room = OUTPUT - kept;
      if (room <= 0) return;
      const piece = chunk.subarray(0, room);
      chunks.push(piece);
      kept += piece.length;
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

/** Bytes of all files; links are not followed. Undefined where a folder is closed to us, or nested too deep for a path. */
function sizeOf(folder: string): number | undefined {
  let sum = 0;
  const folders = [folder];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    try {
      for (const entry of readdirSync(at, { withFileTypes: true })) {
        const path = join(at, entry.name);
        if (entry.isDirectory()) folders.push(path);
        else if (entry.isFile()) sum += lstatSync(path).size;
      }
    } catch (error) {
      // What the program has just removed counts no more.
      if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    }
  }
  return sum;
}

/** A program may have closed its folders to itself, and so to the one who started Atlas: they are opened on the way. */
function removeAll(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    spawnSync('chmod', ['-R', 'u+rwX', folder], { stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  }
}

function put(home: string, path: string, bytes: Buffer, executable: boolean): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), bytes, { mode: executable ? 0o755 : 0o644 });
}

function giveTo(folder: string, { uid, gid }: SandboxUser): void {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    chownSync(join(entry.parentPath, entry.name), uid, gid);
}
