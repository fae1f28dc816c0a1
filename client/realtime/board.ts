import * as Y from 'yjs';
import { joined, piecesOf } from '../board/pieces.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { createOutgoing } from './board-outgoing.ts';
import { ConnectionLost, type Live, type LiveState, RefusedError } from './live.ts';
import { type ToClient, UPDATE_BYTES, UPLOAD_BYTES } from './messages.ts';

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
  /** Why the server will never take what was drawn here; it is not sent over and over. */
  refused: string | undefined;
}

export interface BoardOptions {
  boardId: string;
  doc: Y.Doc;
  live: Live;
  /** For what is too much for a message. @throws Error when the server could not be asked, or refuses */
  upload(update: Uint8Array): Promise<void>;
  /** Changes that an earlier page could not send. */
  unsaved?: number;
}

export interface BoardLink {
  state(): BoardState;
  subscribe(changed: () => void): () => void;
  close(): void;
}

type Sync = Extract<ToClient, { type: 'whiteboard-sync' }>;

/** Milliseconds between two looks whether something was lost on the way. */
const LOOK = 60_000;
/** Milliseconds before asking again after the server could not answer. */
const AGAIN = 2_000;

/**
 * Keeps a Yjs document and the server's the same: asks for what is missing by state vector, sends what the server
 * lacks, then passes changes both ways. Whatever is lost on the way is found by the next comparison: after each break,
 * and now and then.
 */
export function linkBoard({ boardId, doc, live, upload, unsaved = 0 }: BoardOptions): BoardLink {
  const listeners = new Set<() => void>();
  const parts: Uint8Array[] = [];
  /** This connection is in the room. */
  let isIn = false;
  let isClosed = false;
  let syncing: Promise<void> | undefined;
  let isOutdated = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  let shown: BoardState | undefined;
  let known = {
    mayEdit: true,
    synced: false,
    present: [] as string[],
    closed: undefined as BoardState['closed'],
    refused: undefined as BoardState['refused'],
  };

  const changed = (next: Partial<typeof known> = {}) => {
    known = { ...known, ...next };
    shown = undefined;
    for (const listener of listeners) listener();
  };

  const outgoing = createOutgoing({
    send: sendOne,
    isOpen: () => live.state() === 'live' && isIn && known.mayEdit && !known.refused,
    failed: fail,
    arrived: () => changed({ refused: undefined }),
    changed,
    unsaved,
  });

  /** Compares with the server: asks for the difference, applies it, sends what the server has not. */
  function sync(): void {
    if (isClosed) return;
    isOutdated = syncing !== undefined;
    syncing ??= compare().finally(() => {
      syncing = undefined;
      if (isOutdated) sync();
    });
  }

  async function compare(): Promise<void> {
    clearTimeout(again);
    try {
      const answer = await join();
      if (!answer || isClosed) return;
      isIn = true;
      const whole = joined([...parts, fromBase64(answer.update)]);
      Y.applyUpdate(doc, whole, REMOTE);
      changed({ mayEdit: answer.mayEdit, synced: true, present: answer.peers, closed: undefined });
      await sendRest(fromBase64(answer.vector), whole);
    } catch (error) {
      fail(error);
    }
  }

  /** Goes into the room and hears what is missing here; undefined when it is not open. */
  async function join(): Promise<Sync | undefined> {
    parts.length = 0;
    try {
      const vector = toBase64(vectorOf(doc));
      const answer = await live.ask({ type: 'join-whiteboard', board: boardId, vector });
      return answer.type === 'whiteboard-sync' ? answer : undefined;
    } catch (error) {
      if (!(error instanceof RefusedError && ['NOT_FOUND', 'FORBIDDEN'].includes(error.code))) throw error;
      isIn = false;
      changed({ closed: error.code === 'NOT_FOUND' ? 'gone' : 'refused' });
      return undefined;
    }
  }

  /** What was drawn here and the server does not have; who may not draw any more keeps it. */
  async function sendRest(theirs: Uint8Array, told: Uint8Array): Promise<void> {
    const rest = Y.encodeStateAsUpdate(doc, theirs);
    const pieces = piecesOf(rest, UPLOAD_BYTES, told);
    // A deletion may be nobody's: of two who change the same, one change goes.
    const least = known.mayEdit || Y.parseUpdateMeta(rest).to.size > 0 ? 1 : 0;
    await outgoing.sendRest(pieces, least, known.mayEdit);
  }

  async function sendOne(update: Uint8Array): Promise<void> {
    if (update.length <= UPDATE_BYTES)
      await live.ask({ type: 'whiteboard-update', board: boardId, update: toBase64(update) });
    else await upload(update);
  }

  /** A break is followed by another state, which asks again; a server that stumbled is asked later. */
  function fail(error: unknown): void {
    if (codeOf(error) === 'BAD_INPUT') changed({ refused: (error as Error).message });
    else if (!(error instanceof ConnectionLost)) syncLater();
  }

  function syncLater(): void {
    clearTimeout(again);
    if (!isClosed) again = setTimeout(sync, AGAIN);
  }

  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === REMOTE || isStored(origin)) return;
    outgoing.add(update);
  };

  function hear(message: ToClient): void {
    if (message.type === 'whiteboard-sync' && message.board === boardId) {
      if (message.part < message.parts - 1) parts[message.part] = fromBase64(message.update);
    } else if (message.type === 'whiteboard-update' && message.board === boardId) {
      Y.applyUpdate(doc, fromBase64(message.update), REMOTE);
      // Something that it builds on was lost on the way.
      if (doc.store.pendingStructs && !syncing) sync();
    } else if (message.type === 'whiteboard-changed' && message.board === boardId) sync();
    else if ('room' in message && message.room === `board:${boardId}`) {
      if (message.type === 'room-closed') {
        isIn = false;
        sync();
      }
      if (message.type === 'peer-joined')
        changed({ present: [...new Set([...known.present, message.peer])] });
      if (message.type === 'peer-left')
        changed({ present: known.present.filter((one) => one !== message.peer) });
    }
  }

  doc.on('update', onUpdate);
  const look = setInterval(() => {
    if (live.state() === 'live' && isIn && !syncing) sync();
  }, LOOK);
  const stops = [
    live.onMessage(hear),
    live.onState((state) => {
      isIn = false;
      if (state === 'live') sync();
      else changed({ present: [] });
    }),
  ];

  return {
    state() {
      shown ??= {
        ...known,
        connection: live.state(),
        unsaved: outgoing.unsaved(),
      };
      return shown;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      outgoing.close();
      isClosed = true;
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

/** What is here, as far as a message holds it: of the pages that are not named, everything is sent once more. */
function vectorOf(doc: Y.Doc): Uint8Array {
  const vector = Y.encodeStateVector(doc);
  if (vector.length <= UPDATE_BYTES) return vector;
  // An entry takes ten bytes at most.
  const most = [...Y.decodeStateVector(vector)].sort(([, a], [, b]) => b - a).slice(0, UPDATE_BYTES / 10);
  return Y.encodeStateVector(new Map(most));
}
