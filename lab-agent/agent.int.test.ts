import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Machine } from '../client/lab/machine.ts';
import { buildAgent } from './build.ts';
import { FAIR, type RoughRelay, startAgent, startRoughRelay } from './testing/rough-relay.ts';

let folder: string;
let home: string;
let agent: ChildProcess;
let relay: RoughRelay;
const machines: Machine[] = [];
/** Of a user, or of root. */
const PROMPT = /[$#] /;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atlas-agent-'));
  await buildAgent(join(folder, 'agent'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  home = mkdtempSync(join(folder, 'home-'));
  relay = await startRoughRelay();
  agent = startAgent(join(folder, 'agent'), relay.url, home);
  await expect.poll(() => relay.isConnected(), { timeout: 15_000 }).toBe(true);
});
afterEach(async () => {
  for (const machine of machines.splice(0)) machine.close();
  agent.kill('SIGKILL');
  await relay.stop();
});

/** Somebody at the first terminal. */
function sit(size = { cols: 80, rows: 24 }) {
  const machine = relay.page();
  machines.push(machine);
  const chunks: Buffer[] = [];
  let resets = 0;
  const shell = machine.open('1', size, {
    onOutput(bytes, shown) {
      chunks.push(Buffer.from(bytes));
      shown();
    },
    onReset: () => {
      resets += 1;
    },
    onEnded: () => {},
  });
  const screen = () => Buffer.concat(chunks).toString();
  const until = (text: string | RegExp, timeout = 20_000) =>
    expect
      .poll(screen, { timeout, interval: 20 })
      .toMatch(text instanceof RegExp ? text : new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return { machine, shell, screen, until, resets: () => resets, bytes: () => Buffer.concat(chunks) };
}

test('the same shell goes on after the relay was gone, again and again', async () => {
  const { shell, until } = sit();
  await until(PROMPT);
  shell.input('x=kept\r');
  for (let i = 0; i < 3; i++) {
    const before = relay.hellos.length;
    relay.cut();
    await expect
      .poll(() => relay.hellos.length > before && relay.isConnected(), { timeout: 15_000 })
      .toBe(true);
  }
  shell.input('echo is-$x\r');
  await until('is-kept');
  // Each connection came with a token of its own.
  expect(new Set(relay.hellos).size).toBe(4);
}, 60_000);

test('a server that died between welcome and ready does not lock the agent out', async () => {
  const { shell, until } = sit();
  await until(PROMPT);
  relay.dieAfterWelcome = 2;
  relay.cut();
  await expect.poll(() => relay.isConnected() && relay.dieAfterWelcome === 0, { timeout: 20_000 }).toBe(true);
  shell.input("echo still''-here\r");
  await until('still-here');
}, 60_000);

test('every byte comes once and in order, whatever the network does', async () => {
  const { shell, until, bytes } = sit();
  await until(PROMPT);
  relay.weather = { lost: 0.02, doubled: 0.05, late: 15 };
  const before = bytes().length;
  shell.input(`seq 1 60000; echo do''ne\r`);
  await until('done\r\n', 60_000);
  relay.weather = FAIR;
  const shown = bytes().subarray(before).toString();
  const numbers = shown.slice(shown.indexOf('1\r\n2\r\n3\r\n'), shown.indexOf('done\r\n'));
  expect(numbers).toBe(Array.from({ length: 60_000 }, (_, i) => `${i + 1}\r\n`).join(''));
}, 90_000);

test('what is typed in bad weather goes into the shell once and in order', async () => {
  const { shell, until, screen } = sit();
  await until(PROMPT);
  shell.input('cat > typed.txt\r');
  await until('typed.txt');
  relay.weather = { lost: 0.05, doubled: 0.1, late: 20 };
  const lines = Array.from({ length: 300 }, (_, i) => `line ${i}`);
  for (const line of lines) shell.input(`${line}\n`);
  await until('line 299', 60_000);
  relay.weather = FAIR;
  shell.input('\x04');
  shell.input("echo en''ded\r");
  await until('ended');
  expect(readFileSync(join(home, 'typed.txt'), 'utf8')).toBe(`${lines.join('\n')}\n`);
  expect(screen()).toBeTruthy();
}, 90_000);

test('twenty megabytes come through unchanged', async () => {
  const line = `${'0123456789abcdef'.repeat(4)}\u001b[31mred\u001b[0m\u0007\n`;
  const whole = line.repeat(Math.ceil(20e6 / line.length));
  writeFileSync(join(home, 'big'), whole);
  const { shell, until, bytes } = sit();
  await until(PROMPT);
  shell.input("stty -onlcr; clear; cat big; echo -n EN''D\r");
  await until(/END$|END\W/, 60_000);
  const got = bytes();
  const start = got.indexOf('0123456789abcdef');
  const body = got.subarray(start, got.lastIndexOf('END'));
  expect(createHash('sha256').update(body).digest('hex')).toBe(
    createHash('sha256').update(whole).digest('hex'),
  );
}, 90_000);

test('a size, Ctrl-C and a paste of a megabyte reach the shell', async () => {
  const { shell, until } = sit();
  await until(PROMPT);
  shell.resize({ cols: 101, rows: 37 });
  shell.input('stty size\r');
  await until('37 101');
  shell.input('sleep 600\r');
  await until('sleep 600');
  shell.input('\x03');
  shell.input("echo in''terrupted\r");
  await until('interrupted');
  shell.input('stty -echo -icanon; head -c 1000000 | sha256sum\r');
  await until('sha256sum');
  const paste = 'paste bomb '.repeat(100_000).slice(0, 1_000_000);
  shell.input(paste);
  await until(createHash('sha256').update(paste).digest('hex'), 60_000);
}, 90_000);

test('two pages sit at one shell, and who comes later sees what was', async () => {
  const one = sit();
  await one.until(PROMPT);
  one.shell.input('echo from-one\r');
  await one.until('from-one\r\n');
  const two = sit();
  await two.until('from-one\r\n');
  two.shell.input('echo from-two\r');
  await one.until('from-two\r\n');
  await two.until('from-two\r\n');
});

test('the imitated shell needs nothing but what was bundled', async () => {
  agent.kill('SIGKILL');
  await expect.poll(() => relay.isConnected()).toBe(false);
  relay.forget();
  agent = startAgent(join(folder, 'agent'), relay.url, home, 'simulated');
  await expect.poll(() => relay.isConnected(), { timeout: 15_000 }).toBe(true);
  const { shell, until } = sit();
  await until('This shell is simulated');
  shell.input("printf '3\\n1\\n2\\n' | sort -n | awk '{ s = s $1 } END { print \"sum-\" s }'\r");
  await until('sum-123');
}, 60_000);
