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
      if (at > next) {
        const known = early.get(at);
        if (known && known.length >= bytes.length) return [];
        waiting += bytes.length - (known?.length ?? 0);
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
          waiting -= piece.length;
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
  const kept: Uint8Array[] = [];
  let pending = 0;
  return {
    get acked() {
      return acked;
    },
    get end() {
      return acked + pending;
    },
    get pending() {
      return pending;
    },
    put(bytes) {
      if (bytes.length === 0) return;
      kept.push(bytes);
      pending += bytes.length;
    },
    ack(upTo) {
      let gone = Math.min(upTo - acked, pending);
      if (gone <= 0) return;
      acked += gone;
      pending -= gone;
      while (gone > 0) {
        const [first] = kept;
        if (!first) return;
        if (first.length <= gone) {
          kept.shift();
          gone -= first.length;
        } else {
          kept[0] = first.subarray(gone);
          gone = 0;
        }
      }
    },
    read(from, most) {
      const pieces: Uint8Array[] = [];
      let at = acked;
      let left = Math.min(most, acked + pending - from);
      for (const piece of kept) {
        if (left <= 0) break;
        const skip = Math.max(0, from - at);
        if (skip < piece.length) {
          const taken = piece.subarray(skip, skip + left);
          pieces.push(taken);
          left -= taken.length;
        }
        at += piece.length;
      }
      return join(pieces);
    },
  };
}

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
      box.put(bytes);
      if (box.pending > size) box.ack(box.end - size);
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
