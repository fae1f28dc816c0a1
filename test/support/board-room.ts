import * as Y from 'yjs';
import { fromBase64, toBase64 } from '../../client/realtime/base64.ts';
import { type BoardLink, linkBoard } from '../../client/realtime/board.ts';
import { ConnectionLost, type Live, type LiveState, RefusedError } from '../../client/realtime/live.ts';
import type { ToClient } from '../../client/realtime/messages.ts';
import { type Known, learnAll } from '../../functions/collab/boards/loading.ts';
import { extend, judge } from '../../functions/collab/boards/outline.ts';
import {
  diffFor,
  encodeVector,
  mergeUpdates,
  scanGiven,
  trim,
} from '../../functions/collab/boards/updates.ts';

const BOARD = 'brd_1';
/** Milliseconds that a message may take: so long that the next ones overtake it. */
const SLOW = 120;

/** One of `below` numbers by chance. */
type Random = (below: number) => number;

export interface BoardPage {
  doc: Y.Doc;
  link: BoardLink;
  /** The connection breaks: what is under way is lost on either way, and nobody knows on which. */
  cut(): void;
  rejoin(): void;
}

export interface BoardRoom {
  pages: BoardPage[];
  /** As the server has it. */
  stored(): Y.Doc;
  /** Another process goes on, which knows what is stored and nothing else. */
  restart(): void;
  /** What is stored becomes one update. */
  merge(): void;
  /** From now on everything arrives once and in order. */
  calm(): void;
  refused(): number;
  close(): void;
}

/**
 * Atlas's own whiteboards on so many pages, in front of what a server makes of updates: it judges, trims, stores, merges
 * and compares them by its own code. Only the network and the database are of this file.
 */
export function openBoardRoom(count: number, random: Random): BoardRoom {
  let log: Uint8Array[] = [];
  let known = learnAs(log);
  let isCalm = false;
  let refused = 0;
  const connected = new Set<(message: ToClient) => void>();

  const delay = () => (isCalm ? 1 : 1 + random(SLOW));
  const isRare = (one: number) => !isCalm && random(one) === 0;

  function take(update: Uint8Array, from: (message: ToClient) => void): void {
    const scanned = scanGiven(update);
    if ('reason' in scanned) throw new Error(scanned.reason);
    const verdict = judge(known.outline, scanned);
    if (verdict.kind === 'refused') throw new Error(verdict.reason);
    if (verdict.kind === 'gap') {
      refused += 1;
      throw new RefusedError('CONFLICT', 'Something is missing before it.');
    }
    if (verdict.kind === 'new') {
      log.push(trim(update, known.outline.vector));
      extend(known.outline, verdict.change);
    }
    const told: ToClient = { type: 'whiteboard-update', board: BOARD, update: toBase64(update) };
    for (const tell of connected) if (tell !== from) tell(told);
  }

  function openPage(clientID: number): BoardPage {
    const doc = new Y.Doc();
    doc.clientID = clientID;
    const states = new Set<(state: LiveState) => void>();
    const heard = new Set<(message: ToClient) => void>();
    const losing = new Set<() => void>();
    let state: LiveState = 'live';
    let connection = 0;

    /** A push: lost, or there once or twice, before or after others. */
    const tell = (message: ToClient) => {
      const mine = connection;
      const arrive = () => {
        if (mine === connection) for (const hear of heard) hear(message);
      };
      if (isRare(8)) return;
      setTimeout(arrive, delay());
      if (isRare(6)) setTimeout(arrive, delay());
    };

    function answer(message: { type: string; vector?: string; update?: string }): ToClient {
      if (message.type === 'whiteboard-update') {
        take(fromBase64(message.update ?? ''), tell);
        return { type: 'whiteboard-saved', id: '1', board: BOARD };
      }
      connected.add(tell);
      const common = { id: '1', board: BOARD, part: 0, parts: 1, mayEdit: true, peers: [] };
      const update = log.length > 0 ? diffFor(log, fromBase64(message.vector ?? '')) : new Uint8Array([0, 0]);
      const vector = toBase64(encodeVector(known.outline.vector));
      return { type: 'whiteboard-sync', ...common, update: toBase64(update), vector };
    }

    const ask = (message: { type: string }): Promise<ToClient> => {
      const mine = connection;
      return new Promise((resolve, reject) => {
        if (state !== 'live') return reject(new ConnectionLost('There is none.'));
        const lose = () => reject(new ConnectionLost('It broke.'));
        losing.add(lose);
        const arrive = () => {
          // What was sent before the break has got through, or has not.
          if (mine !== connection && random(2) === 0) return;
          try {
            const answered = answer(message);
            if (mine !== connection) connected.delete(tell);
            setTimeout(() => resolve(answered), delay());
          } catch (error) {
            setTimeout(() => reject(error), delay());
          }
        };
        setTimeout(arrive, delay());
        if (message.type === 'whiteboard-update' && isRare(10)) setTimeout(arrive, delay());
      });
    };

    const go = (next: LiveState) => {
      if (state === next) return;
      state = next;
      for (const changed of states) changed(next);
    };
    const live = {
      state: () => state,
      onState(changed: (state: LiveState) => void) {
        states.add(changed);
        changed(state);
        return () => states.delete(changed);
      },
      onMessage(listener: (message: ToClient) => void) {
        heard.add(listener);
        return () => heard.delete(listener);
      },
      ask,
    } as unknown as Live;
    const upload = async (update: Uint8Array) => take(update, tell);
    return {
      doc,
      link: linkBoard({ boardId: BOARD, doc, live, upload }),
      cut() {
        connection += 1;
        connected.delete(tell);
        for (const lose of losing) lose();
        losing.clear();
        go('offline');
      },
      rejoin: () => go('live'),
    };
  }

  const pages = Array.from({ length: count }, (_, i) => openPage(i + 1));
  return {
    pages,
    stored() {
      const doc = new Y.Doc();
      for (const update of log) Y.applyUpdate(doc, update);
      return doc;
    },
    restart() {
      known = learnAs(log);
      for (const { cut } of pages) cut();
    },
    merge() {
      if (log.length > 1) log = [mergeUpdates(log)];
    },
    calm() {
      isCalm = true;
    },
    refused: () => refused,
    close() {
      for (const { link } of pages) link.close();
    },
  };
}

/** As a process that has just been started learns what is stored. */
function learnAs(log: readonly Uint8Array[]): Known {
  const updates = log.map((bytes, i) => ({ position: i + 1, bytes: Buffer.from(bytes) }));
  return learnAll({ snapshotKey: null, snapshotPosition: 0, updates, parts: [...log] } as never);
}
