import {
  type AgentToServer,
  OUTPUT_PIECE,
  OUTPUT_WINDOW,
  type ServerToAgent,
  type TerminalName,
} from '../client/lab/messages.ts';
import { createInbox, createRing, type Inbox } from '../client/lab/streams.ts';
import type { Shell, Size, StartShell } from './shell.ts';
import { createViewers, SILENT, type Viewer } from './viewers.ts';

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
/** Bytes that the slowest page may be behind before the shell waits; what a shell still says then fits into the ring. */
const LAG = OUTPUT_WINDOW + 128 * 1024;
/** Streams of input that are remembered: a page each. */
const STREAMS = 32;
/** Bytes of input that may wait for a program that does not read; what is more its page keeps, and sends again. */
const UNREAD = 256 * 1024;
/** Milliseconds and bytes of input after which its page is told that it arrived: the echo goes first. */
const ACK = { after: 25, bytes: 32 * 1024 };
/** Milliseconds that output is gathered for while much of it comes. */
const GATHER = 8;
/** Bytes a second: each message costs, and nobody reads faster. */
const RATE = 4 * 1024 * 1024;

export interface TerminalOptions {
  name: TerminalName;
  start: StartShell;
  say(message: AgentToServer): void;
  /** The connection takes no more at the moment. */
  isBusy?: () => boolean;
  now?: () => number;
}

const encoder = new TextEncoder();

/**
 * Output goes into a ring, and from there to the pages as fast as the slowest of them shows it: then the shell has to
 * wait. Whatever pages do, no more than the ring is kept.
 */
