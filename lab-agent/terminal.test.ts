import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AgentToServer } from '../client/lab/messages.ts';
import { createInbox, type Inbox } from '../client/lab/streams.ts';
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
  let unread = 0;
  let busy = false;
  let size = '';
  const terminal = createTerminal({
    name: '1',
    say: (message) => said.push(message),
    isBusy: () => busy,
    start: (given, shellEvents) => {
      events = shellEvents;
      size = `${given.cols}x${given.rows}`;
      return {
        write: (bytes) => void typed.push(Buffer.from(bytes).toString()),
        unread: () => unread,
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
    /** Bytes that were said to all. */
    sum: () =>
      outputs().reduce((sum, { data, to }) => sum + (to ? 0 : Buffer.from(data, 'base64').length), 0),
    end: (code: number) => events?.onExit(code),
    isBusy: (is: boolean) => {
      busy = is;
    },
    leaveUnread: (bytes: number) => {
      unread = bytes;
    },
    /** What a page has that takes what is said to it and to all, in order and once. */
    screen(seat: string) {
      let inbox: Inbox | undefined;
      let text = '';
      for (const one of said) {
        if (one.type === 'terminal-opened' && one.to === seat) inbox = createInbox(one.from);
        if (!inbox || one.type !== 'terminal-output' || (one.to !== undefined && one.to !== seat)) continue;
        for (const bytes of inbox.take(one.at, Buffer.from(one.data, 'base64')))
          text += Buffer.from(bytes).toString('latin1');
      }
      return text;
    },
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

test('input goes into the shell in order and once, by page', async () => {
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
  await vi.advanceTimersByTimeAsync(30);
  const acks = said.filter((one) => one.type === 'terminal-input-ack');
  expect(acks).toEqual([
    expect.objectContaining({ to: 'a', upTo: 3 }),
    expect.objectContaining({ to: 'b', upTo: 1 }),
  ]);
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

const numbered = (from: number, lines: number) =>
  Array.from({ length: lines }, (_, i) => `line ${String(from + i).padStart(8, '0')}\n`).join('');

test('a page where nothing happened for an hour still gets what is printed then', async () => {
  const { open, print, ack, screen } = setUp();
  open('a');
  print('one ');
  ack('a', 4);
  await vi.advanceTimersByTimeAsync(3_600_000);
  print('two ');
  await vi.advanceTimersByTimeAsync(50);
  print('three');
  await vi.advanceTimersByTimeAsync(50);
  expect(screen('a')).toBe('one two three');
});

test('a page that slept gets what it missed as soon as it speaks, and is waited for again', async () => {
  const { terminal, open, print, screen, of, isPaused } = setUp();
  open('asleep');
  print(numbered(0, 1_000));
  await vi.advanceTimersByTimeAsync(40_000);
  // Nobody else looks, so this is said to nobody.
  print('later');
  await vi.advanceTimersByTimeAsync(50);
  expect(screen('asleep')).not.toContain('later');
  terminal.hear({ type: 'terminal-input', ...of('asleep'), at: 0, data: 'x' });
  await vi.advanceTimersByTimeAsync(50);
  expect(screen('asleep')).toBe(`${numbered(0, 1_000)}later`);
  print(Buffer.alloc(450_000, 120));
  expect(isPaused()).toBe(true);
});

test('a page that slept too long begins where what is kept begins', async () => {
  const { open, print, ack, said, screen } = setUp();
  open('asleep');
  print(numbered(0, 10));
  await vi.advanceTimersByTimeAsync(40_000);
  for (let i = 0; i < 60; i++) print(numbered(i * 1_000, 1_000));
  ack('asleep', 140);
  await vi.advanceTimersByTimeAsync(500);
  expect(said.filter((one) => one.type === 'terminal-opened')).toHaveLength(2);
  expect(screen('asleep')).toContain(numbered(40_000, 1_000));
});

test('through a break nothing is lost: the shell waits until the pages are back', async () => {
  const { terminal, open, ack, print, isPaused, screen, end } = setUp();
  open('before');
  let printed = '';
  const flood = () => {
    for (let i = 0; i < 200 && !isPaused(); i++) {
      const piece = numbered(printed.length / 14, 1_000);
      printed += piece;
      print(piece);
    }
  };
  flood();
  const seen = screen('before').length;
  ack('before', seen);
  terminal.disconnected();
  flood();
  terminal.connected();
  flood();
  // Its own way back takes a while, and ends in another seat.
  await vi.advanceTimersByTimeAsync(20_000);
  flood();
  expect(isPaused()).toBe(true);
  terminal.hear({
    type: 'terminal-open',
    lab: 'l',
    terminal: '1',
    stream: 'stream-before',
    seat: 'after',
    cols: 80,
    rows: 24,
    after: seen,
  });
  terminal.pageLeft('before');
  end(0);
  for (let i = 0; i < 100; i++) {
    await vi.advanceTimersByTimeAsync(20);
    ack('after', seen + screen('after').length);
  }
  expect(screen('after') === printed.slice(seen)).toBe(true);
});

test('a page that does not come back after a break is given up', async () => {
  const { terminal, open, print, isPaused } = setUp();
  open('a');
  terminal.disconnected();
  print(Buffer.alloc(450_000, 120));
  expect(isPaused()).toBe(true);
  terminal.connected();
  await vi.advanceTimersByTimeAsync(70_000);
  expect(isPaused()).toBe(false);
});

test('the last bytes are said again when they, or their acknowledgement, were lost', async () => {
  const { open, print, said, outputs } = setUp();
  open('a');
  print('lost');
  said.length = 0;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(outputs()[0]).toMatchObject({ at: 0, to: 'a', data: Buffer.from('lost').toString('base64') });
});

test('whoever opens it again and again is told no more than a window, and a slow line is not filled up', async () => {
  const { open, print, outputs, isBusy, said, terminal } = setUp();
  open('a');
  terminal.pageLeft('a');
  for (let i = 0; i < 40; i++) print(Buffer.alloc(16_384, 120));
  said.length = 0;
  isBusy(true);
  for (let i = 0; i < 50; i++) open('b', null);
  await vi.advanceTimersByTimeAsync(100);
  expect(outputs()).toHaveLength(0);
  isBusy(false);
  await vi.advanceTimersByTimeAsync(1_000);
  const bytes = outputs().reduce((sum, { data }) => sum + Buffer.from(data, 'base64').length, 0);
  expect(bytes).toBe(256 * 1024);
});

test('what no program reads is left to the page that typed it', async () => {
  const { terminal, open, of, typed, said, leaveUnread } = setUp();
  open('a');
  leaveUnread(300_000);
  terminal.hear({ type: 'terminal-input', ...of('a'), at: 0, data: 'x' });
  expect([typed, said.filter((one) => one.type === 'terminal-input-ack')]).toEqual([[], []]);
  leaveUnread(0);
  terminal.hear({ type: 'terminal-input', ...of('a'), at: 0, data: 'x' });
  await vi.advanceTimersByTimeAsync(30);
  expect([typed, said.at(-1)]).toEqual([['x'], expect.objectContaining({ upTo: 1 })]);
});

test('that a shell has ended is said after its last output', async () => {
  const { open, print, end, ack, said, sum } = setUp();
  open('a');
  print(Buffer.alloc(300_000, 120));
  end(7);
  await vi.advanceTimersByTimeAsync(100);
  expect(said.some((one) => one.type === 'terminal-ended')).toBe(false);
  ack('a', sum());
  await vi.advanceTimersByTimeAsync(100);
  expect(said.at(-1)).toEqual({ type: 'terminal-ended', terminal: '1', code: 7 });
  expect(sum()).toBe(300_000);
});

test('the echo of a key goes before the news that it arrived, and a paste is told of in large pieces', async () => {
  const { terminal, open, of, print, said } = setUp();
  open('a');
  said.length = 0;
  terminal.hear({ type: 'terminal-input', ...of('a'), at: 0, data: 'x' });
  print('x');
  await vi.advanceTimersByTimeAsync(30);
  expect(said.map(({ type }) => type)).toEqual(['terminal-output', 'terminal-input-ack']);
  said.length = 0;
  for (let i = 0; i < 16; i++)
    terminal.hear({ type: 'terminal-input', ...of('a'), at: 1 + i * 4_096, data: 'x'.repeat(4_096) });
  await vi.advanceTimersByTimeAsync(30);
  expect(said).toHaveLength(2);
});
