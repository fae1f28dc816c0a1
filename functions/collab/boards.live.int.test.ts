import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { ToClient } from '../../client/realtime/messages.ts';
import type { Context } from '../platform/context.ts';
import { appendUpdate } from './boards/documents.ts';
import { startBoards, type TestBoards } from './boards/testing/boards.ts';
import { drawShape, shapesOf } from './boards/testing/drawing.ts';
import { syncBoard } from './boards.live.ts';

/** Bytes of a message that API Gateway posts. */
const MESSAGE = 128 * 1024;

let boards: TestBoards;

beforeAll(async () => {
  boards = await startBoards();
});
afterAll(() => boards.stop());

/** All parts that a page with nothing is given. */
async function partsOf(board: string, peers: string[]) {
  const base = boards.start();
  const parts: ToClient[] = [];
  const posts = { send: async (_id: string, message: ToClient) => parts.push(message) > 0 };
  const ctx: Context = {
    ...base,
    services: { ...base.services, live: async () => ({ posts }) as never },
  };
  const common = { type: 'whiteboard-sync', id: '1', board, mayEdit: true, peers } as const;
  parts.push(await syncBoard(ctx, 'connection', new Uint8Array([0]), common));
  return parts.flatMap((part) => (part.type === 'whiteboard-sync' ? [part] : []));
}

async function expectWhole(board: string, doc: Y.Doc, peers: string[] = []) {
  const parts = await partsOf(board, peers);
  for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(MESSAGE);
  expect(parts.map(({ part }) => part)).toEqual(parts.map((_, i) => i));
  expect(parts.every(({ parts: count }) => count === parts.length)).toBe(true);
  const read = new Y.Doc();
  Y.applyUpdate(read, Buffer.concat(parts.map(({ update }) => Buffer.from(update, 'base64'))));
  expect(shapesOf(read).toJSON()).toEqual(shapesOf(doc).toJSON());
  const vector = Buffer.from(parts.at(-1)?.vector ?? '', 'base64');
  expect(Y.decodeStateVector(vector)).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
  expect(parts.at(-1)?.peers).toEqual(peers);
  return parts;
}

test('a board on which thousands of pages have drawn is given in messages that can be posted', async () => {
  const board = await boards.newBoard();
  const ctx = boards.start();
  const doc = new Y.Doc();
  for (let i = 0; i < 10; i++) {
    const updates = Array.from({ length: 800 }, (_, j) => {
      const page = new Y.Doc();
      shapesOf(page).set(`s${i}-${j}`, new Y.Map());
      return Y.encodeStateAsUpdate(page);
    });
    const update = Y.mergeUpdates(updates);
    await appendUpdate(ctx, board, update);
    Y.applyUpdate(doc, update);
  }
  const people = Array.from({ length: 500 }, (_, i) => `usr_${String(i).padStart(26, '0')}`);
  const parts = await expectWhole(board, doc, people);
  expect(parts.at(-1)?.vector.length).toBeGreaterThan(48_000);
});

test('an empty board is one part, a large one several', async () => {
  const board = await boards.newBoard();
  expect(await expectWhole(board, new Y.Doc(), ['usr_1'])).toHaveLength(1);
  const doc = new Y.Doc();
  const points = Array.from({ length: 120 }, (_, i) => [i / 7, i]);
  for (let i = 0; i < 100; i++) drawShape(doc, `s${i}`, {}, points);
  await appendUpdate(boards.start(), board, Y.encodeStateAsUpdate(doc));
  expect((await expectWhole(board, doc)).length).toBeGreaterThan(1);
});
