import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { emptyOutline, extend, judge, type Outline } from '../../functions/collab/boards/outline.ts';
import { scanUpdate } from '../../functions/collab/boards/scan.ts';
import {
  drawShape,
  editAtRandom,
  randomOf,
  shapesOf,
} from '../../functions/collab/boards/testing/drawing.ts';
import { UPDATE_BYTES } from '../../functions/collab/boards/updates.ts';
import { UPLOAD_BYTES } from '../realtime/messages.ts';
import { piecesOf } from './pieces.ts';

/** Takes a piece as the server does. */
function take(outline: Outline, piece: Uint8Array): string {
  const verdict = judge(outline, scanUpdate(piece));
  if (verdict.kind === 'new') extend(outline, verdict.change);
  return verdict.kind;
}

const bytesOf = (pieces: readonly Uint8Array[]) => pieces.map(({ length }) => length);

test('megabytes that were drawn without a connection go in pieces that a server takes, none with a gap before it', () => {
  const doc = new Y.Doc();
  for (let i = 0; i < 1_200; i++)
    drawShape(
      doc,
      `s${i}`,
      {},
      Array.from({ length: 120 }, (_, j) => [i + j / 7, j * 1.25]),
    );
  for (let i = 0; i < 100; i++) shapesOf(doc).delete(`s${7 * i}`);
  const whole = Y.encodeStateAsUpdate(doc);
  expect(whole.length).toBeGreaterThan(2 * 1024 * 1024);

  const pieces = piecesOf(whole, UPLOAD_BYTES);
  expect(Math.max(...bytesOf(pieces))).toBeLessThanOrEqual(UPLOAD_BYTES);
  expect(UPLOAD_BYTES).toBeLessThan(UPDATE_BYTES);
  const outline = emptyOutline();
  const read = new Y.Doc();
  for (const piece of pieces) {
    expect(take(outline, piece)).toBe('new');
    Y.applyUpdate(read, piece);
    expect(read.store.pendingStructs ?? read.store.pendingDs).toBeNull();
  }
  expect(Buffer.from(Y.encodeStateAsUpdate(read)).equals(whole)).toBe(true);
});

test('whatever several pages drew without seeing each other, any size of pieces brings it whole and in order', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 60, max: 3_000 }), (seed, most) => {
      const random = randomOf(seed);
      const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
      // What the server has, when one of them comes back with the others' work.
      const server = new Y.Doc();
      for (let i = 0; i < 80; i++) {
        const [from, to] = [docs[random(3)] as Y.Doc, docs[random(3)] as Y.Doc];
        editAtRandom(from, random);
        if (random(3) === 0) Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
        if (i === 30) for (const doc of docs) Y.applyUpdate(server, Y.encodeStateAsUpdate(doc));
      }
      const [back, ...others] = docs as [Y.Doc, Y.Doc, Y.Doc];
      for (const other of others) Y.applyUpdate(back, Y.encodeStateAsUpdate(other));
      const known = Y.encodeStateAsUpdate(server);
      Y.applyUpdate(back, known);
      const outline = emptyOutline();
      take(outline, known);

      const rest = Y.encodeStateAsUpdate(back, Y.encodeStateVector(server));
      const pieces = piecesOf(rest, most, known);
      const largest = Math.max(
        0,
        ...Y.decodeUpdate(rest).structs.map((one) => {
          const encoder = new Y.UpdateEncoderV1();
          one.write(encoder, 0);
          return encoder.toUint8Array().length;
        }),
      );
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(Math.max(most, largest + 48));
        expect(take(outline, piece)).toBe('new');
        Y.applyUpdate(server, piece);
        expect(server.store.pendingStructs ?? server.store.pendingDs).toBeNull();
      }
      expect(shapesOf(server).toJSON()).toEqual(shapesOf(back).toJSON());
      expect(Y.encodeStateVector(server)).toEqual(Y.encodeStateVector(back));
      // And then there is nothing to say.
      const all = Y.encodeStateAsUpdate(server);
      expect(piecesOf(Y.encodeStateAsUpdate(back, Y.encodeStateVector(server)), most, all)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('what thousands of pages have drawn goes by some hundreds of pages at a time', () => {
  const all = new Y.Doc();
  for (let i = 0; i < 1_200; i++) {
    const doc = new Y.Doc();
    drawShape(doc, `s${i}`);
    Y.applyUpdate(all, Y.encodeStateAsUpdate(doc));
  }
  const pieces = piecesOf(Y.encodeStateAsUpdate(all), 10 * 1024 * 1024, new Uint8Array([0, 0]));
  expect(pieces.map((piece) => Y.parseUpdateMeta(piece).to.size)).toEqual([500, 500, 200]);
});

test('a small update stays as it is', () => {
  const doc = new Y.Doc();
  drawShape(doc, 'a');
  const update = Y.encodeStateAsUpdate(doc);
  expect(piecesOf(update, UPLOAD_BYTES)).toEqual([update]);
});
