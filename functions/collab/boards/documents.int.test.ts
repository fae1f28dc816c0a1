import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Context } from '../../platform/context.ts';
import { insertUpdate, readBoard } from './boards.store.ts';
import { appendUpdate, differenceFor } from './documents.ts';
import { deleteBoardDocument, MERGE_AFTER, mergeBoard } from './merging.ts';
import { startBoards, type TestBoards } from './testing/boards.ts';
import { drawShape, shapesOf } from './testing/drawing.ts';
import { page, sync } from './testing/pages.ts';

const NOTHING = new Uint8Array([0]);
let boards: TestBoards;
let ctx: Context;

beforeAll(async () => {
  boards = await startBoards();
  ctx = boards.start();
});

afterAll(() => boards.stop());

async function read(boardId: string, process = boards.start()): Promise<Y.Doc> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, (await differenceFor(process, boardId, NOTHING)).update);
  return doc;
}

const code = (expected: string) => expect.objectContaining({ code: expected });

test('what one draws is there for another, also in another process', async () => {
  const id = await boards.newBoard();
  const { doc, updates } = page(1);
  for (let i = 0; i < 5; i++) drawShape(doc, `s${i}`, {}, [[1, i]]);
  for (const update of updates) await appendUpdate(ctx, id, update);
  for (const process of [ctx, boards.start()])
    expect(shapesOf(await read(id, process)).toJSON()).toEqual(shapesOf(doc).toJSON());
  const { update, vector } = await differenceFor(ctx, id, Y.encodeStateVector(doc));
  expect(update).toEqual(new Uint8Array([0, 0]));
  expect(Buffer.from(vector)).toEqual(Buffer.from(Y.encodeStateVector(doc)));
});

test('who has all that was made is told what was deleted', async () => {
  const id = await boards.newBoard();
  const { doc, updates } = page(2 ** 32 - 1);
  for (let i = 0; i < 200; i++) drawShape(doc, `s${i}`);
  const away = new Y.Doc();
  Y.applyUpdate(away, Y.encodeStateAsUpdate(doc));
  for (let i = 0; i < 200; i += 2) shapesOf(doc).delete(`s${i}`);
  for (const update of updates) await appendUpdate(ctx, id, update);
  const told = await Promise.all(
    [ctx, boards.start()].map((process) => differenceFor(process, id, Y.encodeStateVector(away))),
  );
  expect(Buffer.from(told[0]?.update ?? [])).toEqual(Buffer.from(told[1]?.update ?? []));
  Y.applyUpdate(away, told[0]?.update ?? new Uint8Array());
  expect(shapesOf(away).toJSON()).toEqual(shapesOf(doc).toJSON());
});

test('an empty board has nothing, and one that is not there is refused', async () => {
  expect(await differenceFor(ctx, await boards.newBoard(), NOTHING)).toEqual({
    update: new Uint8Array([0, 0]),
    vector: new Uint8Array([0]),
  });
  const { doc } = page(1);
  drawShape(doc, 'a');
  const update = Y.encodeStateAsUpdate(doc);
  await expect(appendUpdate(ctx, 'brd_none', update)).rejects.toEqual(code('NOT_FOUND'));
  await expect(differenceFor(ctx, 'brd_none', NOTHING)).rejects.toEqual(code('NOT_FOUND'));
});

test('what was stored is not stored again', async () => {
  const id = await boards.newBoard();
  const { doc, updates } = page(1);
  drawShape(doc, 'a');
  for (let i = 0; i < 3; i++) await appendUpdate(ctx, id, updates[0] as Uint8Array);
  await appendUpdate(boards.start(), id, Y.encodeStateAsUpdate(doc));
  expect(await boards.countUpdates(id)).toBe(1);
  // A deletion is news once; who comes back tells it again.
  shapesOf(doc).delete('a');
  for (let i = 0; i < 3; i++) await sync(i === 1 ? ctx : boards.start(), id, doc);
  expect(await boards.countUpdates(id)).toBe(2);
});

test('what is known can not be told otherwise', async () => {
  const id = await boards.newBoard();
  const { doc, updates } = page(1);
  drawShape(doc, 'a', { text: 'as it was' });
  await appendUpdate(ctx, id, updates[0] as Uint8Array);
  drawShape(doc, 'b');
  const forged = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('latin1').replace('as it was', 'never was');
  await appendUpdate(ctx, id, Buffer.from(forged, 'latin1'));
  const stored = (await readBoard(boards.db, id, 0))?.updates ?? [];
  expect(stored.map(({ bytes }) => Buffer.from(bytes).includes('never was'))).toEqual([false, false]);
  expect(
    shapesOf(await read(id))
      .get('a')
      ?.get('text'),
  ).toBe('as it was');
  expect(shapesOf(await read(id)).has('b')).toBe(true);
});

