import { setTimeout as sleep } from 'node:timers/promises';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Shape } from '../../client/board/shape.ts';
import { type BoardShapes, bindShapes, SHAPES } from '../../client/board/shapes.ts';
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
  shapes: BoardShapes;
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

export async function atlasEditors(atlas: Child): Promise<OpenEditor> {
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
    return { doc, shapes: bindShapes(doc), bytes: () => counted.bytes, close };
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
    return { doc, shapes: bindShapes(doc), bytes: () => counted.bytes, close: () => provider.destroy() };
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
    editor.shapes.write([rectangle(i)]);
    return rectangle(i);
  });
  while (editors.some(({ doc }) => doc.getMap(SHAPES).size < EDITORS)) await sleep(20);
  await sleep(1_000);
  for (const { doc } of editors)
    doc.getMap<Y.Map<unknown>>(SHAPES).observeDeep((events, { local }) => {
      if (local) return;
      const now = performance.now();
      for (const { target } of events) {
        // The number of the operation, and a bit.
        const operation = Math.floor(Number((target as Y.Map<unknown>).get('x')));
        fromWrite.push(now - (writtenAt[operation] ?? 0));
        fromSent.push(now - (sentAt[operation] ?? 0));
      }
    });
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
    editors[who]?.shapes.write([shape]);
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
