import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Atlas, type AtlasOptions, graphql, startAtlas, tryAtlas } from '../test/support/atlas.ts';

/** Whether this machine lets the tests mount a small disk of their own: as root, outside most containers. */
function canMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'atlas-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', place]).status === 0;
  if (mounted) spawnSync('umount', [place]);
  rmSync(place, { recursive: true });
  return mounted;
}

describe('npm start', { timeout: 240_000 }, () => {
  let folder: string;
  let data: string;
  let running: Atlas[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atlas-start-'));
    data = join(folder, 'data');
    running = [];
  });
  afterEach(async () => {
    for (const atlas of running) {
      atlas.kill('SIGTERM');
      await atlas.ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(options: Partial<AtlasOptions> = {}): Promise<Atlas> {
    const atlas = await startAtlas({ data, ...options });
    running.push(atlas);
    return atlas;
  }

  async function refused(options: Partial<AtlasOptions> = {}) {
    const outcome = await tryAtlas({ data, ...options });
    if ('url' in outcome) {
      running.push(outcome);
      throw new Error('Atlas started, and should not have.');
    }
    return outcome;
  }

  /** One sentence on stderr, no stack trace, exit code 1. */
  function expectSentence(outcome: { code: number | null; stderr: string }, sentence: RegExp): void {
    expect(outcome.stderr).toMatch(sentence);
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
    expect(outcome.code).toBe(1);
  }

  const FIRST = '{ diagrams(first: 1) { nodes { id } } }';
  const COMPLETE = 'mutation ($id: ID!) { completeDiagram(diagramId: $id) { progress { completedCount } } }';
  const COUNT = '{ userProgress { completedCount } }';

  it('prints each step and one URL, keeps rows over a stop by Ctrl-C and over a kill -9', async () => {
    const first = await start();
    expect(first.output()).toMatch(/Node +\d+\.\d+\.\d+/);
    expect(first.output()).toMatch(/PostgreSQL +\d+\.\d+ .*\d s/);
    expect(first.output().match(/http:\/\//g)).toHaveLength(1);
    const page = await fetch(first.url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const list = await graphql<{ diagrams: { nodes: { id: string }[] } }>(first.url, FIRST);
    const id = list.data?.diagrams.nodes[0]?.id;
    const { cookie, errors } = await graphql(first.url, COMPLETE, { variables: { id } });
    expect(errors).toBeUndefined();

    first.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(readdirSync(data).sort()).toEqual(['keys.json', 'labs', 'objects', 'postgres', 'redis.json']);

    const second = await start();
    expect(await graphql(second.url, COUNT, { cookie })).toMatchObject({
      data: { userProgress: { completedCount: 1 } },
    });
    expect(second.output()).toContain('unchanged');

    second.kill('SIGKILL');
    await second.ended;
    const third = await start();
    expect(third.output()).toMatch(/a PostgreSQL left running by a killed Atlas \(process \d+\) was stopped/);
    expect(await graphql(third.url, COUNT, { cookie })).toMatchObject({
      data: { userProgress: { completedCount: 1 } },
    });
  });

  it('is refused while another runs on the same data, and reset too; the running one is not disturbed', async () => {
    const atlas = await start();
    expectSentence(
      await refused(),
      new RegExp(`^Atlas runs already at ${atlas.url} \\(process ${atlas.pid}\\)`),
    );
    const reset = spawnSync('node', ['local/reset.ts', '--yes'], {
      env: { ...process.env, ATLAS_DATA: data },
      encoding: 'utf8',
    });
    expectSentence({ code: reset.status, stderr: reset.stderr }, /^Atlas runs at .*: stop it first/);
    expect((await fetch(atlas.url)).status).toBe(200);
  });

  it('is emptied by reset, for scripts and after an answer only', async () => {
    const atlas = await start();
    atlas.kill('SIGINT');
    await atlas.ended;
    writeFileSync(join(data, 'of-another'), 'kept');
    const env = { ...process.env, ATLAS_DATA: data };
    const unasked = spawnSync('node', ['local/reset.ts'], { env, encoding: 'utf8', input: '' });
    expectSentence({ code: unasked.status, stderr: unasked.stderr }, /nobody to ask/);
    expect(existsSync(join(data, 'postgres'))).toBe(true);
    const reset = spawnSync('node', ['local/reset.ts', '--yes'], { env, encoding: 'utf8' });
    expect([reset.status, readdirSync(data)]).toEqual([0, ['of-another']]);
  });

  it('says in one sentence that its port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as { port: number };
    expectSentence(await refused({ port }), new RegExp(`^Port ${port} is taken by another program`));
    squatter.close();
  });

  it.each([
    ['a file in its place', () => join(folder, 'file'), /is a file, or lies below one/],
    ['a folder below a file', () => join(folder, 'file', 'data'), /is a file, or lies below one/],
    ['a file system that takes no files', () => '/proc/atlas', /can't be (made|written)/],
  ])('says in one sentence what is wrong with a data folder: %s', async (_, place, sentence) => {
    writeFileSync(join(folder, 'file'), '');
    expectSentence(await refused({ data: place() }), sentence);
  });

  it.runIf(canMount())('says in one sentence that the disk is full, or read-only', async () => {
    mkdirSync(data);
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', data]);
    try {
      expectSentence(await refused(), /No space left on device|disk is full/);
      spawnSync('mount', ['-o', 'remount,ro', data]);
      expectSentence(await refused(), /can't be written/);
    } finally {
      spawnSync('umount', [data]);
    }
  });

  it.each([
    ['an unknown option', ['--prot', '1'], /^Unknown option '--prot'.*--help/],
    ['a port that is none', ['--port', '70000'], /^The port has to be a number/],
  ])('refuses %s in one sentence', async (_, args, sentence) => {
    expectSentence(await refused({ command: ['node', 'local/start.js', ...args] }), sentence);
  });

  it('goes on with the last good catalogue when a file is broken, and without one names the mistake and ends', async () => {
    const content = join(folder, 'content');
    cpSync('content', content, { recursive: true, filter: (path) => !path.includes('compiler') });
    const category = readdirSync(join(content, 'diagrams'))[0]!;
    const broken = join(content, 'diagrams', category, 'broken.md');
    writeFileSync(broken, '---\nslug: broken\n---\n');
    const env = { ATLAS_CONTENT: folder, ATLAS_BUILD: join(folder, 'build') };
    const fresh = await refused({ env });
    expect(fresh.code).toBe(1);
    expect(fresh.stderr).toMatch(/broken\.md/);
    expect(fresh.stderr).not.toMatch(/\n\s+at /);

    cpSync('build', join(folder, 'build'), { recursive: true });
    const atlas = await start({ env });
    expect(atlas.output()).toContain('The last good build is used');
    expect(atlas.output()).toMatch(/broken\.md/);
    expect((await fetch(atlas.url)).status).toBe(200);
  });

  it('is told by a Node that is too old, and without packages, in one sentence', () => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '20.19.0' }); await import('./local/start.js');`;
    const old = spawnSync('node', ['--input-type=module', '-e', pretend], { encoding: 'utf8' });
    expectSentence({ code: old.status, stderr: old.stderr }, /^Atlas needs Node 24, and this is 20\.19\.0/);

    mkdirSync(join(folder, 'local'));
    cpSync('local/start.js', join(folder, 'local', 'start.js'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const bare = spawnSync('node', [join(folder, 'local', 'start.js')], { encoding: 'utf8' });
    expectSentence({ code: bare.status, stderr: bare.stderr }, /^The packages are not installed yet/);
  });

  /** A client that has begun a request and does not finish it. */
  function hang(atlas: Atlas): void {
    const socket = connect(Number(new URL(atlas.url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
  }

  it('F7 ends within 10 seconds even when a client never finishes its request', async () => {
    const atlas = await start();
    hang(atlas);
    await sleep(100);
    const began = performance.now();
    atlas.kill('SIGTERM');
    expect(await atlas.ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('takes two signals at once for one key press, and a later second one as an order to end at once', async () => {
    const atlas = await start();
    hang(atlas);
    await sleep(100);
    const began = performance.now();
    atlas.kill('SIGINT');
    atlas.kill('SIGINT');
    await sleep(1_500);
    expect(await Promise.race([atlas.ended, sleep(0, 'still running')])).toBe('still running');
    atlas.kill('SIGINT');
    expect(await atlas.ended).toBe(130);
    expect(performance.now() - began).toBeLessThan(4_000);
    const next = await start();
    expect(next.output()).toContain('left running by a killed Atlas');
  });

  it('stops cleanly when Ctrl-C comes in the middle of a start', async () => {
    const child = spawn('node', ['local/start.js'], {
      env: { ...process.env, ATLAS_DATA: data, PORT: '0', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(existsSync(join(data, 'lock'))).toBe(false);
    expect(existsSync(join(data, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });
});
