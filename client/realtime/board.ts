import * as Y from 'yjs';
import { fromBase64, toBase64 } from './base64.ts';
import { ConnectionLost, type Live, type LiveState, RefusedError } from './live.ts';
import { type ToClient, UPDATE_BYTES } from './messages.ts';

/** The origin of changes that came from others. */
export const REMOTE = Symbol('remote');

export interface BoardState {
  connection: LiveState;
  /** Changes made here that are not at the server yet. */
  unsaved: number;
  mayEdit: boolean;
  /** What the server had when the page was opened, or came back, is here. */
  synced: boolean;
  /** Ids of the people who are there, the asking person too. */
  present: readonly string[];
  /** Why the whiteboard can't be had at all. */
  closed: 'gone' | 'refused' | undefined;
}

export interface BoardOptions {
  boardId: string;
  doc: Y.Doc;
  live: Live;
  /** For what is too much for a message. @throws Error when the server could not be asked, or refuses */
  upload(update: Uint8Array): Promise<void>;
}

export interface BoardLink {
  state(): BoardState;
  subscribe(changed: () => void): () => void;
  close(): void;
}

/**
 * Milliseconds between two messages, over which changes are gathered: the first after a pause goes at once. And between
 * two looks whether something was lost on the way.
 */
const GATHER = 30;
const LOOK = 60_000;
/** Milliseconds before asking again after the server could not answer. */
const AGAIN = 2_000;

/**
 * Keeps a Yjs document and the server's the same: asks for what is missing by state vector, sends what the server
 * lacks, then passes changes both ways. Whatever is lost on the way is found by the next comparison: after each break,
 * and now and then.
 */
export function linkBoard({ boardId, doc, live, upload }: BoardOptions): BoardLink {
  const listeners = new Set<() => void>();
  const parts: Uint8Array[] = [];
  let waiting: Uint8Array[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let flushedAt = Number.NEGATIVE_INFINITY;
  let under = 0;
  let offline = 0;
  let syncing: Promise<void> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let shown: BoardState | undefined;
  let known = {
    mayEdit: true,
    synced: false,
    present: [] as string[],
    closed: undefined as BoardState['closed'],
  };

  const changed = (next: Partial<typeof known> = {}) => {
    known = { ...known, ...next };
    shown = undefined;
    for (const listener of listeners) listener();
  };

  /** Compares with the server: asks for the difference, applies it, sends what the server has not. */
  function sync(): Promise<void> {
    syncing ??= compare().finally(() => {
      syncing = undefined;
    });
    return syncing;
  }

  async function compare(): Promise<void> {
    clearTimeout(again);
    try {
      parts.length = 0;
      const vector = toBase64(Y.encodeStateVector(doc));
      const answer = await live.ask({ type: 'join-whiteboard', board: boardId, vector });
      if (answer.type !== 'whiteboard-sync') return;
      const whole = joined([...parts, fromBase64(answer.update)]);
      Y.applyUpdate(doc, whole, REMOTE);
      const { mayEdit, peers } = answer;
      changed({ mayEdit, synced: true, present: peers, closed: undefined });
      if (mayEdit) await sendRest(fromBase64(answer.vector));
      offline = 0;
      changed();
    } catch (error) {
      if (error instanceof RefusedError && ['NOT_FOUND', 'FORBIDDEN'].includes(error.code))
        return changed({ closed: error.code === 'NOT_FOUND' ? 'gone' : 'refused' });
      // A break is followed by another state, which asks again; a server that stumbled is asked later. What it will
      // never take stays unsaved here, and is not sent over and over.
      if (!(error instanceof ConnectionLost) && codeOf(error) !== 'BAD_INPUT')
        again = setTimeout(() => void sync(), AGAIN);
    }
  }

  /** What was drawn here and the server does not have. */
  async function sendRest(theirs: Uint8Array): Promise<void> {
    waiting = [];
    const rest = Y.encodeStateAsUpdate(doc, theirs);
    if (!isEmpty(rest)) await send(rest);
  }

  async function send(update: Uint8Array): Promise<void> {
    under += 1;
    changed();
    try {
      if (update.length <= UPDATE_BYTES)
        await live.ask({ type: 'whiteboard-update', board: boardId, update: toBase64(update) });
      else await upload(update);
    } finally {
      under -= 1;
      changed();
    }
  }

  function flush(): void {
    if (waiting.length === 0) return;
    flushedAt = performance.now();
    if (live.state() !== 'live' || !known.synced) {
      offline += waiting.length;
      waiting = [];
      changed();
      return;
    }
    const update = waiting.length === 1 && waiting[0] ? waiting[0] : Y.mergeUpdates(waiting);
    waiting = [];
    // Refused, or lost on the way: the comparison finds out what the server lacks.
    send(update).catch((error) => {
      if (!(error instanceof ConnectionLost)) again = setTimeout(() => void sync(), AGAIN);
    });
  }

  /** Never within the change itself: the page may have more to say at once. */
  function flushSoon(): void {
    const wait = flushedAt + GATHER - performance.now();
    if (wait > 0) gathering = setTimeout(flush, wait);
    else queueMicrotask(flush);
  }

  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === REMOTE || isStored(origin)) return;
    waiting.push(update);
    if (waiting.length === 1) flushSoon();
    changed();
  };

  function hear(message: ToClient): void {
    if (message.type === 'whiteboard-sync' && message.board === boardId) {
      if (message.part < message.parts - 1) parts[message.part] = fromBase64(message.update);
    } else if (message.type === 'whiteboard-update' && message.board === boardId) {
      Y.applyUpdate(doc, fromBase64(message.update), REMOTE);
      // Something that it builds on was lost on the way.
      if (doc.store.pendingStructs) void sync();
    } else if (message.type === 'whiteboard-changed' && message.board === boardId) void sync();
    else if ('room' in message && message.room === `board:${boardId}`) {
      if (message.type === 'room-closed') void sync();
      if (message.type === 'peer-joined')
        changed({ present: [...new Set([...known.present, message.peer])] });
      if (message.type === 'peer-left')
        changed({ present: known.present.filter((one) => one !== message.peer) });
    }
  }

  doc.on('update', onUpdate);
  const look = setInterval(() => {
    if (live.state() === 'live' && known.synced && !known.closed) void sync();
  }, LOOK);
  const stops = [
    live.onMessage(hear),
    live.onState((state) => {
      if (state === 'live') void sync();
      else changed({ present: [] });
    }),
  ];

  return {
    state() {
      shown ??= {
        ...known,
        connection: live.state(),
        unsaved: offline + under + waiting.length,
      };
      return shown;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearTimeout(gathering);
      flush();
      clearTimeout(again);
      clearInterval(look);
      doc.off('update', onUpdate);
      for (const stop of stops) stop();
      if (live.state() === 'live')
        void live.ask({ type: 'leave-room', room: `board:${boardId}` }).catch(() => {});
    },
  };
}

const codeOf = (error: unknown) => (error as { code?: unknown }).code;

/** What a provider that keeps documents in the browser brings back was drawn before. */
function isStored(origin: unknown): boolean {
  return typeof origin === 'object' && origin !== null && 'storeUpdate' in origin;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** An update without a change: no structs, no deletions (two zero bytes). */
const isEmpty = (update: Uint8Array) => update.length <= 2;
