import {
  type AgentToServer,
  OUTPUT_PIECE,
  OUTPUT_WINDOW,
  type ServerToAgent,
  type TerminalName,
} from '../client/lab/messages.ts';
import { createInbox, createRing, type Inbox } from '../client/lab/streams.ts';
import type { Shell, Size, StartShell } from './shell.ts';

type Heard = Extract<ServerToAgent, { terminal: TerminalName }>;

/** One shell of the machine, and the pages that look at it. */
export interface Terminal {
  hear(message: Heard): void;
  pageLeft(seat: string): void;
  /** There is a connection again: what was on its way may be lost. */
  connected(): void;
  disconnected(): void;
  close(): void;
}

/** Bytes of output that are kept for who comes later. */
const KEPT = 512 * 1024;
/** Streams of input that are remembered: a page each. */
const STREAMS = 32;
/** Milliseconds that output is gathered for while much of it comes. */
const GATHER = 8;
/** Milliseconds after which a page that says nothing is not waited for. */
const SILENT = 15_000;
/** Bytes a second: each message costs, and nobody reads faster. */
const RATE = 4 * 1024 * 1024;

interface Viewer {
  stream: string;
  acked: number;
  heardAt: number;
}

export interface TerminalOptions {
  name: TerminalName;
  start: StartShell;
  say(message: AgentToServer): void;
  now?: () => number;
}

const encoder = new TextEncoder();

/**
 * Output goes into a ring, and from there to the pages as fast as the slowest of them shows it: then the shell has to
 * wait. Whatever pages do, no more than the ring is kept.
 */
