import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AgentToServer } from '../client/lab/messages.ts';
import type { ShellEvents } from './shell.ts';
import { createTerminal } from './terminal.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A terminal, its shell in a test's hands, and what it says. */
function setUp() {
  const said: AgentToServer[] = [];
  const typed: string[] = [];
  let events: ShellEvents | undefined;
  let paused = false;
  let size = '';
  const terminal = createTerminal({
    name: '1',
    say: (message) => said.push(message),
    start: (given, shellEvents) => {
      events = shellEvents;
      size = `${given.cols}x${given.rows}`;
      return {
        write: (bytes) => void typed.push(Buffer.from(bytes).toString()),
        resize: ({ cols, rows }) => {
          size = `${cols}x${rows}`;
        },
        pause: () => {
          paused = true;
        },
        resume: () => {
          paused = false;
        },
        kill: () => events?.onExit(0),
      };
    },
  });
  terminal.connected();
  const of = (seat: string) => ({ lab: 'l', terminal: '1' as const, stream: `stream-${seat}`, seat });
  const outputs = () => said.flatMap((one) => (one.type === 'terminal-output' ? [one] : []));
  return {
    terminal,
    said,
    typed,
    outputs,
    of,
    size: () => size,
    isPaused: () => paused,
    print: (text: string | Buffer) => events?.onOutput(Buffer.from(text)),
    open: (seat: string, after: number | null = null) =>
      terminal.hear({ type: 'terminal-open', ...of(seat), cols: 80, rows: 24, after }),
    ack: (seat: string, upTo: number) => terminal.hear({ type: 'terminal-ack', ...of(seat), upTo }),
    shown: () => Buffer.concat(outputs().map(({ data }) => Buffer.from(data, 'base64'))),
    sum: () => outputs().reduce((sum, { data }) => sum + Buffer.from(data, 'base64').length, 0),
  };
}

test('the first byte goes at once, what follows is gathered', async () => {
  const { open, print, outputs } = setUp();
  open('a');
  print('x');
  expect(outputs()).toHaveLength(1);
  for (let i = 0; i < 100; i++) print('y');
  expect(outputs()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10);
  expect(outputs()).toHaveLength(2);
});

test('the shell waits for the slowest page, and goes on when that one has caught up', async () => {
  const { open, print, ack, isPaused, sum } = setUp();
  open('fast');
  open('slow');
  for (let i = 0; i < 32; i++) print(Buffer.alloc(16_384, 120));
  await vi.advanceTimersByTimeAsync(100);
  expect(sum()).toBe(256 * 1024);
  ack('fast', sum());
  await vi.advanceTimersByTimeAsync(100);
  expect([sum(), isPaused()]).toEqual([256 * 1024, true]);
  ack('slow', 256 * 1024);
  ack('fast', 256 * 1024);
  await vi.advanceTimersByTimeAsync(500);
  expect(sum()).toBe(512 * 1024);
});

test('a page that fell silent is not waited for after 15 seconds', async () => {
  const { open, print, ack, isPaused, sum } = setUp();
  open('gone');
  open('here');
  for (let i = 0; i < 30; i++) print(Buffer.alloc(16_384, 120));
  await vi.advanceTimersByTimeAsync(100);
  ack('here', 200_000);
  expect(isPaused()).toBe(true);
  await vi.advanceTimersByTimeAsync(10_000);
  ack('here', 256 * 1024);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sum()).toBe(30 * 16_384);
});

test('a hundred megabytes and a page that never says a word: no more than the ring is kept', async () => {
  const { open, print, isPaused, sum, terminal } = setUp();
  open('mute');
  let printed = 0;
  // A shell that is paused prints no more.
  for (let i = 0; i < 6_400; i++) {
    if (isPaused()) break;
    print(Buffer.alloc(16_384, 120));
    printed += 16_384;
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(isPaused()).toBe(true);
  expect(printed).toBeLessThan(1024 * 1024);
  expect(sum()).toBeLessThanOrEqual(256 * 1024);
  // Without a page the program goes on, and only the end is kept.
  terminal.pageLeft('mute');
  expect(isPaused()).toBe(false);
  for (let i = 0; i < 6_400; i++) print(Buffer.alloc(16_384, 121));
  const before = sum();
  open('late');
  expect(sum() - before).toBeLessThanOrEqual(512 * 1024);
});

test('a page that comes back gets what it missed, and nobody else does', () => {
  const { open, print, said, outputs, terminal } = setUp();
  open('a');
  open('b');
  print('one two');
  terminal.disconnected();
  terminal.connected();
  said.length = 0;
  open('a', 4);
  expect(said[0]).toMatchObject({ type: 'terminal-opened', to: 'a', from: 4 });
  expect(outputs()).toEqual([
    expect.objectContaining({ at: 4, to: 'a', data: Buffer.from('two').toString('base64') }),
  ]);
});

test('who asks for what is not kept any more begins with a whole line', () => {
  const { open, print, said, terminal } = setUp();
  open('a');
  terminal.pageLeft('a');
  for (let i = 0; i < 20_000; i++) print(`line ${i} ${'x'.repeat(60)}\n`);
  said.length = 0;
  open('b', 10);
  const opened = said.find((one) => one.type === 'terminal-opened');
  const first = said.find((one) => one.type === 'terminal-output' && one.to === 'b');
  expect(opened).toMatchObject({ from: (first as { at: number }).at });
  expect(Buffer.from((first as { data: string }).data, 'base64').toString()).toMatch(/^line \d+ x/);
});

test('input goes into the shell in order and once, by page', () => {
  const { terminal, open, of, typed, said } = setUp();
  open('a');
  open('b');
  const input = (seat: string, at: number, data: string) =>
    terminal.hear({ type: 'terminal-input', ...of(seat), at, data });
  input('a', 2, 'c');
  input('a', 0, 'ab');
  input('a', 0, 'ab');
  input('b', 0, 'B');
  expect(typed.join('')).toBe('abcB');
  expect(said.at(-2)).toMatchObject({ type: 'terminal-input-ack', to: 'a', upTo: 3 });
});

test('a resize reaches the shell; one that ended is told, and starts anew when it is opened', () => {
  const { terminal, open, of, size, said } = setUp();
  open('a');
  terminal.hear({ type: 'terminal-resize', ...of('a'), cols: 100, rows: 30 });
  expect(size()).toBe('100x30');
  terminal.hear({ type: 'terminal-close', ...of('a') });
  expect(said.at(-1)).toEqual({ type: 'terminal-ended', terminal: '1', code: 0 });
  open('a', 0);
  expect(size()).toBe('80x24');
});
