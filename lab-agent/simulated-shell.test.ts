import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Home } from './home.ts';
import type { Shell, StartShell } from './shell.ts';
import { createSimulation } from './simulation.ts';

let home: Home;
let start: StartShell;
const shells: Shell[] = [];

beforeEach(async () => {
  ({ home, start } = createSimulation({ memory: 64, disk: 4 }));
  await home.restore([{ path: 'work/a.txt', bytes: Buffer.from('one\n'), executable: false }]);
});
afterEach(() => {
  for (const shell of shells.splice(0)) shell.kill();
});

/** A shell as somebody has it who sits at it. */
function sit() {
  let screen = '';
  let code: number | undefined;
  const shell = start(
    { cols: 120, rows: 24 },
    {
      onOutput: (bytes) => {
        screen += Buffer.from(bytes).toString();
      },
      onExit: (given) => {
        code = given;
      },
    },
  );
  shells.push(shell);
  return {
    shell,
    type: (text: string) => shell.write(Buffer.from(text)),
    screen: () => screen,
    code: () => code,
    until: (text: string) => expect.poll(() => screen, { timeout: 15_000 }).toContain(text),
  };
}

test('says first what it is', () => {
  expect(sit().screen()).toMatch(/^This shell is simulated/);
});

test('goes on where the last command left it: folder, variables, files', async () => {
  const { type, until } = sit();
  type('cd work; X=kept\r');
  await until('~/work');
  type('echo "$X in $PWD"; echo two >> a.txt\r');
  await until('kept in /home/learner/work');
  type('wc -l < a.txt\r');
  await until('\r\n2\r\n');
  expect(String(await home.read('work/a.txt', 1_000))).toBe('one\ntwo\n');
});

test('Ctrl-C ends a command that would go on for ever, and what it did; the rest stays', async () => {
  const { type, until, screen } = sit();
  type('echo kept > kept.txt\r');
  await expect.poll(() => home.read('kept.txt', 100).then(String)).toBe('kept\n');
  type('while true; do echo x > lost.txt; done\r');
  await until('while true');
  type('\x03');
  await until('undone');
  type('cat kept.txt; ls lost.txt\r');
  await until('kept\r\n');
  await until('No such file');
  expect(screen().match(/undone/g)).toHaveLength(1);
});

test('Ctrl-C at one terminal leaves the other one’s command alone', async () => {
  const [one, two] = [sit(), sit()];
  one.type('for i in $(seq 1 20000); do :; done; echo fi""nished\r');
  two.type('echo waits\r');
  two.type('\x03');
  await two.until('undone');
  await one.until('finished');
  expect(one.screen()).not.toContain('undone');
});

test('a file that the editor wrote is there for the next command, and a full disk is told', async () => {
  const { type, until } = sit();
  await home.write('new.sh', Buffer.from('#!/bin/bash\necho from-editor\n'));
  type('./new.sh\r');
  await until('from-editor\r\n');
  type('seq 1000000 1999999 > big\r');
  await until('No space left on device');
  expect(await home.read('big', 10_000_000)).toBeUndefined();
});

test('exit ends the shell', async () => {
  const { type, code } = sit();
  type('exit\r');
  await expect.poll(code).toBe(0);
});
