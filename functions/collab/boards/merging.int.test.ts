import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Context } from '../../platform/context.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Objects } from '../../platform/objects/objects.ts';
import { appendUpdate, differenceFor } from './documents.ts';
import { dueBoards, MERGE_AFTER, mergeBoard } from './merging.ts';
import { startBoards, type TestBoards } from './testing/boards.ts';
import { drawShape, recordUpdates, shapesOf } from './testing/drawing.ts';

let boards: TestBoards;
let ctx: Context;

beforeAll(async () => {
  boards = await startBoards();
  ctx = boards.start();
});

afterAll(() => boards.stop());

/** A page that drew so much that a merge is due, all of it stored. */
async function drawn(count = MERGE_AFTER + 1) {
  const id = await boards.newBoard();
  const doc = new Y.Doc();
  const updates = recordUpdates(doc);
  let sent = 0;
  const send = async () => {
    for (; sent < updates.length; sent++) await appendUpdate(ctx, id, updates[sent] as Uint8Array);
  };
  for (let i = 0; i < count; i++) drawShape(doc, `s${i % 50}`);
  await send();
  return { id, doc, send };
}

async function read(id: string): Promise<Y.Doc> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, (await differenceFor(boards.start(), id, new Uint8Array([0]))).update);
  return doc;
}

async function expectWhole(id: string, doc: Y.Doc): Promise<void> {
  const stored = await read(id);
  expect(shapesOf(stored).toJSON()).toEqual(shapesOf(doc).toJSON());
  expect(Buffer.from(Y.encodeStateVector(stored)).equals(Buffer.from(Y.encodeStateVector(doc)))).toBe(true);
}

const keysOf = (id: string) => boards.objects.list(`boards/${id}/`);

test('a board with many updates is due until it is merged', async () => {
  const { id, doc, send } = await drawn(MERGE_AFTER);
  expect(await dueBoards(ctx)).not.toContain(id);
  expect(await mergeBoard(ctx, boards.objects, id)).toBe(false);
  drawShape(doc, 'one more');
  await send();
  expect(await dueBoards(ctx)).toContain(id);
  expect(await mergeBoard(ctx, boards.objects, id)).toBe(true);
  expect(await dueBoards(ctx)).not.toContain(id);
  expect(await boards.countUpdates(id)).toBe(0);
  await expectWhole(id, doc);
});

test('merge after merge leaves one object, without what was deleted', async () => {
  const { id, doc, send } = await drawn();
  await mergeBoard(ctx, boards.objects, id);
  const size = async () => (await boards.objects.get((await keysOf(id))[0] ?? ''))?.length ?? 0;
  const before = await size();
  for (const name of [...shapesOf(doc).keys()].slice(1)) shapesOf(doc).delete(name);
  for (let i = 0; i <= MERGE_AFTER; i++) shapesOf(doc).get('s0')?.set('x', i);
  await send();
  expect(await mergeBoard(ctx, boards.objects, id)).toBe(true);
  expect(await keysOf(id)).toHaveLength(1);
  expect(await size()).toBeLessThan(before / 3);
  await expectWhole(id, doc);
});

const broken = (): Promise<never> => Promise.reject(new Error('killed'));

/** Fails at the statement that holds `part`; what a transaction did before it is undone. */
function failingAt(part: string): Context {
  const wrap = (db: Database): Database => ({
    rows: (sql, values) => (sql.includes(part) ? broken() : db.rows(sql, values)),
    transaction: (work) => db.transaction((inner) => work(wrap(inner))),
  });
  return { ...boards.start(), db: wrap(boards.db) };
}

const failing = (objects: Partial<Objects>): Objects => ({ ...boards.objects, ...objects });

