import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { Shape } from './shape.ts';
import { bindShapes } from './shapes.ts';

const rectangle = (id: string, more: Partial<Shape> = {}): Shape => ({
  id,
  type: 'rectangle',
  x: 10,
  y: 20,
  width: 100,
  height: 50,
  angle: 0,
  strokeColor: '#1e1e1e',
  backgroundColor: 'transparent',
  groupIds: [],
  boundElements: null,
  index: `a${id}`,
  link: null,
  version: 1,
  isDeleted: false,
  ...more,
});
const stroke = (id: string, points: number[][], version = 1): Shape =>
  rectangle(id, { type: 'freedraw', points, pressures: [], simulatePressure: true, version });

/** A page: its document, its shapes, and the updates that it has made. */
function openPage() {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') updates.push(update);
  });
  return { doc, shapes: bindShapes(doc), updates };
}

const plain = (shapes: Shape[]) =>
  shapes.map(
    ({
      version: _v,
      versionNonce: _n,
      updated: _u,
      lastCommittedPoint: _l,
      pressures: _p,
      simulatePressure: _s,
      ...shape
    }) => shape,
  );

describe('what travels', () => {
  test('of a shape that is moved is two numbers', () => {
    const { shapes, updates } = openPage();
    shapes.write([rectangle('1')]);
    shapes.write([rectangle('1', { x: 11, y: 22, version: 2 })]);
    expect(updates).toHaveLength(2);
    expect(updates[1]?.length).toBeLessThan(60);
  });

  test('of a stroke that grows is its new point', () => {
    const { shapes, updates } = openPage();
    const points = Array.from({ length: 200 }, (_, i) => [i, i * 2]);
    shapes.write([stroke('1', points)]);
    shapes.write([stroke('1', [...points, [500.126, 7]], 2)]);
    expect(updates[1]?.length).toBeLessThan(60);
  });

  test('is nothing when nothing has changed', () => {
    const { shapes, updates } = openPage();
    shapes.write([rectangle('1')]);
    shapes.write([rectangle('1')]);
    shapes.write([rectangle('1', { version: 5 })]);
    expect(updates).toHaveLength(1);
  });

  test('of many shapes at once is several updates, each for one message', () => {
    const { shapes, updates } = openPage();
    shapes.write(Array.from({ length: 100 }, (_, i) => rectangle(String(i))));
    expect(Math.max(...updates.map(({ length }) => length))).toBeLessThan(22_000);
  });
});

test('the other page sees the shape with a higher version each time', () => {
  const [a, b] = [openPage(), openPage()];
  let told = 0;
  b.shapes.onRemote(() => {
    told += 1;
  });
  const pass = () => {
    for (const update of a.updates.splice(0)) Y.applyUpdate(b.doc, update, 'remote');
  };
  a.shapes.write([rectangle('1')]);
  pass();
  const [first] = b.shapes.list();
  a.shapes.write([rectangle('1', { x: 99, version: 2 })]);
  pass();
  const [second] = b.shapes.list();
  expect(second).toMatchObject({ x: 99 });
  expect(second?.version).toBeGreaterThan(first?.version ?? 0);
  a.shapes.write([rectangle('1', { isDeleted: true, version: 3 })]);
  pass();
  expect(b.shapes.list()).toEqual([]);
  a.shapes.write([rectangle('1', { version: 4 })]);
  pass();
  expect(plain(b.shapes.list())).toEqual(plain(a.shapes.list()));
  expect(told).toBe(4);
});

test.each<[string, Record<string, unknown>]>([
  ['no type', { x: 1, y: 1, width: 1, height: 1 }],
  ['a type that loads from elsewhere', { type: 'iframe', x: 1, y: 1, width: 1, height: 1 }],
  ['a place that is none', { type: 'rectangle', x: 'here', y: 1, width: 1, height: 1 }],
  ['no points', { type: 'line', x: 1, y: 1, width: 1, height: 1 }],
  ['a text without end', { type: 'text', x: 1, y: 1, width: 1, height: 1, text: 'x'.repeat(10_001) }],
])('a shape with %s is not drawn, and no others are lost', (_what, values) => {
  const { doc } = openPage();
  doc.getMap('shapes').set('bad', new Y.Map(Object.entries(values)));
  doc.getMap('shapes').set('text', 'no map' as unknown as Y.Map<unknown>);
  const shapes = bindShapes(doc);
  shapes.write([rectangle('good')]);
  expect(shapes.list().map(({ id }) => id)).toEqual(['good']);
});