test('what is no good changes nothing, and says why', async () => {
  const id = await boards.newBoard();
  const { doc, updates } = page(1);
  for (let i = 0; i < 1_001; i++) drawShape(doc, `s${i}`);
  const text = new Y.Doc();
  text.getText('text').insert(0, 'a');
  const bad = [
    new Uint8Array([1, 255, 255, 255, 127, 1, 0]),
    Y.encodeStateAsUpdate(text),
    Buffer.alloc(99_000),
  ];
  for (const update of bad) await expect(appendUpdate(ctx, id, update)).rejects.toEqual(code('BAD_INPUT'));
  for (const update of updates.slice(1))
    await expect(appendUpdate(ctx, id, update)).rejects.toEqual(code('CONFLICT'));
  await expect(differenceFor(ctx, id, Buffer.from([9]))).rejects.toEqual(code('BAD_INPUT'));
  expect(await boards.countUpdates(id)).toBe(0);
  expect((await read(id)).share.size).toBe(0);
});

test('points set anew are looked at, and a nested list is not taken', async () => {
  const id = await boards.newBoard();
  const { doc, updates } = page(1);
  drawShape(doc, 'a', {}, [[1, 2]]);
  shapesOf(doc)
    .get('a')
    ?.set('points', Y.Array.from([1, [2, 3]]));
  for (const update of updates) await appendUpdate(ctx, id, update);
  shapesOf(doc)
    .get('a')
    ?.set('points', Y.Array.from(['not a point']));
  await expect(appendUpdate(ctx, id, updates.at(-1) as Uint8Array)).rejects.toEqual(code('BAD_INPUT'));
  expect(await boards.countUpdates(id)).toBe(2);
});

test('a process hears of what another one stored', async () => {
  const id = await boards.newBoard();
  const other = boards.start();
  const [ada, bob] = [page(1), page(2)];
  drawShape(ada.doc, 'a');
  await appendUpdate(ctx, id, ada.updates[0] as Uint8Array);
  Y.applyUpdate(bob.doc, ada.updates[0] as Uint8Array, 'remote');
  shapesOf(bob.doc).get('a')?.set('x', 9);
  await appendUpdate(other, id, bob.updates[0] as Uint8Array);
  Y.applyUpdate(ada.doc, bob.updates[0] as Uint8Array, 'remote');
  shapesOf(ada.doc).get('a')?.set('x', 10);
  await appendUpdate(ctx, id, ada.updates[1] as Uint8Array);
  expect(
    shapesOf(await read(id))
      .get('a')
      ?.get('x'),
  ).toBe(10);
  // One stands on nothing of the other's, the next one does: what lay between was not passed over.
  drawShape(bob.doc, 'b');
  await appendUpdate(other, id, bob.updates[1] as Uint8Array);
  drawShape(ada.doc, 'c');
  await appendUpdate(ctx, id, ada.updates[2] as Uint8Array);
  Y.applyUpdate(ada.doc, bob.updates[1] as Uint8Array, 'remote');
  shapesOf(ada.doc).delete('b');
  await appendUpdate(ctx, id, ada.updates[3] as Uint8Array);
  expect([...shapesOf(await read(id)).keys()].sort()).toEqual(['a', 'c']);
});

test('updates sent at once are stored in order, whichever process takes them', async () => {
  const id = await boards.newBoard();
  const pages = Array.from({ length: 8 }, (_, i) => ({
    ...page(i + 1),
    process: i % 2 ? ctx : boards.start(),
  }));
  for (const { doc } of pages) for (let i = 0; i < 20; i++) drawShape(doc, `s${i % 7}`);
  await Promise.all(
    pages.map(({ updates, process }) => Promise.all(updates.map((each) => appendUpdate(process, id, each)))),
  );
  const doc = await read(id);
  expect(Y.decodeStateVector(Y.encodeStateVector(doc)).size).toBe(8);
  for (const { doc: theirs } of pages) Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
  expect(shapesOf(pages[0]?.doc as Y.Doc).toJSON()).toEqual(shapesOf(doc).toJSON());
});

test('a position is seen only after all below it', async () => {
  const id = await boards.newBoard();
  const positions = async () => (await readBoard(boards.db, id, 0))?.updates.map(({ position }) => position);
  let second: Promise<unknown> = Promise.resolve();
  await boards.db.transaction(async (db) => {
    await insertUpdate(db, id, new Uint8Array([0, 0]), ctx.now);
    second = insertUpdate(boards.db, id, new Uint8Array([0, 0]), ctx.now);
    await sleep(150);
    // Else a merge that runs now would never look for the first.
    expect(await positions()).toEqual([]);
  });
  await second;
  expect(await positions()).toHaveLength(2);
});

test('a deleted board takes nothing and holds nothing', async () => {
  const id = await boards.newBoard();
  const { doc, updates } = page(1);
  for (let i = 0; i <= MERGE_AFTER; i++) drawShape(doc, `s${i}`);
  for (const update of updates) await appendUpdate(ctx, id, update);
  expect(await mergeBoard(ctx, boards.objects, id)).toBe(true);
  const other = boards.start();
  await read(id, other);
  drawShape(doc, 'late');
  for (let i = 0; i < 2; i++) await deleteBoardDocument(ctx, boards.objects, id);
  expect(await boards.objects.list(`boards/${id}/`)).toEqual([]);
  for (const process of [ctx, other])
    await expect(appendUpdate(process, id, updates.at(-1) as Uint8Array)).rejects.toEqual(code('NOT_FOUND'));
  expect(await boards.countUpdates(id)).toBe(0);
});