test.each<[string, () => [Context, Objects]]>([
  ['reading the row', () => [failingAt('LEFT JOIN board_updates'), boards.objects]],
  ['reading the snapshot', () => [ctx, failing({ get: broken })]],
  ['writing the object', () => [ctx, failing({ put: broken })]],
  [
    'after writing the object, which then has half of its bytes',
    () => [
      ctx,
      failing({ put: async (key, bytes) => boards.objects.put(key, bytes.subarray(9)).then(broken) }),
    ],
  ],
  ['moving the row', () => [failingAt('UPDATE boards'), boards.objects]],
  ['deleting the updates', () => [failingAt('DELETE FROM board_updates'), boards.objects]],
  ['looking for old objects', () => [ctx, failing({ list: broken })]],
  ['removing the old object', () => [ctx, failing({ remove: broken })]],
])('a merge that is killed when it is %s loses nothing, and the next one puts it right', async (_, make) => {
  const { id, doc, send } = await drawn();
  expect(await mergeBoard(ctx, boards.objects, id)).toBe(true);
  for (let i = 0; i <= MERGE_AFTER; i++) drawShape(doc, `t${i % 9}`);
  await send();
  const [failingCtx, objects] = make();
  await expect(mergeBoard(failingCtx, objects, id)).rejects.toThrow('killed');
  await expectWhole(id, doc);
  for (let i = 0; i <= MERGE_AFTER; i++) drawShape(doc, `u${i % 9}`);
  await send();
  expect(await mergeBoard(ctx, boards.objects, id)).toBe(true);
  await expectWhole(id, doc);
  expect(await keysOf(id)).toHaveLength(1);
});

test('what is drawn during a merge is kept, and two merges at once are one', async () => {
  const { id, doc, send } = await drawn();
  const meanwhile = failing({
    async put(key, bytes) {
      for (let i = 0; i < 5; i++) drawShape(doc, `meanwhile${i}`);
      await send();
      await boards.objects.put(key, bytes);
    },
  });
  const merged = await Promise.all([
    mergeBoard(ctx, meanwhile, id),
    mergeBoard(boards.start(), boards.objects, id),
    mergeBoard(boards.start(), boards.objects, id),
  ]);
  expect(merged.filter(Boolean)).toHaveLength(1);
  // One of the merges may have seen some of what came meanwhile.
  expect(await boards.countUpdates(id)).toBeLessThanOrEqual(5);
  await expectWhole(id, doc);
  // The process that wrote before the merge goes on with what it remembers.
  drawShape(doc, 'after');
  await send();
  await expectWhole(id, doc);
});

test.each([0, 1])('a process that slept through a merge knows what it brought (%i)', async (isFirst) => {
  const { id, doc, send } = await drawn(3);
  const sleeper = boards.start();
  await differenceFor(sleeper, id, new Uint8Array([0]));
  for (let i = 0; i <= MERGE_AFTER; i++) drawShape(doc, `t${i % 9}`);
  await send();
  expect(await mergeBoard(boards.start(), boards.objects, id)).toBe(true);
  if (isFirst) {
    // Stands on nothing of the others, and is stored by what the sleeper remembers.
    const stranger = new Y.Doc();
    drawShape(stranger, 'stranger');
    await appendUpdate(sleeper, id, Y.encodeStateAsUpdate(stranger));
  }
  const before = Y.encodeStateVector(doc);
  drawShape(doc, 'last');
  await appendUpdate(sleeper, id, Y.encodeStateAsUpdate(doc, before));
  expect([...shapesOf(await read(id)).keys()]).toContain('last');
});

test('a merge that ends after the board is deleted brings nothing back', async () => {
  const { id } = await drawn();
  const late = failing({
    async put(key, bytes) {
      await boards.objects.put(key, bytes);
      await boards.db.rows('UPDATE boards SET deleted_at = $2 WHERE id = $1', [id, ctx.now]);
    },
  });
  expect(await mergeBoard(ctx, late, id)).toBe(false);
  const [row] = await boards.db.rows<{ snapshot_key: null }>(
    'SELECT snapshot_key FROM boards WHERE id = $1',
    [id],
  );
  expect(row?.snapshot_key).toBeNull();
});

test('who reads while a merge replaces the snapshot reads on from the new one', async () => {
  const { id, doc, send } = await drawn();
  await mergeBoard(ctx, boards.objects, id);
  for (let i = 0; i <= MERGE_AFTER; i++) drawShape(doc, `t${i % 9}`);
  await send();
  let merging = true;
  const reader = boards.start(
    failing({
      async get(key) {
        if (merging) await mergeBoard(ctx, boards.objects, id);
        merging = false;
        return boards.objects.get(key);
      },
    }),
  );
  const { vector } = await differenceFor(reader, id, new Uint8Array([0]));
  expect(Buffer.from(vector)).toEqual(Buffer.from(Y.encodeStateVector(doc)));
});