test('a page writes nothing of what it has only read, however it fills it in', () => {
  const [a, b] = [openPage(), openPage()];
  a.shapes.write([rectangle('1'), rectangle('2')]);
  for (const update of a.updates) Y.applyUpdate(b.doc, update, 'remote');
  const filledIn = b.shapes.list().map((shape) => ({ ...shape, boundElements: [], roundness: null }));
  b.shapes.accept(filledIn);
  b.shapes.write(filledIn);
  expect(b.updates).toEqual([]);
  b.shapes.write(filledIn.map((shape) => ({ ...shape, x: 5, version: shape.version + 1 })));
  for (const update of b.updates) Y.applyUpdate(a.doc, update, 'remote');
  expect(a.shapes.list().map(({ x, boundElements }) => [x, boundElements])).toEqual([
    [5, null],
    [5, null],
  ]);
});

test('of 10,000 shapes, a page looks at the one that somebody has changed', () => {
  const [a, b] = [openPage(), openPage()];
  const numbered = (i: number, more: Partial<Shape> = {}) => {
    const id = String(i).padStart(5, '0');
    return rectangle(id, { index: `a${id}1`, ...more });
  };
  const all = Array.from({ length: 10_000 }, (_, i) => numbered(i));
  a.shapes.write(all);
  for (const update of a.updates.splice(0)) Y.applyUpdate(b.doc, update, 'remote');
  const scene = b.shapes.list();
  b.shapes.accept(scene);
  const looks = vi.spyOn(JSON, 'stringify');
  const sorts = vi.spyOn(Array.prototype, 'sort');
  a.shapes.write([numbered(4_321, { x: 77, version: 2 })]);
  const own = looks.mock.calls.length;
  for (const update of a.updates.splice(0)) Y.applyUpdate(b.doc, update, 'remote');
  const next = b.shapes.list();
  b.shapes.accept(next);
  const looked = looks.mock.calls.length - own;
  const sorted = sorts.mock.contexts.filter((list) => (list as unknown[]).length > 100).length;
  vi.restoreAllMocks();
  // Its properties, when it is read and when it is shown.
  expect(looked).toBeGreaterThan(0);
  expect(looked).toBeLessThan(4 * Object.keys(rectangle('1')).length);
  expect(sorted).toBe(0);
  expect(next.filter((shape, i) => shape !== scene[i])).toEqual([expect.objectContaining({ x: 77 })]);
  // Whoever comes or goes to another place in the order is found there.
  a.shapes.write([numbered(4_321, { x: 77, index: 'a99999', version: 3 }), numbered(0, { isDeleted: true })]);
  for (const update of a.updates.splice(0)) Y.applyUpdate(b.doc, update, 'remote');
  expect(b.shapes.list()).toHaveLength(9_999);
  expect(b.shapes.list().at(-1)?.id).toBe('04321');
  expect(b.shapes.list()[0]?.id).toBe('00001');
});

test('what one changes while another changes something else of the same shape is kept of both', () => {
  const [a, b] = [openPage(), openPage()];
  a.shapes.write([rectangle('1')]);
  for (const update of a.updates.splice(0)) Y.applyUpdate(b.doc, update, 'remote');
  const scene = b.shapes.list();
  b.shapes.accept(scene);
  a.shapes.write([rectangle('1', { strokeColor: '#ff0000', version: 2 })]);
  // It arrives while the other page has a change of its own that is not written yet.
  for (const update of a.updates.splice(0)) Y.applyUpdate(b.doc, update, 'remote');
  b.shapes.write(scene.map((shape) => ({ ...shape, x: 77, version: shape.version + 1 })));
  expect(b.shapes.list()).toEqual([expect.objectContaining({ x: 77, strokeColor: '#ff0000' })]);
  for (const update of b.updates.splice(0)) Y.applyUpdate(a.doc, update, 'remote');
  expect(a.shapes.list()).toEqual([expect.objectContaining({ x: 77, strokeColor: '#ff0000' })]);
});

test('what arrives while a page has nothing to say makes it say nothing', () => {
  const [a, b] = [openPage(), openPage()];
  a.shapes.write([rectangle('1')]);
  for (const update of a.updates.splice(0)) Y.applyUpdate(b.doc, update, 'remote');
  const scene = b.shapes.list();
  b.shapes.accept(scene);
  a.shapes.write([rectangle('1', { width: 300, version: 2 }), rectangle('2')]);
  for (const update of a.updates.splice(0)) Y.applyUpdate(b.doc, update, 'remote');
  b.shapes.write(scene);
  expect(b.updates).toEqual([]);
});