export function createTerminal(options: TerminalOptions): Terminal {
  const { name, start, say, isBusy = () => false, now = Date.now } = options;
  const ring = createRing(KEPT);
  const viewers = createViewers(now);
  const inputs = new Map<string, Inbox>();
  /** Streams of input whose pages are to be told how far they came, by seat. */
  const arrived = new Map<string, string>();
  let untold = 0;
  let telling: NodeJS.Timeout | undefined;
  let shell: Shell | undefined;
  let size: Size = { cols: 80, rows: 24 };
  /** Output below it was said to all pages. */
  let sent = 0;
  /** Of a shell whose last output is still to be said. */
  let ended: number | undefined;
  let isConnected = false;
  let isPaused = false;
  let timer: NodeJS.Timeout | undefined;
  let budget = { at: now(), bytes: RATE / 4 };

  // A page that fell silent while the shell waits for it causes nothing: somebody has to look.
  const looking = setInterval(look, SILENT / 3).unref();

  function run(): void {
    ended = undefined;
    shell = start(size, {
      onOutput(bytes) {
        ring.put(bytes);
        pump();
      },
      onExit(code) {
        shell = undefined;
        isPaused = false;
        ended = code;
        pump();
      },
    });
  }

  function pump(): void {
    // Nobody looks: the ring keeps the end, and the program goes on.
    if (viewers.isEmpty()) sent = ring.end;
    else if (isConnected && !timer && viewers.hasHere()) {
      // The first bytes after a silence, such as the echo of a key, go at once; what follows is gathered.
      if (flush() || hasMore())
        timer = setTimeout(() => {
          timer = undefined;
          if (hasMore()) pump();
        }, GATHER);
    }
    if (ended !== undefined && isConnected && sent >= ring.end) {
      say({ type: 'terminal-ended', terminal: name, code: ended });
      ended = undefined;
    }
    wait();
  }

  /** The shell waits while pages lag behind, so that the ring never loses what they have not had. */
  function wait(): void {
    const pause = ring.end - viewers.slowest() > LAG;
    if (pause === isPaused) return;
    isPaused = pause;
    if (pause) shell?.pause();
    else shell?.resume();
  }

  /** Up to where a page may be told what it missed. */
  const missedUpTo = ({ acked }: Viewer) => Math.min(sent, acked + OUTPUT_WINDOW);

  function hasMore(): boolean {
    const behind = viewers.here().filter(([, viewer]) => viewer.behind !== undefined);
    return behind.length > 0
      ? behind.some(([, viewer]) => (viewer.behind ?? 0) < missedUpTo(viewer))
      : viewers.hasHere() && sent < Math.min(ring.end, viewers.windowEnd());
  }

  /** Says as much as pages, the rate and the connection allow; false when that was nothing. */
  function flush(): boolean {
    const time = now();
    budget = { at: time, bytes: Math.min(RATE / 4, budget.bytes + ((time - budget.at) / 1000) * RATE) };
    const before = budget.bytes;
    // What is said to all waits for those who missed something: for them too it comes in order.
    let isBehind = false;
    for (const [seat, viewer] of viewers.here()) {
      if (viewer.behind === undefined) continue;
      viewer.behind = tell(Math.max(viewer.behind, ring.start), missedUpTo(viewer), seat);
      if (viewer.behind >= sent) viewer.behind = undefined;
      else isBehind = true;
    }
    if (!isBehind) sent = tell(Math.max(sent, ring.start), Math.min(ring.end, viewers.windowEnd()));
    viewers.owe(sent);
    return budget.bytes < before;
  }

  /** Says what is kept between these numbers, and gives back how far it came. */
  function tell(from: number, end: number, to?: string): number {
    let at = from;
    while (at < end && budget.bytes > 0 && !isBusy()) {
      const bytes = ring.read(at, Math.min(OUTPUT_PIECE, end - at));
      const data = Buffer.from(bytes).toString('base64');
      say({ type: 'terminal-output', terminal: name, at, data, ...(to === undefined ? {} : { to }) });
      at += bytes.length;
      budget.bytes -= bytes.length;
    }
    return at;
  }

  /** A page that says nothing is told again what it has not acknowledged: perhaps that, or its answer, was lost. */
  function look(): void {
    for (const [seat, { acked }] of isConnected ? viewers.look(sent, SILENT / 5) : [])
      if (acked >= ring.start) tell(acked, Math.min(sent, acked + OUTPUT_PIECE), seat);
    if (!isConnected) viewers.look(sent, SILENT);
    pump();
  }

  function open({ seat, stream, cols, rows, after }: Extract<Heard, { type: 'terminal-open' }>): void {
    size = { cols, rows };
    if (shell) shell.resize(size);
    else run();
    const from = after !== null && after >= ring.start && after <= ring.end ? after : firstLine();
    welcome(seat, stream, from);
    pump();
  }

  function welcome(seat: string, stream: string, from: number): void {
    viewers.open(seat, stream, from, sent);
    const inputFrom = inputOf(stream).next;
    say({ type: 'terminal-opened', to: seat, terminal: name, stream, from, inputFrom, ...size });
  }

  /** Where what is kept begins with a whole line. */
  function firstLine(): number {
    if (ring.start === 0) return 0;
    const kept = ring.read(ring.start, 4096);
    return ring.start + kept.indexOf(10) + 1;
  }

  function inputOf(stream: string): Inbox {
    const inbox = inputs.get(stream) ?? createInbox();
    inputs.delete(stream);
    inputs.set(stream, inbox);
    if (inputs.size > STREAMS) inputs.delete(inputs.keys().next().value ?? '');
    return inbox;
  }

  function takeInput({ seat: to, stream, at, data }: Extract<Heard, { type: 'terminal-input' }>): void {
    if (shell && shell.unread() > UNREAD) return;
    for (const bytes of inputOf(stream).take(at, encoder.encode(data))) shell?.write(bytes);
    arrived.set(stream, to);
    untold += data.length;
    if (untold >= ACK.bytes) tellArrived();
    else telling ??= setTimeout(tellArrived, ACK.after);
  }

  function tellArrived(): void {
    clearTimeout(telling);
    telling = undefined;
    untold = 0;
    for (const [stream, to] of arrived)
      say({ type: 'terminal-input-ack', to, terminal: name, stream, upTo: inputOf(stream).next });
    arrived.clear();
  }

  /** A page that had been away goes on where it was, or where what is kept begins. */
  function comeBack(seat: string, viewer: Viewer): void {
    if (viewer.acked < ring.start) welcome(seat, viewer.stream, firstLine());
    else viewer.behind = viewer.acked < sent ? viewer.acked : undefined;
  }

  return {
    hear(message) {
      if (message.type === 'terminal-open') return open(message);
      const { viewer, came } = viewers.heard(message.seat) ?? {};
      if (viewer && message.type === 'terminal-ack') {
        const upTo = Math.min(message.upTo, ring.end);
        if (upTo > viewer.acked) viewer.owesSince = upTo < sent ? now() : undefined;
        viewer.acked = Math.max(viewer.acked, upTo);
      }
      if (viewer && came) comeBack(message.seat, viewer);
      if (message.type === 'terminal-input') takeInput(message);
      else if (message.type === 'terminal-close') shell?.kill();
      else if (message.type === 'terminal-resize') {
        size = { cols: message.cols, rows: message.rows };
        shell?.resize(size);
      }
      pump();
    },
    pageLeft(seat) {
      if (viewers.left(seat)) pump();
    },
    connected() {
      isConnected = true;
      // Pages open it again and say how far they are: until then they are waited for, and told nothing.
      viewers.await();
      pump();
    },
    disconnected() {
      isConnected = false;
      clearTimeout(timer);
      timer = undefined;
      viewers.await();
    },
    close() {
      clearInterval(looking);
      clearTimeout(timer);
      clearTimeout(telling);
      shell?.kill();
    },
  };
}
