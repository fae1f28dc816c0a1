import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Context } from '../../platform/context.ts';
import { compact } from './check-document.ts';
import { appendUpdate, differenceFor } from './documents.ts';
import { mergeBoard } from './merging.ts';
import { startBoards, type TestBoards } from './testing/boards.ts';
import { editAtRandom, randomOf, shapesOf } from './testing/drawing.ts';
import { page, sync } from './testing/pages.ts';
import { mergeUpdates } from './updates.ts';

let boards: TestBoards;

beforeAll(async () => {
  boards = await startBoards();
});

afterAll(() => boards.stop());

test('W12 all pages end equal: updates lost, repeated and reordered, processes restarted, merges between', async () => {
  let gaps = 0;
  let merges = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const random = randomOf(seed);
    const id = await boards.newBoard();
    const pages = Array.from({ length: 2 + random(5) }, (_, i) => page(100 * seed + i));
    const processes = [boards.start(), boards.start()];
    for (let step = 0; step < 150; step++) {
      const at = pages[random(pages.length)] as ReturnType<typeof page>;
      for (let i = random(6); i >= 0; i--) editAtRandom(at.doc, random);
      const process = processes[random(2)] as Context;
      // Lost, or sent some times, or in another order.
      const sent = at.updates.splice(0).filter(() => random(8) > 0);
      if (random(4) === 0) sent.reverse();
      if (random(4) === 0) sent.push(...sent);
      if (random(6) === 0 && sent.length > 0) sent.push(mergeUpdates(sent.splice(0)));
      let hasGap = false;
      for (const update of sent)
        await appendUpdate(process, id, update).catch((error) => {
          expect(error).toEqual(expect.objectContaining({ code: 'CONFLICT' }));
          gaps += 1;
          hasGap = true;
        });
      if (hasGap || random(5) === 0) await sync(process, id, at.doc);
      if (random(20) === 0) processes[random(2)] = boards.start();
      if (random(20) === 0 && (await mergeBoard(boards.start(), boards.objects, id))) merges += 1;
    }
    for (const { doc } of [...pages, ...pages]) await sync(boards.start(), id, doc);
    const server = new Y.Doc();
    Y.applyUpdate(server, (await differenceFor(boards.start(), id, new Uint8Array([0]))).update);
    const state = Buffer.from(compact([Y.encodeStateAsUpdate(server)]));
    for (const { doc } of pages) {
      expect(shapesOf(doc).toJSON()).toEqual(shapesOf(server).toJSON());
      expect(Buffer.from(compact([Y.encodeStateAsUpdate(doc)])).equals(state)).toBe(true);
    }
  }
  // Else none of this was tried.
  expect(gaps).toBeGreaterThan(50);
  expect(merges).toBeGreaterThan(10);
}, 120_000);