export function createTerminal({ name, start, say, now = Date.now }: TerminalOptions): Terminal {
  const ring = createRing(KEPT);
  const viewers = new Map<string, Viewer>();
  const inputs = new Map<string, Inbox>();
  let shell: Shell | undefined;
  let size: Size = { cols: 80, rows: 24 };
  /** Output below it was said to all pages. */
  let sent = 0;
  let isConnected = false;
  let isPaused = false;
  let timer: NodeJS.Timeout | undefined;
  let budget = { at: now(), bytes: RATE / 4 };

  // A page that fell silent while the shell waits for it causes nothing: somebody has to look.
  const looking = setInterval(pump, SILENT / 3).unref();

  function run(): void {
    shell = start(size, {
      onOutput(bytes) {
        for (let at = 0; at < bytes.length; at += KEPT / 4) ring.put(bytes.slice(at, at + KEPT / 4));
        pump();
      },
      onExit(code) {
        shell = undefined;
        isPaused = false;
        flush(Number.POSITIVE_INFINITY);
        say({ type: 'terminal-ended', terminal: name, code });
      },
    });
  }

  /** Up to where output may go: the slowest page that is there decides. */
  function windowEnd(): number {
    let end = Number.POSITIVE_INFINITY;
    for (const [seat, viewer] of viewers) {
      if (now() - viewer.heardAt > SILENT && viewer.acked < sent) viewers.delete(seat);
      else end = Math.min(end, viewer.acked + OUTPUT_WINDOW);
    }
    return end;
  }

  function pump(): void {
    if (viewers.size === 0) {
      // Nobody looks: the ring keeps the end, and the program goes on.
      sent = ring.end;
    } else if (isConnected && !timer) {
      // The first bytes after a silence, such as the echo of a key, go at once; what follows is gathered.
      const before = sent;
      flush(windowEnd());
      if (sent > before || sent < Math.min(ring.end, windowEnd()))
        timer = setTimeout(() => {
          timer = undefined;
          if (sent < Math.min(ring.end, windowEnd())) pump();
        }, GATHER);
    }
    wait();
  }

  /** The shell waits while pages lag behind, so that the ring never loses what they have not had. */
  function wait(): void {
    const lag = ring.end - sent;
    const pause = isConnected
      ? viewers.size > 0 && lag > OUTPUT_WINDOW / 2
      : viewers.size > 0 && lag > OUTPUT_WINDOW;
    if (pause === isPaused) return;
    isPaused = pause;
    if (pause) shell?.pause();
    else shell?.resume();
  }

  function flush(end: number): void {
    const time = now();
    budget = { at: time, bytes: Math.min(RATE / 4, budget.bytes + ((time - budget.at) / 1000) * RATE) };
    if (sent < ring.start) sent = ring.start;
    while (sent < Math.min(end, ring.end) && budget.bytes > 0) {
      const bytes = ring.read(sent, Math.min(OUTPUT_PIECE, end - sent));
      say({ type: 'terminal-output', terminal: name, at: sent, data: Buffer.from(bytes).toString('base64') });
      sent += bytes.length;
      budget.bytes -= bytes.length;
    }
  }

  function open({ seat, stream, cols, rows, after }: Extract<Heard, { type: 'terminal-open' }>): void {
    size = { cols, rows };
    if (shell) shell.resize(size);
    else run();
    const isHere = after !== null && after >= ring.start && after <= ring.end;
    const from = isHere ? after : firstLine();
    for (const [other, viewer] of viewers)
      if (viewer.stream === stream && other !== seat) viewers.delete(other);
    const inbox = inputOf(stream);
    const isFirst = viewers.size === 0;
    viewers.set(seat, { stream, acked: from, heardAt: now() });
    say({
      type: 'terminal-opened',
      to: seat,
      terminal: name,
      stream,
      from,
      inputFrom: inbox.next,
      cols,
      rows,
    });
    // Others have had these bytes, or will: only this page gets them again.
    if (isFirst) sent = Math.min(sent, ring.end);
    for (let at = from; at < sent; ) {
      const bytes = ring.read(at, Math.min(OUTPUT_PIECE, sent - at));
      if (bytes.length === 0) break;
      const data = Buffer.from(bytes).toString('base64');
      say({ type: 'terminal-output', terminal: name, at, data, to: seat });
      at += bytes.length;
    }
    pump();
  }

  /** Where what is kept begins with a whole line. */
  function firstLine(): number {
    if (ring.start === 0) return 0;
    const kept = ring.read(ring.start, 4096);
    const at = kept.indexOf(10);
    return ring.start + (at < 0 ? 0 : at + 1);
  }

  function inputOf(stream: string): Inbox {
    const inbox = inputs.get(stream) ?? createInbox();
    inputs.delete(stream);
    inputs.set(stream, inbox);
    if (inputs.size > STREAMS) inputs.delete(inputs.keys().next().value ?? '');
    return inbox;
  }

  return {
    hear(message) {
      const viewer = viewers.get(message.seat);
      if (viewer) viewer.heardAt = now();
      switch (message.type) {
        case 'terminal-open':
          open(message);
          break;
        case 'terminal-input': {
          const inbox = inputOf(message.stream);
          for (const bytes of inbox.take(message.at, encoder.encode(message.data))) shell?.write(bytes);
          const { seat: to, stream } = message;
          say({ type: 'terminal-input-ack', to, terminal: name, stream, upTo: inbox.next });
          break;
        }
        case 'terminal-ack':
          if (viewer) viewer.acked = Math.max(viewer.acked, Math.min(message.upTo, ring.end));
          pump();
          break;
        case 'terminal-resize':
          size = { cols: message.cols, rows: message.rows };
          shell?.resize(size);
          break;
        case 'terminal-close':
          shell?.kill();
          break;
      }
    },
    pageLeft(seat) {
      if (viewers.delete(seat)) pump();
    },
    connected() {
      isConnected = true;
      // Pages open it again and say how far they are: until then nobody is waited for.
      viewers.clear();
      sent = ring.end;
      wait();
    },
    disconnected() {
      isConnected = false;
    },
    close() {
      clearInterval(looking);
      clearTimeout(timer);
      shell?.kill();
    },
  };
}
