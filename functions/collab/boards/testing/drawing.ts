import * as Y from 'yjs';

/** Numbers that look random, and are the same in each run. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export type Shapes = Y.Map<Y.Map<unknown>>;

export const shapesOf = (doc: Y.Doc) => doc.getMap('shapes') as Shapes;

export function drawShape(doc: Y.Doc, id: string, fields: Record<string, unknown> = {}, points?: number[][]) {
  doc.transact(() => {
    const shape = new Y.Map<unknown>();
    shapesOf(doc).set(id, shape);
    const standard = {
      type: 'rectangle',
      x: 1.5,
      y: 2,
      width: 100,
      height: 50,
      color: '#a0b0c0',
      text: `Ä ${id}`,
    };
    for (const [key, value] of Object.entries({ ...standard, ...fields })) shape.set(key, value);
    if (points) shape.set('points', Y.Array.from(points));
  });
}

/** Some of what people do on a board, at random. */
export function editAtRandom(doc: Y.Doc, random: (below: number) => number): void {
  const ids = [...shapesOf(doc).keys()];
  const id = ids[random(ids.length)];
  const shape = id === undefined ? undefined : shapesOf(doc).get(id);
  const act = random(10);
  if (!shape || id === undefined || act < 2) {
    // The same names on all pages: two people may make one at the same time.
    drawShape(
      doc,
      `s${random(30)}`,
      {},
      random(2)
        ? [
            [random(9), 1],
            [2, random(9)],
          ]
        : undefined,
    );
  } else if (act < 3) shapesOf(doc).delete(id);
  else if (act < 4) shape.delete('text');
  else if (act < 6) {
    const points = shape.get('points');
    if (points instanceof Y.Array) {
      points.insert(random(points.length + 1), [[random(100), random(100)], random(100)]);
      if (points.length > 3) points.delete(random(points.length - 1), 2);
    }
  } else if (act < 7) shape.set('style', { dash: [1, 2, random(5)], fill: null, open: true });
  else
    doc.transact(() => {
      shape.set('x', random(1_000) / 4);
      shape.set('y', random(1_000));
    });
}

/** Updates of a page that draws, in order. */
export function recordUpdates(doc: Y.Doc): Uint8Array[] {
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') updates.push(update);
  });
  return updates;
}
