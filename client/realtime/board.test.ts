import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { emptyOutline, extend, judge } from '../../functions/collab/boards/outline.ts';
import { scanUpdate } from '../../functions/collab/boards/scan.ts';
import { drawShape, shapesOf } from '../../functions/collab/boards/testing/drawing.ts';
import { UPDATE_BYTES as SERVER_BYTES } from '../../functions/collab/boards/updates.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { type BoardLink, linkBoard } from './board.ts';
import { ConnectionLost, type Live, type LiveState, RefusedError } from './live.ts';
import { CLIENT_MESSAGE, type ToClient, UPLOAD_BYTES } from './messages.ts';

const BOARD = 'brd_1';
const opened: BoardLink[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const link of opened.splice(0)) link.close();
});

/** What a page sees of a server with one whiteboard, which judges updates as ours does. */
function startServer() {
  const doc = new Y.Doc();
  const outline = emptyOutline();
  const states = new Set<(state: LiveState) => void>();
  const heard = new Set<(message: ToClient) => void>();
  const server = {
    doc,
    state: 'live' as LiveState,
    mayEdit: true,
    /** What a join is refused with. */
    closed: undefined as string | undefined,
    /** What updates are refused with. */
    full: undefined as string | undefined,
    asked: [] as { type: string; bytes: number }[],
    uploads: [] as number[],
    go(state: LiveState) {
      server.state = state;
      for (const changed of states) changed(state);
    },
    take(update: Uint8Array) {
      if (server.full) throw new RefusedError('BAD_INPUT', server.full);
      if (update.length > SERVER_BYTES) throw new RefusedError('BAD_INPUT', 'it is too large');
      const verdict = judge(outline, scanUpdate(update));
      if (verdict.kind === 'gap') throw new RefusedError('CONFLICT', 'gap');
      if (verdict.kind === 'refused') throw new RefusedError('BAD_INPUT', verdict.reason);
      if (verdict.kind === 'new') extend(outline, verdict.change);
      Y.applyUpdate(doc, update);
    },
    async upload(update: Uint8Array) {
      server.uploads.push(update.length);
      await sleep(2);
      server.take(update);
    },
  };
  async function ask(message: { type: string; vector?: string; update?: string }): Promise<ToClient> {
    server.asked.push({ type: message.type, bytes: JSON.stringify(message).length });
    await sleep(1);
    if (server.state !== 'live') throw new ConnectionLost('lost');
    if (message.type === 'join-whiteboard') {
      if (server.closed) throw new RefusedError(server.closed, 'closed');
      const update = Y.encodeStateAsUpdate(doc, fromBase64(message.vector ?? ''));
      return {
        type: 'whiteboard-sync',
        id: '1',
        board: BOARD,
        part: 0,
        parts: 1,
        update: toBase64(update),
        vector: toBase64(Y.encodeStateVector(doc)),
        mayEdit: server.mayEdit,
        peers: [],
      };
    }
    if (message.type === 'whiteboard-update') server.take(fromBase64(message.update ?? ''));
    return { type: 'whiteboard-saved', id: '1', board: BOARD };
  }
  const live = {
    state: () => server.state,
    onState(changed: (state: LiveState) => void) {
      states.add(changed);
      changed(server.state);
      return () => states.delete(changed);
    },
    onMessage(listener: (message: ToClient) => void) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    ask,
  } as unknown as Live;
  return { server, live };
}

function open({ server, live }: ReturnType<typeof startServer>, doc = new Y.Doc(), unsaved = 0) {
  const link = linkBoard({ boardId: BOARD, doc, live, upload: (update) => server.upload(update), unsaved });
  opened.push(link);
  return { doc, link };
}

const stroke = (points: number) => Array.from({ length: points }, (_, i) => [i / 7, i * 1.25]);
const isSaved = (link: BoardLink) =>
  expect.poll(() => link.state().synced && link.state().unsaved, { timeout: 10_000 }).toBe(0);
const updatesOf = ({ asked }: { asked: { type: string; bytes: number }[] }) =>
  asked.filter(({ type }) => type === 'whiteboard-update');

test('W14 whatever was drawn without a connection arrives, in pieces below what the server takes', async () => {
  const page = new Y.Doc();
  for (let i = 0; i < 700; i++) drawShape(page, `s${i}`, {}, stroke(120));
  expect(Y.encodeStateAsUpdate(page).length).toBeGreaterThan(1024 * 1024);
  const started = startServer();
  const { link } = open(started, page, 700);
  expect(link.state().unsaved).toBe(700);
  await isSaved(link);
  const { server } = started;
  expect(shapesOf(server.doc).size).toBe(700);
  expect(server.uploads.length).toBeGreaterThan(5);
  expect(Math.max(...server.uploads)).toBeLessThanOrEqual(UPLOAD_BYTES);
  expect(server.asked.filter(({ type }) => type === 'join-whiteboard')).toHaveLength(1);
});

