import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toBase64 } from '../realtime/base64.ts';
import { ConnectionLost, type Live, type LiveState, RefusedError } from '../realtime/live.ts';
import { type Machine, openMachine } from './machine.ts';
import type { PageToServer, ServerToPage } from './messages.ts';

const LAB = 'lss_1';
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A connection that a test holds in its hands: what is said is kept, what is heard is what the test says. */
function fakeLive() {
  const said: PageToServer[] = [];
  const states = new Set<(state: LiveState) => void>();
  const listeners = new Set<(message: ServerToPage) => void>();
  let state: LiveState = 'live';
  let connected = true;
  let file: (ask: unknown) => unknown = () => ({ op: 'failed', code: 'NOT_FOUND', message: 'None.' });
  let seats = 0;
  const live = {
    state: () => state,
    onState(changed: (state: LiveState) => void) {
      states.add(changed);
      changed(state);
      return () => states.delete(changed);
    },
    onLabMessage(heard: (message: ServerToPage) => void) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    async ask(message: PageToServer) {
      if (state !== 'live') throw new ConnectionLost('Away.');
      if (message.type === 'join-lab') {
        seats += 1;
        return { type: 'lab-joined', id: '1', lab: LAB, seat: `seat${seats}`, connected };
      }
      if (message.type !== 'lab-file') throw new Error('Nobody asks that.');
      return { type: 'lab-file-answer', lab: LAB, to: 'x', id: '1', answer: await file(message.ask) };
    },
    say: (message: PageToServer) => void said.push(message),
  };
  return {
    live: live as unknown as Live,
    said,
    hear: (message: object) => {
      for (const heard of listeners) heard({ lab: LAB, ...message } as ServerToPage);
    },
    go(next: LiveState) {
      state = next;
      for (const changed of states) changed(next);
    },
    agent: (is: boolean) => {
      connected = is;
    },
    answerFiles: (answer: typeof file) => {
      file = answer;
    },
    seat: () => `seat${seats}`,
    last: <Type extends PageToServer['type']>(type: Type) =>
      said.findLast((one) => one.type === type) as Extract<PageToServer, { type: Type }>,
    typed: () =>
      said.flatMap((one) =>
        one.type === 'terminal-input' ? [{ at: one.at, data: one.data, stream: one.stream }] : [],
      ),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(0);

let open: Machine[] = [];
afterEach(() => {
  for (const one of open) one.close();
  open = [];
});

async function start() {
  const fake = fakeLive();
  const machine = openMachine(fake.live, LAB);
  open.push(machine);
  await settle();
  const screen = {
    text: '',
    resets: 0,
    ended: undefined as number | undefined,
    showing: [] as (() => void)[],
  };
  const shell = machine.open(
    '1',
    { cols: 80, rows: 24 },
    {
      onOutput(bytes, shown) {
        screen.text += decoder.decode(bytes);
        screen.showing.push(shown);
      },
      onReset: () => {
        screen.resets += 1;
        screen.text = '';
      },
      onEnded: (code) => {
        screen.ended = code;
      },
    },
  );
  const opened = (from = 0, inputFrom = 0) => {
    const { stream } = fake.last('terminal-open');
    fake.hear({
      type: 'terminal-opened',
      to: fake.seat(),
      terminal: '1',
      stream,
      from,
      inputFrom,
      cols: 80,
      rows: 24,
    });
  };
  const output = (at: number, text: string, to?: string) =>
    fake.hear({
      type: 'terminal-output',
      terminal: '1',
      at,
      data: toBase64(encoder.encode(text)),
      ...(to ? { to } : {}),
    });
  return { fake, machine, shell, screen, opened, output };
}

describe('output', () => {
  test('is shown in order and once, whatever order it comes in', async () => {
    const { screen, opened, output } = await start();
    opened();
    output(4, 'ef');
    output(0, 'ab');
    output(0, 'ab');
    output(2, 'cd');
    expect(screen.text).toBe('abcdef');
  });

  test('is acknowledged when it is on the screen, not before', async () => {
    const { fake, screen, opened, output } = await start();
    opened();
    output(0, 'abc');
    await vi.advanceTimersByTimeAsync(500);
    expect(fake.said.some((one) => one.type === 'terminal-ack')).toBe(false);
    screen.showing[0]?.();
    await vi.advanceTimersByTimeAsync(150);
    expect(fake.last('terminal-ack')).toMatchObject({ upTo: 3 });
  });

  test('of four megabytes in a second is acknowledged less often than a page may speak', async () => {
    const { fake, screen, opened, output } = await start();
    opened();
    fake.said.length = 0;
    for (let at = 0; at < 4e6; at += 16_000) {
      output(at, 'x'.repeat(16_000));
      screen.showing.at(-1)?.();
      await vi.advanceTimersByTimeAsync(4);
    }
    // `functions/platform/realtime/flood.ts`: sixty a second, and what is typed comes on top.
    expect(fake.said.length).toBeLessThan(50);
    expect(fake.last('terminal-ack').upTo).toBeGreaterThan(3.8e6);
  });

  test('that was lost is asked for again, from where it is missing', async () => {
    const { fake, screen, opened, output } = await start();
    opened();
    output(0, 'ab');
    output(4, 'ef');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(fake.last('terminal-open')).toMatchObject({ after: 2 });
    opened(2);
    output(2, 'cdef');
    expect(screen.text).toBe('abcdef');
  });

  test('goes on after a break of the connection where it was', async () => {
    const { fake, screen, opened, output } = await start();
    opened();
    output(0, 'abc');
    fake.go('offline');
    fake.go('connecting');
    fake.go('live');
    await settle();
    expect(fake.last('terminal-open')).toMatchObject({ after: 3 });
    opened(3);
    output(3, 'def');
    expect([screen.text, screen.resets]).toEqual(['abcdef', 0]);
  });

  test('that is not kept any more begins anew on a clean screen', async () => {
    const { fake, screen, opened, output } = await start();
    opened();
    output(0, 'abc');
    fake.go('offline');
    fake.go('live');
    await settle();
    opened(900);
    output(900, 'later');
    expect([screen.text, screen.resets]).toEqual(['later', 1]);
  });

  test('that comes again is acknowledged again: perhaps the agent has not heard it', async () => {
    const { fake, screen, opened, output } = await start();
    opened();
    output(0, 'abc');
    screen.showing[0]?.();
    await vi.advanceTimersByTimeAsync(150);
    fake.said.length = 0;
    output(0, 'abc');
    output(0, 'abc');
    await vi.advanceTimersByTimeAsync(150);
    expect(fake.said).toEqual([expect.objectContaining({ type: 'terminal-ack', upTo: 3 })]);
    expect(screen.text).toBe('abc');
  });

  test('is not begun anew by an answer that comes twice', async () => {
    const { screen, opened, output } = await start();
    opened();
    output(0, 'abc');
    opened();
    output(3, 'def');
    expect([screen.text, screen.resets]).toEqual(['abcdef', 0]);
  });

  test('of a page that slept too long goes on where the agent says', async () => {
    const { screen, opened, output } = await start();
    opened();
    output(0, 'abc');
    opened(900);
    output(900, 'later');
    expect([screen.text, screen.resets]).toEqual(['later', 1]);
  });

  test('for another page of the same person is not this page’s', async () => {
    const { screen, opened, output } = await start();
    opened();
    output(0, 'ab', 'seat99');
    expect(screen.text).toBe('');
  });
});

describe('input', () => {
  test('goes as it is typed, each byte once', async () => {
    const { fake, shell, machine, opened } = await start();
    shell.input('l');
    expect(machine.state().unsent).toBe(1);
    opened();
    shell.input('s');
    expect(fake.typed().map(({ at, data }) => [at, data])).toEqual([
      [0, 'l'],
      [1, 's'],
    ]);
    fake.hear({
      type: 'terminal-input-ack',
      to: fake.seat(),
      terminal: '1',
      stream: fake.last('terminal-open').stream,
      upTo: 2,
    });
    expect(machine.state().unsent).toBe(0);
  });

  test('that was typed in a tunnel is sent once, after what had arrived before it', async () => {
    const { fake, shell, machine, opened } = await start();
    opened();
    shell.input('ab');
    fake.go('offline');
    shell.input('cd');
    expect(machine.state()).toEqual({ connection: 'offline', unsent: 4 });
    fake.said.length = 0;
    fake.go('live');
    await settle();
    // The first one had arrived, its acknowledgement was lost.
    opened(0, 2);
    expect(fake.typed().map(({ at, data }) => [at, data])).toEqual([[2, 'cd']]);
  });

  test('that nobody acknowledged is sent again', async () => {
    const { fake, shell, opened } = await start();
    opened();
    shell.input('ab');
    await vi.advanceTimersByTimeAsync(3_500);
    expect(fake.typed().filter(({ data }) => data === 'ab').length).toBeGreaterThan(1);
  });

  test('is refused as a whole when more than 4 MB would wait', async () => {
    const { machine, shell } = await start();
    expect(shell.input('x'.repeat(4 * 1024 * 1024 + 1))).toBe(false);
    expect(machine.state().unsent).toBe(0);
    expect(shell.input('x'.repeat(4 * 1024 * 1024))).toBe(true);
    expect(shell.input('y')).toBe(false);
    expect(machine.state().unsent).toBe(4 * 1024 * 1024);
  });

  test('is cut between characters, and a large paste waits for the shell', async () => {
    const { fake, shell, opened } = await start();
    opened();
    const paste = '漢🚀'.repeat(40_000);
    shell.input(paste);
    const inFlight = fake.typed();
    expect(inFlight.reduce((sum, { data }) => sum + encoder.encode(data).length, 0)).toBeLessThan(80_000);
    let got = '';
    for (let turn = 0; turn < 400 && got.length < paste.length; turn++) {
      const all = fake.typed();
      got = all.map(({ data }) => data).join('');
      const last = all.at(-1);
      const upTo = (last?.at ?? 0) + encoder.encode(last?.data).length;
      fake.hear({ type: 'terminal-input-ack', to: fake.seat(), terminal: '1', stream: last?.stream, upTo });
    }
    expect(got).toBe(paste);
  });

  test('to an agent that does not know this page any more goes on as another stream', async () => {
    const { fake, shell, opened } = await start();
    opened();
    shell.input('ab');
    const before = fake.last('terminal-open').stream;
    fake.hear({ type: 'terminal-input-ack', to: fake.seat(), terminal: '1', stream: before, upTo: 2 });
    fake.go('offline');
    shell.input('cd');
    fake.go('live');
    await settle();
    opened(0, 0);
    expect(fake.last('terminal-open').stream).not.toBe(before);
    opened(0, 0);
    expect(fake.typed().at(-1)).toMatchObject({ at: 0, data: 'cd' });
  });
});

test('the agent that comes and goes is seen, and shells are opened again', async () => {
  const { fake, machine, opened } = await start();
  opened();
  expect(machine.state().connection).toBe('live');
  fake.hear({ type: 'lab-agent', connected: false });
  expect(machine.state().connection).toBe('connecting');
  const before = fake.said.filter((one) => one.type === 'terminal-open').length;
  fake.hear({ type: 'lab-agent', connected: true });
  expect(fake.said.filter((one) => one.type === 'terminal-open').length).toBe(before + 1);
});

test('a page that was wrongly told that the agent is gone finds out', async () => {
  const { fake, machine, opened } = await start();
  opened();
  // Said of the moment before the agent came back, and overtaken by the news that it did.
  fake.hear({ type: 'lab-agent', connected: true });
  fake.hear({ type: 'lab-agent', connected: false });
  await vi.advanceTimersByTimeAsync(6_000);
  expect(machine.state().connection).toBe('live');
});

test('a shell that ended says so; closing the machine leaves its room', async () => {
  const { fake, machine, screen, opened } = await start();
  opened();
  fake.hear({ type: 'terminal-ended', terminal: '1', code: 3 });
  expect(screen.ended).toBe(3);
  machine.close();
  expect(fake.said.at(-1)).toEqual({ type: 'leave-lab', lab: LAB });
});

describe('files', () => {
  const piece = (bytes: Uint8Array, at: number, hash = 'h') => ({
    op: 'read',
    path: 'a',
    at,
    data: toBase64(bytes.subarray(at, at + 16_384)),
    bytes: bytes.length,
    hash,
  });

  test('are read in pieces, and again when they changed meanwhile', async () => {
    const { fake, machine } = await start();
    const bytes = new Uint8Array(40_000).fill(7);
    let asked = 0;
    fake.answerFiles((ask) => {
      asked += 1;
      return piece(bytes, (ask as { at: number }).at, asked === 2 ? 'other' : 'h');
    });
    const read = await machine.files.read('a');
    expect([read.bytes.length, read.hash, asked]).toEqual([40_000, 'h', 5]);
  });

  test('are written in pieces; a conflict, a lost connection and a refusal have their codes', async () => {
    const { fake, machine } = await start();
    const asks: { at: number; last: boolean }[] = [];
    fake.answerFiles((ask) => {
      asks.push(ask as never);
      return { op: 'write', path: 'a', hash: 'new' };
    });
    expect(await machine.files.write('a', new Uint8Array(40_000), 'old')).toEqual({ hash: 'new' });
    expect(asks.map(({ at, last }) => [at, last])).toEqual([
      [0, false],
      [16_384, false],
      [32_768, true],
    ]);
    fake.answerFiles(() => ({ op: 'failed', code: 'CHANGED', message: 'It has changed.' }));
    await expect(machine.files.write('a', new Uint8Array(1), 'old')).rejects.toMatchObject({
      code: 'CHANGED',
    });
    await expect(machine.files.write('a', new Uint8Array(2_000_000), null)).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
    fake.answerFiles(() => {
      throw new RefusedError('UNAVAILABLE', 'Not connected.');
    });
    await expect(machine.files.list()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    fake.go('offline');
    await expect(machine.files.list()).rejects.toMatchObject({ code: 'OFFLINE' });
  });
});
