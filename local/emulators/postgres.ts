import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { StartFailure, sentence } from '../failure.ts';
import { freePort, isPortFree } from '../ports.ts';
import { signal } from '../processes.ts';
import { findPostgres, type PostgresBinaries } from './postgres-binaries.ts';
import { clearLeftover } from './postgres-leftover.ts';

const run = promisify(execFile);

const READY_WITHIN = 60_000;
const STOP_WITHIN = 6_000;

export interface PostgresOptions {
  /** Holds everything: `data/`, `password` (0600), `port`, `postgres.log`. Made when absent. */
  folder: string;
  /** For tests: no fsync, and the server ends with this process even when that is killed. */
  ephemeral?: boolean;
}

export interface Postgres {
  /** Connection string of the application's role: it owns the database `atlas`, and is no superuser. */
  url: string;
  /** "18.4" */
  version: string;
  port: number;
  pid: number;
  /** A sentence about what an earlier, killed run had left, when there was such. */
  note?: string;
  /** Settles when the server ends, asked or not. */
  ended: Promise<void>;
  /** Ends open statements, writes the checkpoint and waits for the server's end; safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL on a loopback port, in a folder of its own. The port is any free one the first
 * time and the same afterwards, when still free. Connections need the random password (SCRAM).
 *
 * @throws StartFailure with the server's own last words when it does not become ready.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const folder = resolve(options.folder);
  const data = join(folder, 'data');
  await mkdir(folder, { recursive: true });
  const binaries = await findPostgres(existsSync(data) ? data : folder);
  const password = await rememberedPassword(folder);
  if (!existsSync(data)) await initialise(binaries, folder, options.ephemeral ?? false);
  const note = await clearLeftover(data);
  const port = await rememberedPort(folder);
  const server = await launch(binaries, { folder, data, port, ephemeral: options.ephemeral ?? false });
  let url: string;
  try {
    url = await ensureDatabase(port, password);
  } catch (error) {
    await stop(server);
    throw new StartFailure(`PostgreSQL runs but does not let Atlas in: ${sentence(error)} (${folder}).`, {
      cause: error,
    });
  }
  return {
    url,
    version: binaries.version,
    port,
    pid: server.pid!,
    note,
    ended: endOf(server),
    stop: () => stop(server),
  };
}

/** Makes the cluster beside its place and moves it there when complete, so that a cut leaves no half of one. */
async function initialise(binaries: PostgresBinaries, folder: string, ephemeral: boolean): Promise<void> {
  const unfinished = join(folder, 'data.new');
  await rm(unfinished, { recursive: true, force: true });
  const args = [
    '-D',
    unfinished,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${join(folder, 'password')}`,
  ];
  // The builtin provider sorts the same on every system; the character classes still come from the C library.
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  args.push('--encoding=UTF8', '--locale=C', `--lc-ctype=${ctype}`);
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  if (ephemeral) args.push('--no-sync');
  try {
    await run(...binaries.command('initdb', args));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw new StartFailure(`PostgreSQL could not make its data folder: ${initdbReason(error)}`, {
      cause: error,
    });
  }
  await rename(unfinished, join(folder, 'data'));
}

function initdbReason(error: unknown): string {
  const lines = sentence(error).split('\n');
  const said = lines.find((line) => /^initdb:|FATAL:/.test(line)) ?? lines[0] ?? '';
  return said.replace(/^initdb: *(error: *)?|^.*FATAL: */, '');
}

interface Launch {
  folder: string;
  data: string;
  port: number;
  ephemeral: boolean;
}

async function launch(
  binaries: PostgresBinaries,
  { folder, data, port, ephemeral }: Launch,
): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'max_connections=100',
  ];
  if (ephemeral) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const logFile = join(folder, 'postgres.log');
  const log = await open(logFile, 'w');
  // A session of its own: Ctrl-C in a terminal reaches Node alone, which lets requests finish first.
  const server = spawn(...binaries.command('postgres', args), {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let failed: Error | undefined;
  server.once('error', (error) => {
    failed = error;
  });
  await log.close();
  const deadline = Date.now() + READY_WITHIN;
  while (!(await isReady(data, server.pid))) {
    if (failed || server.exitCode !== null || server.signalCode !== null || Date.now() > deadline) {
      await stop(server);
      throw new StartFailure(`PostgreSQL did not start: ${failed?.message ?? (await lastWords(logFile))}`);
    }
    await sleep(10);
  }
  if (ephemeral) tether(server);
  // The server outlives a crash of Node, and must not keep Node from ending.
  server.unref();
  return server;
}

/** The eighth line of postmaster.pid is the server's state: what `pg_ctl` waits for as well. */
async function isReady(data: string, pid: number | undefined): Promise<boolean> {
  const lines = await readFile(join(data, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

async function lastWords(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8')).split('\n').filter(Boolean);
  const fatal = lines.filter((line) => /FATAL|PANIC/.test(line)).at(-1) ?? lines.at(-1) ?? 'it said nothing';
  return `${fatal.replace(/^.*(FATAL|PANIC): */, '')} (its log is ${logFile})`;
}

/** A shell that reads from this process: its input ends when this process does, however that happens. */
function tether(server: ChildProcess): void {
  const script = 'read -r _; kill -QUIT "$0"';
  const guard = spawn('sh', ['-c', script, String(server.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  server.once('exit', () => guard.kill('SIGKILL'));
  guard.unref();
  const pipe = guard.stdin;
  if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
}

async function stop(server: ChildProcess): Promise<void> {
  if (!server.pid || server.exitCode !== null || server.signalCode !== null) return;
  const ended = endOf(server);
  server.ref();
  signal(server.pid, 'SIGINT');
  const urge = setTimeout(() => server.pid && signal(server.pid, 'SIGQUIT'), STOP_WITHIN);
  await ended;
  clearTimeout(urge);
}

function endOf(server: ChildProcess): Promise<void> {
  return new Promise((done) => server.once('exit', () => done()));
}

async function rememberedPassword(folder: string): Promise<string> {
  const file = join(folder, 'password');
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

async function rememberedPort(folder: string): Promise<number> {
  const file = join(folder, 'port');
  const remembered = existsSync(file) ? Number(await readFile(file, 'utf8')) : 0;
  if (remembered > 0 && remembered < 65_536 && (await isPortFree(remembered))) return remembered;
  const port = await freePort();
  await writeFile(file, `${port}\n`);
  return port;
}

/** Makes the application's role and database on a new cluster. Names are constants, the password base64url. */
async function ensureDatabase(port: number, password: string): Promise<string> {
  const admin = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
  await admin.connect();
  try {
    const { rowCount: role } = await admin.query(`SELECT 1 FROM pg_roles WHERE rolname = 'atlas'`);
    if (!role) await admin.query(`CREATE ROLE atlas LOGIN PASSWORD '${password}'`);
    // As the owner on RDS: migrations make the role of the application.
    await admin.query('ALTER ROLE atlas CREATEDB CREATEROLE');
    const { rowCount: database } = await admin.query(`SELECT 1 FROM pg_database WHERE datname = 'atlas'`);
    if (!database) await admin.query('CREATE DATABASE atlas OWNER atlas');
  } finally {
    await admin.end();
  }
  return `postgres://atlas:${password}@127.0.0.1:${port}/atlas`;
}
