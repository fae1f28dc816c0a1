import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { BOARD } from './check-document.ts';
import { appendUpdate, differenceFor } from './documents.ts';
import { mergeBoard } from './merging.ts';
import { startBoards, type TestBoards } from './testing/boards.ts';
import { drawShape, recordUpdates, shapesOf } from './testing/drawing.ts';

let boards: TestBoards;

beforeAll(async () => {
  boards = await startBoards();
});

afterAll(() => boards.stop());

const timed = async <Result>(work: () => Promise<Result>) => {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, ms: performance.now() - start, cpuMs: (user + system) / 1_000 };
};

const drawMany = (doc: Y.Doc, from: number, to: number) =>
  doc.transact(() => {
    for (let i = from; i < to; i++) drawShape(doc, `shape-${i}`, { z: i }, i % 10 ? undefined : [[1, i]]);
  });

test('10,000 shapes are stored, merged and given to who opens the board', async () => {
  const id = await boards.newBoard();
  const ctx = boards.start();
  const doc = new Y.Doc();
  const updates = recordUpdates(doc);
  for (let i = 0; i < 10_000; i += 40) drawMany(doc, i, i + 40);
  for (const update of updates.splice(0)) await appendUpdate(ctx, id, update);
  const nothing = new Uint8Array([0]);
  const unmerged = await timed(() => differenceFor(boards.start(), id, nothing));
  const merge = await timed(() => mergeBoard(ctx, boards.objects, id));
  const first = await timed(() => differenceFor(ctx, id, nothing));
  const cold = await timed(() => differenceFor(boards.start(), id, nothing));
  const again = await timed(() => differenceFor(ctx, id, Y.encodeStateVector(doc)));
  for (let i = 0; i < 150; i++) shapesOf(doc).get(`shape-${i}`)?.set('x', i);
  const other = boards.start();
  const firstAppend = await timed(() => appendUpdate(other, id, updates[0] as Uint8Array));
  const appends = await timed(async () => {
    for (const update of updates.slice(1)) await appendUpdate(other, id, update);
  });
  const round = ({ ms, cpuMs }: { ms: number; cpuMs: number }, of = 1) =>
    `${(ms / of).toFixed(2)} ms, ${(cpuMs / of).toFixed(2)} ms CPU`;
  if (process.env.ATLAS_COSTS)
    console.log({
      bytes: first.result.update.length,
      unmerged: round(unmerged),
      merge: round(merge),
      first: round(first),
      cold: round(cold),
      again: round(again),
      firstAppend: round(firstAppend),
      append: round(appends, updates.length - 1),
    });
  const opened = new Y.Doc();
  Y.applyUpdate(opened, first.result.update);
  expect(shapesOf(opened).size).toBe(10_000);
  expect(first.result.update.length).toBeLessThan(3_000_000);
  expect(again.result.update.length).toBeLessThan(100);
  expect(cold.ms).toBeLessThan(3_000);
  expect(appends.ms / updates.length).toBeLessThan(50);
}, 60_000);

test('a board takes as many shapes as it may, and others again when some are deleted', async () => {
  const id = await boards.newBoard();
  const ctx = boards.start();
  const doc = new Y.Doc();
  const updates = recordUpdates(doc);
  const send = async () => {
    for (const update of updates.splice(0)) await appendUpdate(ctx, id, update);
  };
  for (let i = 0; i < BOARD.shapes; i += 400)
    doc.transact(() => {
      for (let at = i; at < i + 400; at++) shapesOf(doc).set(`s${at}`, new Y.Map());
    });
  await send();
  const full = Y.encodeStateAsUpdate(doc);
  drawShape(doc, 'too many');
  const refused = expect.objectContaining({
    code: 'BAD_INPUT',
    message: expect.stringContaining('too many'),
  });
  await expect(send()).rejects.toEqual(refused);
  // Who was refused takes the server's state, and makes room.
  const fresh = new Y.Doc();
  Y.applyUpdate(fresh, full);
  const changes = recordUpdates(fresh);
  shapesOf(fresh).delete('s7');
  drawShape(fresh, 'fits now');
  for (const update of changes) await appendUpdate(ctx, id, update);
}, 60_000);
