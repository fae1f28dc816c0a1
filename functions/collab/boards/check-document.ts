import * as Y from 'yjs';

export type DocumentCheck = { ok: true; shapes: number; bytes: number } | { ok: false; reason: string };

export const BOARD = {
  shapes: 20_000,
  /** Of the document without what was deleted. */
  bytes: 8 * 1024 * 1024,
} as const;

/**
 * Applies checked updates to a document of their own and looks at what it shows. Takes some 100 ms for a large
 * board: the outline answers for all but a few updates.
 */
export function checkDocument(...updates: readonly Uint8Array[]): DocumentCheck {
  try {
    const { doc, state } = build(updates);
    if (doc.store.pendingStructs || doc.store.pendingDs) return { ok: false, reason: 'gap' };
    const reason = wrongIn(doc);
    if (reason) return { ok: false, reason };
    if (state.length > BOARD.bytes) return { ok: false, reason: 'the board is too large' };
    return { ok: true, shapes: doc.getMap('shapes').size, bytes: state.length };
  } catch (error) {
    return { ok: false, reason: `Yjs can not apply it: ${(error as Error).message}` };
  }
}

/** One update in place of many, without what was deleted. */
export const compact = (updates: readonly Uint8Array[]): Uint8Array => build(updates).state;

function build(updates: readonly Uint8Array[]): { doc: Y.Doc; state: Uint8Array } {
  const doc = new Y.Doc({ gc: true });
  // Known as a map before anything comes: Yjs turns it into one at a price, and not each struct of it.
  doc.getMap('shapes');
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return { doc, state: Y.encodeStateAsUpdate(doc) };
}

function wrongIn(doc: Y.Doc): string | undefined {
  for (const name of doc.share.keys()) if (name !== 'shapes') return 'a board has shapes, and nothing else';
  const shapes = doc.getMap('shapes');
  if (shapes.size > BOARD.shapes) return 'the board has too many shapes';
  for (const shape of shapes.values()) {
    if (!(shape instanceof Y.Map)) return 'a shape is a map';
    for (const [key, value] of shape.entries()) {
      const isGood = value instanceof Y.Array ? key === 'points' && isPoints(value) : isJson(value);
      if (!isGood) return 'a shape holds what is no JSON';
    }
  }
  return undefined;
}

const isNumber = (value: unknown) => typeof value === 'number';

function isPoints(points: Y.Array<unknown>): boolean {
  for (const point of points)
    if (!isNumber(point) && !(Array.isArray(point) && point.length === 2 && point.every(isNumber)))
      return false;
  return true;
}

/** `undefined` is what JSON leaves out. */
function isJson(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return typeof value !== 'bigint' && typeof value !== 'function';
  if (Array.isArray(value)) return value.every(isJson);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson);
}
