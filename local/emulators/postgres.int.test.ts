import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isAlive, waitUntilGone } from '../processes.ts';
import { type Postgres, startPostgres } from './postgres.ts';

function which(program: string): string {
  return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
}

describe('PostgreSQL in a folder', () => {
  let folder: string;
  let running: Postgres[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atlas-postgres-'));
    running = [];
  });
  afterEach(async () => {
    for (const server of running) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<Postgres> {
    const server = await startPostgres({ folder, ephemeral: true });
    running.push(server);
    return server;
  }

  async function query(url: string, sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
    } finally {
      await client.end();
    }
  }

  it('keeps rows, port and password over a restart', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE note (text text)');
    await query(first.url, `INSERT INTO note VALUES ('kept')`);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(second.note).toBeUndefined();
    expect(await query(second.url, 'SELECT text FROM note')).toEqual(['kept']);
  });

  it('lets in nobody without the password, listens on loopback only, and gives Atlas no superuser', async () => {
    const server = await start();
    const wrong = server.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await expect(query(server.url.replace(/\/\/.*@/, '//postgres@'), 'SELECT 1')).rejects.toThrow();
    expect(await query(server.url, 'SHOW listen_addresses')).toEqual(['127.0.0.1']);
    expect(await query(server.url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
      false,
    ]);
    expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
  });

  it('sorts and folds letters of all languages, and knows trigrams and accents', async () => {
    const { url } = await start();
    await query(url, 'CREATE EXTENSION pg_trgm');
    await query(url, 'CREATE EXTENSION unaccent');
    expect(await query(url, `SELECT upper('grün ñ'), unaccent('café')`)).toEqual(['GRÜN Ñ', 'cafe']);
    expect(await query(url, `SELECT show_trgm('ü') <> '{}'`)).toEqual([true]);
  });

  it('stops a server that a killed run left, and says so', async () => {
    const script = `
      import { startPostgres } from ${JSON.stringify(new URL('postgres.ts', import.meta.url).href)};
      const server = await startPostgres({ folder: process.argv[1] });
      console.log(server.pid);
      setInterval(() => {}, 1000);`;
    const owner = spawn('node', ['--input-type=module-typescript', '-e', script, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(owner.stdout, 'data');
    const orphan = Number(String(line));
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(isAlive(orphan)).toBe(true);
    const server = await start();
    expect(isAlive(orphan)).toBe(false);
    expect(server.note).toBe(`a PostgreSQL left running by a killed Atlas (process ${orphan}) was stopped`);
    expect(await query(server.url, 'SELECT 1')).toEqual([1]);
  });

  it('recovers when the server itself was killed, keeping what was committed', async () => {
    const first = await startPostgres({ folder });
    running.push(first);
    await query(first.url, 'CREATE TABLE note (text text)');
    await query(first.url, `INSERT INTO note VALUES ('kept')`);
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    const second = await start();
    expect(second.note).toBe('the last run was killed; PostgreSQL recovers from its log');
    expect(await query(second.url, 'SELECT text FROM note')).toEqual(['kept']);
  });

  it('is not misled by a pid file whose process id belongs to another program now', async () => {
    await (await start()).stop();
    const lines = [process.pid, join(folder, 'data'), 0, 0, '', '127.0.0.1', ''];
    writeFileSync(join(folder, 'data', 'postmaster.pid'), `${lines.join('\n')}\n`);
    expect(await query((await start()).url, 'SELECT 1')).toEqual([1]);
  });

  it('takes another port when its own is taken', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    await once(squatter, 'listening');
    const second = await start();
    expect(second.port).not.toBe(first.port);
    expect(await query(second.url, 'SELECT 1')).toEqual([1]);
    squatter.close();
  });

  it('ends with the process that started it, when that one is killed and the server is for tests', async () => {
    const script = `
      import { startPostgres } from ${JSON.stringify(new URL('postgres.ts', import.meta.url).href)};
      const server = await startPostgres({ folder: process.argv[1], ephemeral: true });
      console.log(server.pid);
      setInterval(() => {}, 1000);`;
    const owner = spawn('node', ['--input-type=module-typescript', '-e', script, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(owner.stdout, 'data');
    owner.kill('SIGKILL');
    expect(await waitUntilGone(Number(String(line)), 5_000)).toBe(true);
  });

  it('tells the last words of a server that does not start', async () => {
    await (await start()).stop();
    appendFileSync(join(folder, 'data', 'postgresql.conf'), `\nshared_buffers = 'nonsense'\n`);
    await expect(start()).rejects.toThrow(
      /^PostgreSQL did not start: .*contains errors \(its log is .*postgres\.log\)$/,
    );
  });

  it('tells when the password was lost, and leaves no server behind', async () => {
    await (await start()).stop();
    writeFileSync(join(folder, 'password'), 'another\n');
    await expect(start()).rejects.toThrow(/^PostgreSQL runs but does not let Atlas in/);
    expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('database system is shut down');
  });

  it.runIf(process.geteuid?.() === 0)('runs as root where new user namespaces are forbidden', async () => {
    const programs = join(folder, 'programs');
    mkdirSync(programs);
    for (const name of ['sh', 'id', 'setpriv']) symlinkSync(which(name), join(programs, name));
    vi.stubEnv('PATH', programs);
    try {
      expect(await query((await start()).url, 'SELECT 1')).toEqual([1]);
    } finally {
      vi.unstubAllEnvs();
    }
    expect(statSync(join(folder, 'data')).uid).not.toBe(0);
  });

  it('runs below a folder that only its owner may enter', async () => {
    chmodSync(folder, 0o700);
    expect(await query((await start()).url, 'SELECT 1')).toEqual([1]);
  });
});
