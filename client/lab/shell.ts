import { fromBase64 } from '../realtime/base64.ts';
import type { ShellEvents } from './machine.ts';
import { INPUT_PIECE, type PageToServer, type ServerToPage, type TerminalName } from './messages.ts';
import { createInbox, createOutbox, wholeCharacters } from './streams.ts';

/** One shell as the connection to its machine keeps it. */
export interface ShellLink {
  input(text: string): boolean;
  resize(size: Size): void;
  end(): void;
  leave(): void;
  /** The agent is there: the shell is opened, or gone on with. */
  attach(): void;
  detach(): void;
  hear(message: ServerToPage): void;
  /** Bytes that were typed and are not in the shell yet. */
  unsent(): number;
}

interface Size {
  cols: number;
  rows: number;
}

export interface ShellOptions {
  lab: string;
  terminal: TerminalName;
  size: Size;
  events: ShellEvents;
  say(message: Exclude<PageToServer, { id: string }>): void;
  /** `unsent` is another. */
  changed(): void;
}

/** Bytes of input under way at a time, and kept at most: what is typed beyond that into a dead line is not kept. */
const IN_FLIGHT = 64 * 1024;
const KEPT = 4 * 1024 * 1024;
/** Bytes that were shown, and milliseconds, after which the agent is told: seldom enough for what a page may say. */
const ACK = { bytes: 96 * 1024, after: 100 };
/** Milliseconds without a sign after which something that is missing is asked for again. */
const PATIENCE = 1_500;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function openShell({ lab, terminal, size, events, say, changed }: ShellOptions): ShellLink {
  const inbox = createInbox();
  let typed = createOutbox();
  /** What the agent knows this page's input by; another one when the agent does not know it any more. */
  let stream = newStream();
  let sent = 0;
  let seen: number | null = null;
  let shownUpTo = 0;
  let toldUpTo = 0;
  /** What was shown came again: the agent may not have heard of it. */
  let isDoubted = false;
  let state: 'away' | 'asking' | 'open' = 'away';
  let ackTimer: ReturnType<typeof setTimeout> | undefined;
  let doubt: ReturnType<typeof setTimeout> | undefined;

  const of = () => ({ lab, terminal, stream });

  function attach(): void {
    state = 'asking';
    say({ type: 'terminal-open', ...of(), ...size, after: seen });
    watch();
  }

  /** As long as something is missing: an answer, a piece in the middle, a sign that what was typed has arrived. */
  function watch(): void {
    clearTimeout(doubt);
    doubt = undefined;
    if (state === 'away') return;
    if (state === 'open' && !inbox.hasGap && typed.pending === 0) return;
    const before = { next: inbox.next, acked: typed.acked };
    doubt = setTimeout(() => {
      if (state === 'asking' || (inbox.hasGap && inbox.next === before.next)) return attach();
      if (typed.pending > 0 && typed.acked === before.acked) sent = typed.acked;
      send();
    }, PATIENCE);
  }

  function send(): void {
    while (state === 'open' && sent < typed.end && sent - typed.acked < IN_FLIGHT) {
      const bytes = typed.read(sent, INPUT_PIECE);
      const piece = bytes.subarray(
        0,
        sent + bytes.length < typed.end ? wholeCharacters(bytes, bytes.length - 3) : undefined,
      );
      say({ type: 'terminal-input', ...of(), at: sent, data: decoder.decode(piece) });
      sent += piece.length;
    }
    watch();
  }

  function opened({ from, inputFrom }: { from: number; inputFrom: number }): void {
    // Unasked, it is an answer that came twice, or says that this page was away for longer than output is kept.
    if (state === 'open' && from <= inbox.next) return;
    state = 'open';
    if (seen === null || from !== inbox.next) {
      if (seen !== null) events.onReset();
      inbox.reset(from);
      shownUpTo = from;
      toldUpTo = from;
    }
    seen = inbox.next;
    if (inputFrom < typed.acked) {
      // Another shell, or one that has forgotten this page: what was typed and not acknowledged begins anew.
      const rest = typed.read(typed.acked, typed.pending);
      typed = createOutbox();
      typed.put(rest);
      stream = newStream();
      sent = 0;
      attach();
      return;
    }
    typed.ack(inputFrom);
    sent = typed.acked;
    changed();
    send();
  }

  function output(at: number, data: string): void {
    if (state !== 'open') return;
    const said = fromBase64(data);
    if (said.length > 0 && at + said.length <= shownUpTo) {
      isDoubted = true;
      ackTimer ??= setTimeout(acknowledge, ACK.after);
    }
    for (const bytes of inbox.take(at, said)) {
      const end = inbox.next;
      events.onOutput(bytes, () => shown(end));
    }
    seen = inbox.next;
    if (inbox.hasGap && doubt === undefined) watch();
  }

  function shown(upTo: number): void {
    shownUpTo = Math.max(shownUpTo, upTo);
    if (shownUpTo - toldUpTo >= ACK.bytes) acknowledge();
    else ackTimer ??= setTimeout(acknowledge, ACK.after);
  }

  function acknowledge(): void {
    clearTimeout(ackTimer);
    ackTimer = undefined;
    if (state !== 'open' || (shownUpTo <= toldUpTo && !isDoubted)) return;
    toldUpTo = shownUpTo;
    isDoubted = false;
    say({ type: 'terminal-ack', ...of(), upTo: shownUpTo });
  }

  function stop(): void {
    state = 'away';
    clearTimeout(ackTimer);
    ackTimer = undefined;
    clearTimeout(doubt);
    doubt = undefined;
  }

  return {
    attach,
    detach: stop,
    leave: stop,
    unsent: () => typed.pending,
    input(text) {
      const bytes = encoder.encode(text);
      if (typed.pending + bytes.length > KEPT) return false;
      typed.put(bytes);
      send();
      changed();
      return true;
    },
    resize(next) {
      size = next;
      if (state === 'open') say({ type: 'terminal-resize', ...of(), ...size });
    },
    end() {
      say({ type: 'terminal-close', ...of() });
    },
    hear(message) {
      switch (message.type) {
        case 'terminal-opened':
          if (message.stream === stream) opened(message);
          return;
        case 'terminal-output':
          return output(message.at, message.data);
        case 'terminal-input-ack':
          if (message.stream !== stream) return;
          typed.ack(message.upTo);
          sent = Math.max(sent, typed.acked);
          send();
          return changed();
        case 'terminal-ended':
          return events.onEnded(message.code);
        default:
          return;
      }
    },
  };
}

const newStream = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(9)), (n) => n.toString(16).padStart(2, '0')).join('');
