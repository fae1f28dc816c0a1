/**
 * Numbered byte streams over a connection that may lose, double and reorder messages, and break: what a terminal's
 * output and what is typed into it travel as (`messages.ts`). Pure: the agent, the web and the phone share it.
 */

/** The receiving side: gives bytes in order, each once. */
export interface Inbox {
  /** The number of the next byte that is missing. */
  readonly next: number;
  /** Something came whose predecessor has not: it was lost, or is on its way. */
  readonly hasGap: boolean;
  /** Takes a piece in; gives back what can be handed on now, in order. */
  take(at: number, bytes: Uint8Array): Uint8Array[];
  /** Goes on elsewhere: what came too early is forgotten. */
  reset(next: number): void;
}

/** Bytes that may wait for their predecessors; what is more is forgotten, and asked for again. */
const EARLY = 512 * 1024;
/** What a piece itself takes, counted like bytes: many tiny ones are not to take more than a few large ones. */
const OVERHEAD = 128;

export function createInbox(start = 0): Inbox {
  let next = start;
  let early = new Map<number, Uint8Array>();
  let waiting = 0;

  function forget(): void {
    early = new Map();
    waiting = 0;
  }

  return {
    get next() {
      return next;
    },
    get hasGap() {
      return early.size > 0;
    },
    take(at, bytes) {
      if (bytes.length === 0) return [];
      if (at > next) {
        const known = early.get(at);
        if (known && known.length >= bytes.length) return [];
        waiting += bytes.length - (known ? known.length : -OVERHEAD);
        early.set(at, bytes);
        if (waiting > EARLY) forget();
        return [];
      }
      const ready: Uint8Array[] = [];
      const hand = (from: number, piece: Uint8Array): void => {
        const fresh = piece.subarray(next - from);
        if (fresh.length === 0) return;
        ready.push(fresh);
        next += fresh.length;
      };
      hand(at, at + bytes.length > next ? bytes : new Uint8Array());
      for (let found = true; found && early.size > 0; ) {
        found = false;
        for (const [from, piece] of early) {
          if (from > next) continue;
          early.delete(from);
          waiting -= piece.length + OVERHEAD;
          found = true;
          if (from + piece.length > next) hand(from, piece);
        }
      }
      return ready;
    },
    reset(to) {
      next = to;
      forget();
    },
  };
}

/** The sending side: keeps what was not acknowledged. */
export interface Outbox {
  /** Below it, all was acknowledged. */
  readonly acked: number;
  /** Number of the next byte to be put in. */
  readonly end: number;
  /** Bytes that were not acknowledged. */
  readonly pending: number;
  /** Puts bytes in. */
  put(bytes: Uint8Array): void;
  ack(upTo: number): void;
  /** At most so many bytes from a number on, of those that are kept. */
  read(from: number, most: number): Uint8Array;
}

export function createOutbox(): Outbox {
  let acked = 0;
  const kept = createRoll();
  return {
    get acked() {
      return acked;
    },
    get end() {
      return acked + kept.length;
    },
    get pending() {
      return kept.length;
    },
    put: kept.put,
    ack(upTo) {
      const gone = Math.min(upTo - acked, kept.length);
      if (gone <= 0) return;
      acked += gone;
      kept.drop(gone);
    },
    read: (from, most) => kept.copy(from - acked, most),
  };
}

/** A queue of bytes in one piece of memory: however small the pieces are that it is filled with, it takes no more. */
function createRoll() {
  let memory = new Uint8Array(0);
  let first = 0;
  let length = 0;

  function copy(skip: number, most: number): Uint8Array {
    const from = Math.max(0, skip);
    const size = Math.max(0, Math.min(most, length - from));
    const copied = new Uint8Array(size);
    if (size === 0) return copied;
    const begin = (first + from) % memory.length;
    const head = memory.subarray(begin, Math.min(memory.length, begin + size));
    copied.set(head);
    copied.set(memory.subarray(0, size - head.length), head.length);
    return copied;
  }

  function resize(size: number): void {
    const grown = new Uint8Array(size);
    grown.set(copy(0, length));
    memory = grown;
    first = 0;
  }

  return {
    get length() {
      return length;
    },
    copy,
    put(bytes: Uint8Array): void {
      const needed = length + bytes.length;
      if (needed > memory.length)
        resize(Math.max(1024, needed, Math.min(memory.length * 2, needed + GROWTH)));
      const begin = memory.length === 0 ? 0 : (first + length) % memory.length;
      const head = bytes.subarray(0, memory.length - begin);
      memory.set(head, begin);
      memory.set(bytes.subarray(head.length), 0);
      length = needed;
    },
    drop(count: number): void {
      length -= count;
      first = length === 0 ? 0 : (first + count) % memory.length;
      // What a large paste needed is given back once it is gone.
      if (length === 0 && memory.length > GROWTH) memory = new Uint8Array(0);
    },
  };
}

/** Bytes that are reserved at most beyond what is needed. */
const GROWTH = 256 * 1024;

/** The last bytes of a stream, with their numbers: what somebody who comes later, or was away, is given. */
export interface Ring {
  /** Numbers of the first byte that is kept, and of the next one that comes. */
  readonly start: number;
  readonly end: number;
  put(bytes: Uint8Array): void;
  /** From a number on that is kept. */
  read(from: number, most: number): Uint8Array;
}

export function createRing(size: number): Ring {
  const box = createOutbox();
  return {
    get start() {
      return box.acked;
    },
    get end() {
      return box.end;
    },
    put(bytes) {
      // Room is made before: what is kept is never more than the ring, and a piece.
      for (let at = 0; at < bytes.length; at += size) {
        const piece = bytes.subarray(at, at + size);
        box.ack(box.end + piece.length - size);
        box.put(piece);
      }
    },
    read: box.read,
  };
}

export function join(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1 && pieces[0]) return pieces[0];
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** As many whole characters of UTF-8 as fit: a piece of text that is cut elsewhere is no text. */
export function wholeCharacters(bytes: Uint8Array, most: number): number {
  if (bytes.length <= most) return bytes.length;
  let end = most;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}