test('much that is placed at once goes in messages of a size, and what is drawn meanwhile after it', async () => {
  const started = startServer();
  const { doc, link } = open(started);
  await isSaved(link);
  for (let i = 0; i < 400; i++) drawShape(doc, `s${i}`);
  await sleep(5);
  drawShape(doc, 'later');
  // One stroke that no message holds goes by the other way, and what follows waits for it too.
  drawShape(doc, 'long', {}, stroke(3_000));
  await sleep(40);
  drawShape(doc, 'last');
  await isSaved(link);
  const { server } = started;
  expect(shapesOf(server.doc).size).toBe(403);
  expect(updatesOf(server).length).toBeGreaterThan(2);
  for (const { bytes } of updatesOf(server)) expect(bytes).toBeLessThan(CLIENT_MESSAGE);
  // Nothing came too early: the first comparison was enough.
  expect(server.asked.filter(({ type }) => type === 'join-whiteboard')).toHaveLength(1);
});

test('what the server never takes is said, stays unsaved, and is not sent over and over', async () => {
  const started = startServer();
  const { doc, link } = open(started);
  await isSaved(link);
  const { server } = started;
  server.full = 'This whiteboard can not hold that: the board is too large.';
  drawShape(doc, 'a');
  await expect.poll(() => link.state().refused).toBe(server.full);
  expect(link.state().unsaved).toBe(1);
  drawShape(doc, 'b');
  await sleep(60);
  expect(updatesOf(server)).toHaveLength(1);
  expect(link.state().unsaved).toBe(2);
  // Somebody has made room: the next comparison brings it.
  server.full = undefined;
  server.go('offline');
  server.go('live');
  await isSaved(link);
  expect(link.state().refused).toBeUndefined();
  expect(shapesOf(server.doc).size).toBe(2);
});

test('W14 what was drawn while the group was archived is known as unsaved', async () => {
  const started = startServer();
  const { doc, link } = open(started);
  await isSaved(link);
  const { server } = started;
  server.go('offline');
  drawShape(doc, 'a');
  await expect.poll(() => link.state().unsaved).toBe(1);
  server.mayEdit = false;
  server.go('live');
  await expect.poll(() => link.state().mayEdit).toBe(false);
  expect(link.state().unsaved).toBe(1);
  expect(updatesOf(server)).toEqual([]);
  // A page that knows of no change finds out by comparing.
  const { link: other } = open(started, doc);
  await expect.poll(() => other.state().unsaved).toBe(1);
  const { link: reader } = open(started);
  await isSaved(reader);
});

test('W14 a board that is gone when one comes back keeps what was drawn as unsaved', async () => {
  const started = startServer();
  const { doc, link } = open(started);
  await isSaved(link);
  const { server } = started;
  server.go('offline');
  drawShape(doc, 'a');
  server.closed = 'NOT_FOUND';
  server.go('live');
  await expect.poll(() => link.state().closed).toBe('gone');
  expect(link.state().unsaved).toBe(1);
});

test('what is lost under way counts as unsaved until it has arrived', async () => {
  const started = startServer();
  const { doc, link } = open(started);
  await isSaved(link);
  const { server } = started;
  drawShape(doc, 'a');
  // On its way, when the connection breaks.
  await Promise.resolve();
  server.go('offline');
  await sleep(10);
  expect(link.state().unsaved).toBe(1);
  server.go('live');
  await isSaved(link);
  expect(shapesOf(server.doc).size).toBe(1);
});

test('who has left asks for nothing more, even when the last change was refused', async () => {
  const started = startServer();
  const { doc, link } = open(started);
  await isSaved(link);
  const { server } = started;
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
  server.take = () => {
    throw new RefusedError('CONFLICT', 'gap');
  };
  drawShape(doc, 'a');
  link.close();
  await vi.advanceTimersByTimeAsync(200_000);
  expect(server.asked.map(({ type }) => type)).toEqual([
    'join-whiteboard',
    'whiteboard-update',
    'leave-room',
  ]);
});

test('a board on which thousands of pages have drawn can be joined', async () => {
  const page = new Y.Doc();
  const updates = Array.from({ length: 5_500 }, (_, i) => {
    const other = new Y.Doc();
    shapesOf(other).set(`s${i}`, new Y.Map());
    return Y.encodeStateAsUpdate(other);
  });
  Y.applyUpdate(page, Y.mergeUpdates(updates));
  const started = startServer();
  const { link } = open(started, page);
  await isSaved(link);
  const { link: again } = open(started, page);
  await isSaved(again);
  for (const { bytes } of started.server.asked) expect(bytes).toBeLessThan(CLIENT_MESSAGE);
  expect(toBase64(Y.encodeStateVector(started.server.doc)).length).toBeGreaterThan(CLIENT_MESSAGE);
});
