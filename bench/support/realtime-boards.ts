import { setTimeout as sleep } from 'node:timers/promises';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { gathered } from '../../client/board/gather.ts';
import type { Shape } from '../../client/board/shape.ts';
import { bindShapes, SHAPES } from '../../client/board/shapes.ts';
import { linkBoard } from '../../client/realtime/board.ts';
import { openLive } from '../../client/realtime/live.ts';
import { FromOurPage } from '../../test/support/live-clients.ts';
import { percentile } from '../result.ts';
import type { Child } from './realtime-child.ts';
import { type AtlasGroup, ticketsOf } from './realtime-rooms.ts';

export const EDITORS = 20;

/** Somebody who draws: one connection, one document. */
interface Editor {
  doc: Y.Doc;
  write(shape: Shape): void;
  /** Bytes that came over the wire, with the heads of frames. */
  bytes(): number;
  close(): void;
}

export interface Figures {
  /** Milliseconds from the write, and from the message that carries it, to the document of another editor. */
  p99: number;
  p99Sent: number;
  /** For each operation and each editor who receives it. */
  bytes: number;
}

/** The WebSocket of Node for both contestants, which counts. */
function counting(onSend: (data: unknown) => void) {
  const counted = { bytes: 0 };
  class Counted extends FromOurPage {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }) => {
        const size = typeof data === 'string' ? Buffer.byteLength(data) : (data as ArrayBuffer).byteLength;
        counted.bytes += size + (size < 126 ? 2 : 4);
      });
    }
    override send(data: Parameters<WebSocket['send']>[0]): void {
      onSend(data);
      super.send(data);
    }
  }
  return { Socket: Counted as unknown as typeof WebSocket, counted };
}

export type OpenEditor = (i: number, sent: () => void) => Promise<Editor>;

/** @param isGathered what is drawn is written down as a page does it, some operations at a time */
export async function atlasEditors(atlas: Child, isGathered: boolean): Promise<OpenEditor> {
  const group = await atlas.ask<AtlasGroup>({ connections: EDITORS });
  const tickets = await ticketsOf(atlas, group, 0, EDITORS);
  return async (i, sent) => {
    const doc = new Y.Doc();
    const { Socket, counted } = counting((data) => {
      if (String(data).startsWith('{"type":"whiteboard-update"')) sent();
    });
    const openSocket = async () => ({ url: group.url, ticket: tickets[i] ?? '' });
    const live = openLive({ openSocket, WebSocket: Socket });
    const upload = () => Promise.reject(new Error('An operation is small.'));
    const link = linkBoard({ boardId: group.board, doc, live, upload });
    while (!link.state().synced) await sleep(20);
    const close = () => {
      link.close();
      live.close();
    };
    const { write } = bindShapes(doc);
    let last: Shape[] = [];
    const { ask } = gathered(() => write(last));
    const gather = (shape: Shape) => {
      last = [shape];
      ask();
    };
    return {
      doc,
      write: isGathered ? gather : (shape) => write([shape]),
      bytes: () => counted.bytes,
      close,
    };
  };
}

export async function peerEditors(peer: Child, name: string): Promise<OpenEditor> {
  const { port } = await peer.ask<{ port: number }>({});
  // Each provider listens for the end of the process.
  process.setMaxListeners(10 * EDITORS);
  return async (_i, sent) => {
    const doc = new Y.Doc();
    const { Socket, counted } = counting(sent);
    const options = { WebSocketPolyfill: Socket, disableBc: true };
    const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, name, doc, options);
    while (!provider.synced) await sleep(20);
    const { write } = bindShapes(doc);
    return {
      doc,
      write: (shape) => write([shape]),
      bytes: () => counted.bytes,
      close: () => provider.destroy(),
    };
  };
}

/** Twenty people each move a shape of their own, so many times a second together, for so many seconds. */
export async function draw(open: OpenEditor, perSecond: number, seconds: number): Promise<Figures> {
  const writtenAt: number[] = [];
  const sentAt: number[] = [];
  const unsent = Array.from({ length: EDITORS }, (): number[] => []);
  const fromWrite: number[] = [];
  const fromSent: number[] = [];
  const editors: Editor[] = [];
  for (let i = 0; i < EDITORS; i++)
    editors.push(
      await open(i, () => {
        for (const operation of unsent[i]?.splice(0) ?? []) sentAt[operation] = performance.now();
      }),
    );
  const shapes = editors.map((editor, i) => {
    editor.write(rectangle(i));
    return rectangle(i);
  });
  while (editors.some(({ doc }) => doc.getMap(SHAPES).size < EDITORS)) await sleep(20);
  await sleep(1_000);
  for (const { doc } of editors) {
    // An operation has come when it is seen, or a later one of the same shape, which may have taken it along.
    const next = Array.from({ length: EDITORS }, (_, who) => who);
    doc.getMap<Y.Map<unknown>>(SHAPES).observeDeep((events, { local }) => {
      if (local) return;
      const now = performance.now();
      for (const { target } of events) {
        // The number of the operation, and a bit.
        const seen = Math.floor(Number((target as Y.Map<unknown>).get('x')));
        const who = seen % EDITORS;
        for (let operation = next[who] ?? 0; operation <= seen; operation += EDITORS) {
          fromWrite.push(now - (writtenAt[operation] ?? 0));
          fromSent.push(now - (sentAt[operation] ?? 0));
          next[who] = operation + EDITORS;
        }
      }
    });
  }
  const before = editors.reduce((sum, { bytes }) => sum + bytes(), 0);
  const operations = perSecond * seconds;
  const began = performance.now();
  for (let i = 0; i < operations; i++) {
    const late = began + (i * 1000) / perSecond - performance.now();
    if (late > 0) await sleep(late);
    const who = i % EDITORS;
    const shape = {
      ...(shapes[who] as Shape),
      x: i + Math.random(),
      y: Math.random() * 1000,
      version: i + 2,
    };
    unsent[who]?.push(i);
    writtenAt[i] = performance.now();
    editors[who]?.write(shape);
  }
  const expected = operations * (EDITORS - 1);
  for (let i = 0; i < 100 && fromWrite.length < expected; i++) await sleep(50);
  if (fromWrite.length !== expected) throw new Error(`${fromWrite.length} of ${expected} moves were seen.`);
  const bytes = editors.reduce((sum, one) => sum + one.bytes(), 0) - before;
  for (const { close } of editors) close();
  return { p99: percentile(fromWrite, 0.99), p99Sent: percentile(fromSent, 0.99), bytes: bytes / expected };
}

function rectangle(i: number): Shape {
  const look = { strokeColor: '#1e1e1e', backgroundColor: 'transparent', angle: 0, groupIds: [], link: null };
  const place = { x: 10 * i, y: 10, width: 100, height: 50, index: `a${i}` };
  return { id: `shape-${i}`, type: 'rectangle', ...place, ...look, version: 1, isDeleted: false };
}
