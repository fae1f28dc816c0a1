import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { checkDocument } from './check-document.ts';
import { emptyOutline, extend, judge, type Outline } from './outline.ts';
import { scanUpdate } from './scan.ts';
import { drawShape, editAtRandom, randomOf, recordUpdates, shapesOf } from './testing/drawing.ts';
import { checkUpdate, checkVector, diffFor, encodeVector, mergeUpdates } from './updates.ts';

const docOf = (client: number) => {
  const doc = new Y.Doc();
  doc.clientID = client;
  return doc;
};

/** The update of one change to a document that holds a shape `a` with points. */
function updateOf(change: (doc: Y.Doc) => void): { base: Uint8Array; update: Uint8Array } {
  const doc = docOf(7);
  drawShape(doc, 'a', {}, [[1, 2]]);
  const base = Y.encodeStateAsUpdate(doc);
  const updates = recordUpdates(doc);
  doc.transact(() => change(doc));
  return { base, update: mergeUpdates(updates) };
}

function take(outline: Outline, update: Uint8Array) {
  const verdict = judge(outline, scanUpdate(update));
  if (verdict.kind === 'new') extend(outline, verdict.change);
  return verdict;
}

const outlineOf = (update: Uint8Array) => {
  const outline = emptyOutline();
  expect(take(outline, update).kind).toBe('new');
  return outline;
};

test('what pages draw passes, update by update and in one, with the vector that Yjs has', () => {
  for (let seed = 0; seed < 30; seed++) {
    const random = randomOf(seed);
    const docs = [docOf(3), docOf(2 ** 32 - 1), docOf(500)];
    const outline = emptyOutline();
    const all = new Y.Doc();
    for (let i = 0; i < 150; i++) {
      const doc = docs[random(3)] as Y.Doc;
      const updates = recordUpdates(doc);
      editAtRandom(doc, random);
      for (const update of updates) {
        expect(checkUpdate(update)).toEqual({ ok: true });
        // Two pages may delete the same.
        expect(take(outline, update).kind).toMatch(/new|known/);
        Y.applyUpdate(all, update);
      }
      if (random(4) === 0) Y.applyUpdate(docs[random(3)] as Y.Doc, Y.encodeStateAsUpdate(all), 'remote');
    }
    const whole = Y.encodeStateAsUpdate(all);
    expect(Buffer.from(encodeVector(outline.vector))).toEqual(Buffer.from(Y.encodeStateVector(all)));
    expect(outlineOf(whole).vector).toEqual(outline.vector);
    expect(checkDocument(whole)).toMatchObject({ ok: true, shapes: shapesOf(all).size });
    // Once more, it may tell of deletions that nobody told of; the third time nothing is new.
    take(outline, whole);
    expect(take(outline, whole).kind).toBe('known');
  }
});

test('undoing a deletion, and giving a name to another shape, is no mistake', () => {
  const doc = docOf(1);
  const updates = recordUpdates(doc);
  const undo = new Y.UndoManager(shapesOf(doc), { captureTimeout: 0 });
  drawShape(doc, 'a', {}, [[1, 2]]);
  shapesOf(doc).delete('a');
  undo.undo();
  expect(shapesOf(doc).get('a')?.get('x')).toBe(1.5);
  drawShape(doc, 'a');
  const outline = emptyOutline();
  for (const update of updates) expect(take(outline, update)).toMatchObject({ kind: 'new', doubtful: false });
});

const set = (key: string, value: unknown) => (doc: Y.Doc) => void shapesOf(doc).get('a')?.set(key, value);

test.each<[string, (doc: Y.Doc) => void]>([
  ['a second map', (doc) => doc.getMap('other').set('a', 1)],
  ['a list at the top', (doc) => doc.getArray('shapes2').push([1])],
  ['a text', (doc) => doc.getText('text').insert(0, 'a')],
  ['a shape that is a number', (doc) => doc.getMap('shapes').set('b', 5)],
  ['a shape that becomes a number', (doc) => doc.getMap('shapes').set('a', 5)],
  ['a shape that is a list', (doc) => doc.getMap('shapes').set('b', new Y.Array())],
  ['a shape that becomes a list', (doc) => doc.getMap('shapes').set('a', new Y.Array())],
  ['a map in a shape', set('m', new Y.Map())],
  ['a map in place of a value', set('x', new Y.Map())],
  ['a list under another name', set('other', new Y.Array())],
  ['a text in a shape', set('label', new Y.Text('a'))],
  ['a document in a shape', set('doc', new Y.Doc())],
  ['an element in a shape', set('xml', new Y.XmlElement('a'))],
  ['bytes', set('b', new Uint8Array([1]))],
  ['a large integer', set('b', 5n)],
  ['what is no number', set('b', Number.NaN)],
  ['infinity in a list', set('b', [1, [Number.POSITIVE_INFINITY]])],
  ['a nest', set('b', JSON.parse('['.repeat(40) + ']'.repeat(40)))],
  ['a prototype', set('b', JSON.parse('{"__proto__":{"a":1}}'))],
  ['a field of that name', set('__proto__', 1)],
  ['a name of 300 letters', set('a'.repeat(300), 1)],
  [
    'a list in the points',
    (doc) => {
      const points = shapesOf(doc).get('a')?.get('points');
      if (points instanceof Y.Array) points.push([new Y.Array()]);
    },
  ],
])('%s is refused', (_, change) => {
  const { base, update } = updateOf(change);
  const checked = checkUpdate(update);
  if (!checked.ok) return;
  const verdict = take(outlineOf(base), update);
  if (verdict.kind === 'new' && verdict.doubtful)
    expect(checkDocument(base, update)).toMatchObject({ ok: false });
  else expect(verdict.kind).toBe('refused');
});

