import * as Y from 'yjs';
import { joined, piecesOf } from '../board/pieces.ts';
import { UPDATE_BYTES } from './messages.ts';

/** What is drawn here, on its way to the server. */
export interface Outgoing {
  /** A change that was made here; it goes soon. */
  add(update: Uint8Array): void;
  /**
   * Sends what the server lacks by its own word; all that waits is part of it.
   *
   * @param least that count as unsaved until it is there
   * @param isOpen nothing goes, but everything is counted, when it is false
   * @throws what `send` throws
   */
  sendRest(pieces: readonly Uint8Array[], least: number, isOpen: boolean): Promise<void>;
  /** Changes that the server has not. */
  unsaved(): number;
  /** Sends what waits, and nothing after it. */
  close(): void;
}

export interface OutgoingOptions {
  /** Ends when the server has it. */
  send(update: Uint8Array): Promise<void>;
  /** It may go now; otherwise the next comparison finds it. */
  isOpen(): boolean;
  failed(error: unknown): void;
  /** All that the server lacked is there. */
  arrived(): void;
  changed(): void;
  /** Changes that an earlier page could not send. */
  unsaved: number;
}

/** Milliseconds between two messages, over which changes are gathered: the first after a pause goes at once. */
const GATHER = 30;

export function createOutgoing(options: OutgoingOptions): Outgoing {
  const { send, isOpen, failed, arrived, changed } = options;
  let waiting: Uint8Array[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let flushedAt = Number.NEGATIVE_INFINITY;
  let under = 0;
  /** What could not be sent: the next comparison finds it. */
  let unsent = options.unsaved;
  /** Pieces that stand on each other are under way: what comes after has to wait for them. */
  let busy = 0;
  let isClosed = false;

  function flush(): void {
    if (waiting.length === 0 || busy > 0 || isClosed) return;
    flushedAt = performance.now();
    const drawn = waiting;
    waiting = [];
    if (isOpen())
      void sendNow(piecesOf(drawn.length > 1 ? Y.mergeUpdates(drawn) : joined(drawn), UPDATE_BYTES));
    else {
      unsent += drawn.length;
      changed();
    }
  }

  async function sendNow(pieces: readonly Uint8Array[]): Promise<void> {
    let left = pieces.length;
    // One message alone need not be answered before the next one goes: the connection keeps the order.
    const holds = left > 1 || pieces.some(({ length }) => length > UPDATE_BYTES) ? 1 : 0;
    under += left;
    busy += holds;
    changed();
    try {
      for (const piece of pieces) {
        await send(piece);
        left -= 1;
        under -= 1;
        changed();
        if (isClosed) return;
      }
    } catch (error) {
      // Refused, or lost on the way: the comparison finds out what the server lacks.
      under -= left;
      unsent += left;
      changed();
      failed(error);
    } finally {
      busy -= holds;
      if (holds > 0) flush();
    }
  }

  /** Never within the change itself: the page may have more to say at once. */
  function flushSoon(): void {
    const wait = flushedAt + GATHER - performance.now();
    if (wait > 0) gathering = setTimeout(flush, wait);
    else queueMicrotask(flush);
  }

  return {
    add(update) {
      waiting.push(update);
      if (waiting.length === 1) flushSoon();
      changed();
    },
    async sendRest(pieces, least, isOpenNow) {
      unsent = pieces.length === 0 ? 0 : Math.max(unsent + waiting.length, least);
      waiting = [];
      changed();
      if (!isOpenNow) return;
      busy += 1;
      try {
        for (const piece of pieces) {
          await send(piece);
          if (isClosed) return;
        }
        unsent = 0;
        arrived();
      } finally {
        busy -= 1;
        flush();
      }
    },
    unsaved: () => unsent + under + waiting.length,
    close() {
      clearTimeout(gathering);
      flush();
      isClosed = true;
    },
  };
}
