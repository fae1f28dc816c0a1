import * as Y from 'yjs';
import { flat, type Shape, sharedOf, toShape } from './shape.ts';

/** The name of the one map of a whiteboard's document: from a shape's id to its properties. */
export const SHAPES = 'shapes';
/** The origin of what is drawn on this page. */
export const LOCAL = Symbol('local');
/** Shapes that are written in one transaction: an update of more would not fit into a message. */
const AT_ONCE = 20;
/** Shapes that a page shows at most. */
const MOST = 20_000;

/** A whiteboard's document as the list of shapes that a drawing library knows. */
export interface BoardShapes {
  /** In the order of drawing. */
  list(): Shape[];
  has(id: string): boolean;
  /**
   * Writes what is different from what was written or read before, and nothing else. What is not among them is left as
   * it is: somebody else may have drawn it a moment ago.
   */
  write(shapes: readonly Shape[]): void;
  /**
   * Takes what was listed as the page shows it now, with what was missing filled in: that is nobody's change, and is
   * not written. Costs something only for what is not as it was accepted before.
   */
  accept(shapes: readonly Shape[]): void;
  /** Calls back after somebody else has changed something; gives back what stops it. */
  onRemote(changed: () => void): () => void;
  close(): void;
}

/** A shape as it was at some time: the library changes its own objects in place. */
interface Known {
  shape: Shape;
  version: number;
  values: Map<string, string>;
  points: number[] | undefined;
}

/**
 * Binds a document to the shapes on a page. A shape is a map with an entry a property, so that who moves it writes two
 * numbers; the points of a line are a list that a growing stroke appends to.
 */
export function bindShapes(doc: Y.Doc): BoardShapes {
  const map = doc.getMap<Y.Map<unknown>>(SHAPES);
  /** As the document has them, and as the page showed them when it last agreed: what differs was done here. */
  const known = new Map<string, Known>();
  const shown = new Map<string, Known>();
  const listeners = new Set<() => void>();
  /** Ids in the order of drawing; undefined when that has to be found anew. */
  let order: string[] | undefined;

  function read(id: string): void {
    const entry = map.get(id);
    const version = Math.max(known.get(id)?.version ?? 0, shown.get(id)?.version ?? 0) + 1;
    const hasRoom = known.has(id) || known.size < MOST;
    const shape = entry instanceof Y.Map && hasRoom ? shapeOf(id, entry, version) : undefined;
    if (shape) keep(id, toKnown(shape));
    else drop(id);
  }

  function keep(id: string, next: Known): void {
    const before = known.get(id);
    if (before?.values.get('index') !== next.values.get('index') || !before) order = undefined;
    known.set(id, next);
  }

  function drop(id: string): void {
    if (known.delete(id)) order = undefined;
  }

  for (const id of map.keys()) read(id);

  const onChange = (events: Y.YEvent<Y.AbstractType<unknown>>[], { origin }: Y.Transaction) => {
    if (origin === LOCAL) return;
    const changed = new Set<string>();
    for (const event of events) {
      if (event.path.length > 0) changed.add(String(event.path[0]));
      else for (const id of (event as Y.YMapEvent<unknown>).keysChanged) changed.add(String(id));
    }
    for (const id of changed) read(id);
    for (const listener of listeners) listener();
  };
  map.observeDeep(onChange);

  function writeOne(shape: Shape): void {
    const { id } = shape;
    const before = shown.get(id);
    if (shape.isDeleted) {
      map.delete(id);
      drop(id);
      shown.delete(id);
      return;
    }
    const after = toKnown(shape);
    const entry = before && map.get(id);
    const isOnlyOurs = !entry || known.get(id) === before;
    if (entry) writeDifference(entry, before, after);
    // New here, or taken away by somebody else while this page changed it: it comes back whole.
    else map.set(id, wholeOf(shape));
    shown.set(id, after);
    if (isOnlyOurs) keep(id, after);
    // Others have changed it too, and this page has not shown it yet.
    else read(id);
  }

  return {
    has: (id) => known.has(id),
    list() {
      order ??= [...known.values()]
        .map(({ shape }) => shape)
        .sort(byIndex)
        .map(({ id }) => id);
      return order.flatMap((id) => known.get(id)?.shape ?? []);
    },
    write(shapes) {
      const changed = shapes.filter((shape) => {
        const before = shown.get(shape.id);
        return before ? before.version !== shape.version || shape.isDeleted : !shape.isDeleted;
      });
      for (let i = 0; i < changed.length; i += AT_ONCE)
        doc.transact(() => changed.slice(i, i + AT_ONCE).forEach(writeOne), LOCAL);
    },
    accept(shapes) {
      for (const shape of shapes) {
        if (shape.isDeleted || !known.has(shape.id)) continue;
        const before = shown.get(shape.id);
        if (before?.version === shape.version && known.get(shape.id) === before) continue;
        const now = toKnown(shape);
        keep(shape.id, now);
        shown.set(shape.id, now);
      }
    },
    onRemote(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    close: () => map.unobserveDeep(onChange),
  };
}

function shapeOf(id: string, entry: Y.Map<unknown>, version: number): Shape | undefined {
  const values: Record<string, unknown> = {};
  let points: readonly unknown[] | undefined;
  for (const [name, value] of entry.entries()) {
    if (value instanceof Y.Array) points = name === 'points' ? value.toArray() : undefined;
    else if (!(value instanceof Y.AbstractType)) values[name] = value;
  }
  return toShape(id, values, points, version);
}

function toKnown(shape: Shape): Known {
  const values = new Map<string, string>();
  for (const [name, value] of sharedOf(shape)) if (name !== 'points') values.set(name, JSON.stringify(value));
  return { shape, version: shape.version, values, points: flat(shape.points) };
}

function wholeOf(shape: Shape): Y.Map<unknown> {
  const entry = new Y.Map<unknown>();
  for (const [name, value] of sharedOf(shape))
    entry.set(name, name === 'points' ? Y.Array.from(flat(value) ?? []) : copyOf(value));
  return entry;
}

function writeDifference(entry: Y.Map<unknown>, before: Known, after: Known): void {
  for (const [name, text] of after.values)
    if (before.values.get(name) !== text) entry.set(name, JSON.parse(text));
  for (const name of before.values.keys()) if (!after.values.has(name)) entry.delete(name);
  if (after.points) writePoints(entry, before.points ?? [], after.points);
}

function writePoints(entry: Y.Map<unknown>, before: readonly number[], after: readonly number[]): void {
  const list = entry.get('points');
  if (!(list instanceof Y.Array)) {
    entry.set('points', Y.Array.from([...after]));
    return;
  }
  const hasGrown = after.length >= before.length && before.every((value, i) => value === after[i]);
  // Somebody else may have drawn on meanwhile; then what is here counts whole.
  if (hasGrown && list.length === before.length) {
    if (after.length > before.length) list.push(after.slice(before.length));
  } else {
    list.delete(0, list.length);
    list.push([...after]);
  }
}

/** Yjs keeps what it is given: a copy that nobody changes any more. */
const copyOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value;

/** As the drawing library sorts: by index, then by id. */
function byIndex(a: Shape, b: Shape): number {
  const [first, second] = [a.index ?? '', b.index ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