test('points that are set anew are looked at in the document', () => {
  const { base, update } = updateOf(set('points', Y.Array.from([[1, 2], 3])));
  expect(take(outlineOf(base), update)).toMatchObject({ kind: 'new', doubtful: true });
  expect(checkDocument(base, update).ok).toBe(true);
});

test('an update without what it stands on is a gap, whoever wrote that', () => {
  const [ada, bob] = [docOf(1), docOf(2)];
  const [adas, bobs] = [recordUpdates(ada), recordUpdates(bob)];
  drawShape(ada, 'a');
  for (const update of adas) Y.applyUpdate(bob, update, 'remote');
  shapesOf(bob).get('a')?.set('x', 4);
  shapesOf(bob).delete('a');
  const outline = emptyOutline();
  const [moved, deleted] = bobs as [Uint8Array, Uint8Array];
  expect(take(outline, moved).kind).toBe('gap');
  expect(take(outline, deleted).kind).toBe('gap');
  expect(outline).toEqual(emptyOutline());
  for (const update of [...adas, moved, deleted]) expect(take(outline, update).kind).toBe('new');
  // A merge of updates that are not neighbours holds the place of what lies between.
  drawShape(ada, 'b');
  drawShape(ada, 'c');
  expect(checkUpdate(mergeUpdates([adas[0] as Uint8Array, adas[2] as Uint8Array]))).toEqual({
    ok: false,
    reason: 'gap',
  });
});

test('structs that stand on each other in a circle are a gap', () => {
  // Clients 2 and 1 each write one value whose left neighbour is the other's.
  const circle = [2, 1, 2, 0, 0x88, 1, 0, 1, 126, 1, 1, 0, 0x88, 2, 0, 1, 126, 0];
  expect(take(emptyOutline(), new Uint8Array(circle)).kind).toBe('gap');
  const itself = [1, 1, 2, 0, 0x88, 2, 0, 1, 126, 0];
  expect(take(emptyOutline(), new Uint8Array(itself)).kind).toBe('gap');
});

test('an update over 512 KB is too large', () => {
  const { update } = updateOf(set('text', 'a'.repeat(512 * 1024)));
  expect(checkUpdate(update)).toEqual({ ok: false, reason: 'it is too large' });
  expect(checkUpdate(updateOf(set('text', 'a'.repeat(95 * 1024))).update)).toEqual({ ok: true });
});

test('an update ends where it ends, and version 2 is none', () => {
  const whole = Y.encodeStateAsUpdate(docOf(1));
  expect(checkUpdate(whole)).toEqual({ ok: true });
  expect(checkUpdate(Buffer.concat([whole, Buffer.from([0])])).ok).toBe(false);
  expect(checkUpdate(Y.encodeStateAsUpdateV2(docOf(1))).ok).toBe(false);
});

test('who has a vector is given what is missing', () => {
  const doc = docOf(1);
  const updates = recordUpdates(doc);
  for (let i = 0; i < 5; i++) drawShape(doc, `s${i}`);
  const old = docOf(9);
  for (const update of updates.slice(0, 2)) Y.applyUpdate(old, update);
  const diff = diffFor([...updates].reverse().concat(updates), Y.encodeStateVector(old));
  expect(diff.length).toBeLessThan(mergeUpdates(updates).length);
  Y.applyUpdate(old, diff);
  expect(shapesOf(old).toJSON()).toEqual(shapesOf(doc).toJSON());
  expect(diffFor([], new Uint8Array([0]))).toEqual(new Uint8Array([0, 0]));
});

test('a vector is a vector', () => {
  expect(checkVector(Y.encodeStateVector(docOf(1)))).toEqual({ ok: true });
  expect(
    checkVector(
      encodeVector(
        new Map([
          [2 ** 32 - 1, 9],
          [4, 100_000],
        ]),
      ),
    ),
  ).toEqual({ ok: true });
  for (const bytes of [
    [],
    [1],
    [1, 2],
    [255, 255, 255, 255, 15],
    [0, 0],
    [1, 1, 255],
    new Array(99_000).fill(1),
  ])
    expect(checkVector(new Uint8Array(bytes)).ok).toBe(false);
});