test.each<[string, unknown]>([
  ['groupIds', 5],
  ['groupIds', [null]],
  ['boundElements', [null]],
  ['boundElements', 'abc'],
  ['angle', Number.POSITIVE_INFINITY],
  ['index', 'zzzzzzzz'],
  ['index', 'a00'],
  ['name', {}],
  ['fixedSegments', 'x'],
  ['startBinding', {}],
  ['strokeWidth', 1e9],
  ['madeUp', 'x'],
])('a shape whose %s is %j is drawn without that', (name, value) => {
  const { doc } = openPage();
  doc
    .getMap('shapes')
    .set('1', new Y.Map(Object.entries({ ...rectangle('1', { index: 'a1' }), [name]: value })));
  const [shape] = bindShapes(doc).list();
  expect(shape).toMatchObject({ id: '1', width: 100 });
  expect(shape?.[name] ?? null).toBeNull();
});

test('whatever a peer writes, a page lists shapes that are whole, and goes on', () => {
  const names = Object.keys(rectangle('1')).concat('points', 'text', 'fontSize', 'startBinding', 'frameId');
  const entry = fc.dictionary(fc.constantFrom(...names), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
      const { doc } = openPage();
      const shapes = bindShapes(doc);
      entries.forEach((values, i) => {
        const whole = { ...rectangle(String(i), { index: 'a1' }), ...values };
        doc.getMap('shapes').set(String(i), new Y.Map(Object.entries(whole)));
      });
      shapes.write([rectangle('good', { index: 'a2' })]);
      const listed = shapes.list();
      expect(listed.map(({ id }) => id)).toContain('good');
      for (const { x, y, groupIds } of listed) {
        expect([x, y].every(Number.isFinite)).toBe(true);
        expect(groupIds === undefined || Array.isArray(groupIds)).toBe(true);
      }
    }),
  );
});

test('a link runs no code', () => {
  const { shapes } = openPage();
  const other = openPage();
  shapes.write([rectangle('1', { link: 'javascript:alert(1)' })]);
  const values = Object.entries({ ...rectangle('1', { link: 'javascript:alert(1)' }) });
  other.doc.getMap('shapes').set('1', new Y.Map(values));
  expect(bindShapes(other.doc).list()[0]?.link).toBeNull();
});

test('W12 pages that draw without seeing each other end with the same, whatever is late, lost or comes twice', () => {
  const step = fc.record({
    page: fc.nat(2),
    id: fc.constantFrom('1', '2', '3', '4'),
    what: fc.constantFrom('move', 'colour', 'draw', 'delete', 'restore'),
    value: fc.integer({ min: -500, max: 500 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.infiniteStream(fc.nat(99)), (steps, chance) => {
      const pages = [openPage(), openPage(), openPage()];
      const dice = () => Number(chance.next().value);
      const sent: Uint8Array[] = [];
      for (const { page, id, what, value } of steps) {
        const at = pages[page];
        if (!at) continue;
        const all = at.shapes.list();
        at.shapes.accept(all);
        const before = all.find((shape) => shape.id === id);
        const version = (before?.version ?? 0) + 1;
        const points = (before?.points as number[][] | undefined) ?? [];
        const next: Shape =
          what === 'draw'
            ? stroke(id, [...points, [value, value]], version)
            : {
                ...(before ?? rectangle(id)),
                version,
                ...(what === 'move' ? { x: value } : {}),
                ...(what === 'colour' ? { strokeColor: `#${value}` } : {}),
                isDeleted: what === 'delete',
              };
        at.shapes.write([...all.filter((shape) => shape.id !== id), next]);
        sent.push(...at.updates.splice(0));
        // Some arrive now, in any order, some twice, some never.
        for (const other of pages)
          for (let i = dice() % 3; i > 0; i--) {
            const update = sent[dice() % Math.max(1, sent.length)];
            if (update) Y.applyUpdate(other.doc, update, 'remote');
          }
      }
      for (const to of pages)
        for (const from of pages)
          Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'remote');
      const [first, ...others] = pages.map(({ shapes }) => plain(shapes.list()));
      for (const other of others) expect(other).toEqual(first);
      // What a page shows is what its document says.
      for (const { doc, shapes } of pages)
        expect(plain(bindShapes(doc).list())).toEqual(plain(shapes.list()));
      const [bytes, ...rest] = pages.map(({ doc }) => Buffer.from(Y.encodeStateVector(doc)).length);
      for (const length of rest) expect(length).toBe(bytes);
    }),
    { numRuns: 300 },
  );
});
