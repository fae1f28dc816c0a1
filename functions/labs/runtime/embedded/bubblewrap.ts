import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readlinkSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LabLimits } from '../../../../client/catalogue/lab.ts';

/** Where everything of a lab's machine lies, in every kind of machine. */
export const HOME = '/home/learner';
export const NODE = '/opt/atlas/bin/node';
/** Our own Node first, whatever this computer has. */
const PATH = '/opt/atlas/bin:/usr/local/bin:/usr/bin:/bin';

/** A user of this computer that a sandbox runs as; undefined for the one who started Atlas. */
export interface SandboxUser {
  uid: number;
  gid: number;
}

/**
 * Limits of processes do not bind root: started by root, each sandbox runs as a user of its own, which no account of
 * this computer has.
 */
const FIRST_UID = 62_000;
const USERS = 2_000;
let nextUser = 0;

export function sandboxUser(): SandboxUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const uid = FIRST_UID + nextUser;
  nextUser = (nextUser + 1) % USERS;
  return { uid, gid: uid };
}

let working: boolean | undefined;

/** Whether bubblewrap makes sandboxes on this computer: tried once. */
export function bubblewrapWorks(): boolean {
  if (process.platform !== 'linux') return false;
  working ??=
    spawnSync('bwrap', [...sandboxArguments({ home: { tmpfs: 1 } }), '/bin/bash', '-c', 'exit 7'], {
      ...(sandboxUser() ?? {}),
      timeout: 10_000,
      stdio: 'ignore',
    }).status === 7;
  return working;
}

export interface SandboxOptions {
  /** A folder of this computer, or memory of so many MB. */
  home: { folder: string } | { tmpfs: number };
  /** What else is seen in it: files and folders, read-only, by where they are seen. */
  reads?: Readonly<Record<string, string>>;
  /** A folder whose sockets can be spoken to. */
  sockets?: string;
}

/**
 * The arguments of `bwrap` up to the command: no network, no other process, nothing of this computer but its programs,
 * read-only; no rights, no environment. A file system, a memory and a user of its own (bwrap(1)).
 */
export function sandboxArguments({ home, reads = {}, sockets }: SandboxOptions): string[] {
  const node = nodeForAll();
  return [
    ...['--unshare-all', '--die-with-parent', '--cap-drop', 'ALL', '--clearenv'],
    ...['--uid', '1000', '--gid', '1000', '--hostname', 'lab'],
    ...['--ro-bind', '/usr', '/usr'],
    ...['/bin', '/sbin', '/lib', '/lib64'].flatMap(asOnThisComputer),
    // What `awk` and others are on Debian.
    ...['--ro-bind-try', '/etc/alternatives', '/etc/alternatives'],
    ...['--ro-bind-try', '/etc/ld.so.cache', '/etc/ld.so.cache'],
    ...['--ro-bind', peopleFile(), '/etc/passwd'],
    ...[
      '--proc',
      '/proc',
      '--dev',
      '/dev',
      '--size',
      '1048576',
      '--tmpfs',
      '/dev/shm',
      '--remount-ro',
      '/dev',
    ],
    ...['--size', String(16 * 1024 * 1024), '--tmpfs', '/tmp'],
    ...('folder' in home
      ? ['--bind', home.folder, HOME]
      : ['--size', String(home.tmpfs * 1024 * 1024), '--tmpfs', HOME]),
    ...['--ro-bind', node, NODE],
    ...Object.entries(reads).flatMap(([seen, path]) => ['--ro-bind', path, seen]),
    ...(sockets ? ['--ro-bind', sockets, '/run/atlas'] : []),
    ...['--remount-ro', '/', '--chdir', HOME],
    ...Object.entries({ HOME, PATH, LANG: 'C.UTF-8', USER: 'learner', TERM: 'dumb' }).flatMap(
      ([name, value]) => ['--setenv', name, value],
    ),
  ];
}

/** A link where it is one here: `/bin` is `usr/bin` almost everywhere. */
function asOnThisComputer(path: string): string[] {
  if (!existsSync(path)) return [];
  return lstatSync(path).isSymbolicLink()
    ? ['--symlink', readlinkSync(path), path]
    : ['--ro-bind', path, path];
}

/** Limits of each process, as commands of the shell that becomes the program. */
export function limitCommands({ memory, processes, disk, cpuSeconds }: LabLimits): string {
  // Programs such as Node reserve far more addresses than they use: what is used is measured (`processes.ts`).
  const addresses = Math.max(4096, memory * 8) * 1024;
  return `ulimit -c 0 -u ${processes} -f ${disk * 1024} -t ${cpuSeconds} -n 512 -v ${addresses}`;
}

/** Starts a command in a sandbox. `signal` ends all of it: with the outer process its whole world ends. */
export function startSandbox(
  options: SandboxOptions,
  command: readonly string[],
  user: SandboxUser | undefined,
) {
  const args = [...sandboxArguments(options), ...command];
  return spawn('nice', ['-n', '10', 'bwrap', ...args], {
    ...(user ?? {}),
    stdio: 'pipe',
    // It can be read in the sandbox: nothing of this computer is in it.
    env: { PATH },
  });
}

let shared: string | undefined;
/** A folder of this process's own files that every user of a sandbox can read. */
export function sharedFolder(): string {
  if (!shared) {
    shared = join(tmpdir(), `atlas-labs-${process.getuid?.() ?? 0}`);
    mkdirSync(shared, { recursive: true, mode: 0o755 });
  }
  return shared;
}

let people: string | undefined;
/** Names for the one user and group that there are. */
function peopleFile(): string {
  if (!people) {
    people = join(sharedFolder(), 'passwd');
    writeFileSync(
      people,
      `learner:x:1000:1000:Learner:${HOME}:/bin/bash\nnobody:x:65534:65534::/:/bin/false\n`,
      { mode: 0o644 },
    );
  }
  return people;
}

let nodeCopy: string | undefined;
/** This very Node. One that lies in a folder which only its owner may enter is copied, once. */
function nodeForAll(): string {
  nodeCopy ??= readableForAll(process.execPath, `node-${process.version}`);
  return nodeCopy;
}

/**
 * The path itself when everybody may read it, else a copy.
 *
 * @param inside of a folder: the file in it that is tried
 */
export function readableForAll(path: string, name: string, inside = ''): string {
  if (process.getuid?.() !== 0) return path;
  const check = spawnSync('test', ['-r', join(path, inside)], { uid: FIRST_UID, gid: FIRST_UID });
  if (check.status === 0) return path;
  const copy = join(sharedFolder(), name);
  if (!existsSync(copy)) {
    cpSync(path, `${copy}.${process.pid}`, { recursive: true, dereference: true });
    renameSync(`${copy}.${process.pid}`, copy);
  }
  return copy;
}
