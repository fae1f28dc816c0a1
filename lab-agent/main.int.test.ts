import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { packUp } from './archives.ts';
import { buildAgent } from './build.ts';
import { type RoughRelay, startRoughRelay } from './testing/rough-relay.ts';

let folder: string;
let home: string;
let relay: RoughRelay;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atlas-agent-main-'));
  await buildAgent(join(folder, 'agent'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  home = mkdtempSync(join(folder, 'home-'));
  relay = await startRoughRelay();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await relay.stop();
});

const agent = () => join(folder, 'agent/agent.mjs');
const told = (more: object = {}) => ({
  url: relay.url,
  token: 'first',
  shell: 'pty',
  home,
  limits: { memory: 64, processes: 4_000, disk: 64, cpuSeconds: 60 },
  endsAt: new Date(Date.now() + 600_000).toISOString(),
  ...more,
});

describe('beside the agent in a cluster', () => {
  const run = (args: string[], input?: Uint8Array) =>
    spawnSync(process.execPath, [agent(), ...args], { input, env: { HOME: home }, maxBuffer: 64e6 });

  test('files are restored, collected as texts and saved again', async () => {
    const archive = await packUp([
      { path: 'a/run.sh', bytes: Buffer.from('#!/bin/sh\n'), executable: true },
      { path: 'notes.txt', bytes: Buffer.from('ä'), executable: false },
    ]);
    expect(run(['restore'], archive).status).toBe(0);
    symlinkSync('/etc/passwd', join(home, 'link'));
    const collected = run(['collect', 'notes.txt', 'link', 'none', 'a/run.sh']);
    expect(JSON.parse(String(collected.stdout))).toEqual({ 'notes.txt': 'ä', 'a/run.sh': '#!/bin/sh\n' });
    // The link is no file of the home folder, and is not kept.
    expect(Buffer.compare(run(['save']).stdout, archive)).toBe(0);
  });

  test('what can not be done ends with another code, and the reason', () => {
    writeFileSync(join(home, 'noise'), randomBytes(9 * 1024 * 1024));
    const saved = run(['save']);
    expect([saved.status === 0, saved.stdout.length]).toEqual([false, 0]);
    expect(String(saved.stderr)).toContain('8 MB packed');
    expect(run(['restore'], Buffer.from('no archive')).status).not.toBe(0);
    expect(run(['dance']).status).toBe(2);
  });

  test('it is told by its environment, of which shells see nothing', async () => {
    const child = spawn(process.execPath, [agent(), 'serve'], {
      env: { PATH: process.env.PATH, ATLAS_AGENT_BEGIN: JSON.stringify(told()) },
      stdio: 'ignore',
    });
    children.push(child);
    await expect.poll(() => relay.isConnected(), { timeout: 15_000 }).toBe(true);
    const machine = relay.page();
    const shell = machine.open(
      '1',
      { cols: 80, rows: 24 },
      { onOutput: (_bytes, shown) => shown(), onReset: () => {}, onEnded: () => {} },
    );
    shell.input('env > env.tmp; mv env.tmp env.txt\r');
    await expect
      .poll(
        () => {
          try {
            return readFileSync(join(home, 'env.txt'), 'utf8');
          } catch {
            return '';
          }
        },
        { timeout: 15_000 },
      )
      .toContain('HOME=');
    expect(readFileSync(join(home, 'env.txt'), 'utf8')).not.toMatch(/ATLAS|token|first/);
    machine.close();
  }, 40_000);
});

describe('the control channel on a computer', () => {
  /** An agent that is told and answers over its standard streams. */
  function control() {
    const child = spawn(process.execPath, [agent(), 'serve'], { stdio: ['pipe', 'pipe', 'ignore'] });
    children.push(child);
    const said: Record<string, unknown>[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => said.push(JSON.parse(line)));
    const hear = async (is: (one: Record<string, unknown>) => boolean) => {
      await expect.poll(() => said.some(is), { timeout: 15_000 }).toBe(true);
      return said.find(is) as Record<string, unknown>;
    };
    let asked = 0;
    return {
      child,
      hear,
      say: (message: object) => child.stdin.write(`${JSON.stringify(message)}\n`),
      ask(message: object) {
        asked += 1;
        const id = asked;
        child.stdin.write(`${JSON.stringify({ id, ...message })}\n`);
        return hear((one) => one.id === id);
      },
    };
  }

  test('says that it is ready, and answers what it is asked', async () => {
    const { say, hear, ask } = control();
    const archive = await packUp([{ path: 'a', bytes: Buffer.from('text'), executable: false }]);
    say(told({ archive: archive.toString('base64') }));
    await hear((one) => one.op === 'ready');
    expect(await ask({ op: 'collect', paths: ['a', 'b'] })).toMatchObject({ ok: true, files: { a: 'text' } });
    expect(await ask({ op: 'save' })).toMatchObject({ ok: true, archive: archive.toString('base64') });
    expect(await ask({ op: 'usage' })).toMatchObject({ ok: true, diskBytes: 4 });
    expect(await ask({ op: 'collect', paths: ['../a'] })).toMatchObject({ ok: false });
  });

  test('goes on after files that are too many to save', async () => {
    const { say, hear, ask } = control();
    say(told());
    await hear((one) => one.op === 'ready');
    mkdirSync(join(home, 'deep'));
    writeFileSync(join(home, 'deep/noise'), randomBytes(9 * 1024 * 1024));
    expect(await ask({ op: 'save' })).toMatchObject({ ok: false, message: expect.stringMatching(/8 MB/) });
    rmSync(join(home, 'deep/noise'));
    expect(await ask({ op: 'save' })).toMatchObject({ ok: true });
  });

  test('says why it can not begin, and ends with who started it', async () => {
    const { child, say, hear } = control();
    say(told({ archive: Buffer.from('no archive').toString('base64') }));
    expect(await hear((one) => one.op === 'failed')).toMatchObject({ message: expect.any(String) });
    child.stdin?.end();
    await expect.poll(() => child.exitCode, { timeout: 10_000 }).toBe(0);
  });
});
