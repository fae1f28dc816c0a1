import { Refusal } from './bytes.ts';
import type { Block, Id, Scanned, Struct } from './scan.ts';
import { addSpan, addSpans, hasId, hasSpan, type Spans, uniteSpan } from './spans.ts';

/** What one has to know of a document to judge the next update: how far it goes, and which items hold others. */
export interface Outline {
  /** The state vector. */
  vector: Map<number, number>;
  /** Items of the map of shapes. */
  shapes: Spans;
  /** Items that are lists of points. */
  lists: Spans;
  /** What was deleted, as far as updates said so. */
  deleted: Spans;
  /** Shapes ever made, the deleted ones among them. */
  made: number;
}

/** What an update adds to an outline, or why it must not. */
export type Verdict =
  | { kind: 'new'; change: Outline; doubtful: boolean }
  /** Nothing that was not there. */
  | { kind: 'known' }
  /** It has to be made anew, from what the server has. */
  | { kind: 'gap' }
  | { kind: 'refused'; reason: string };

export const emptyOutline = (): Outline => ({
  vector: new Map(),
  shapes: new Map(),
  lists: new Map(),
  deleted: new Map(),
  made: 0,
});

/** Takes over what an update adds. */
export function extend(outline: Outline, change: Outline): void {
  for (const [client, clock] of change.vector) outline.vector.set(client, clock);
  addSpans(outline.shapes, change.shapes);
  addSpans(outline.lists, change.lists);
  for (const [client, ends] of change.deleted)
    for (let i = 0; i < ends.length; i += 2)
      uniteSpan(outline.deleted, client, ends[i] ?? 0, ends[i + 1] ?? 0);
  outline.made += change.made;
}

/**
 * Judges an update as Yjs would integrate it, client by client as far as what each struct stands on is there, and
 * changes nothing. Whether a value stands in a shape or in a list is all that it follows up: what can not be told
 * from the outline is `doubtful`, and the whole document has to be looked at.
 */
export function judge(outline: Outline, { blocks, deletions, incomplete }: Scanned): Verdict {
  const change = emptyOutline();
  const known = (client: number) => change.vector.get(client) ?? outline.vector.get(client) ?? 0;
  const has = ({ client, clock }: Id) => clock < known(client);
  const isShape = (id: Id) => hasId(outline.shapes, id) || hasId(change.shapes, id);
  const isList = (id: Id) => hasId(outline.lists, id) || hasId(change.lists, id);
  let doubtful = false;
  // Yjs believes the new half what it says of the old one, which need not be what is there: cut it by the vector.
  let halfKnown = false;

  /** @returns true when it can not be told whether it may be where it is; throws when it must not */
  function place(client: number, { clock, length, kind, parent, key, left, right }: Struct): boolean {
    if (kind === 'gc') return false;
    const near = left ?? right;
    if (parent === 'shapes' || (near && isShape(near))) {
      if (kind !== 'map' && kind !== 'deleted') throw new Refusal('a shape is a map');
      if (parent === 'shapes' && key === undefined) throw new Refusal('a shape has a name');
      addSpan(change.shapes, client, clock, length);
      if (kind === 'map') change.made += 1;
      return false;
    }
    if (kind === 'map') throw new Refusal('a map is a shape, nothing inside of one');
    if (kind === 'list') addSpan(change.lists, client, clock, length);
    if (near || !parent) return kind === 'list';
    if (isShape(parent)) {
      if (key === undefined) throw new Refusal('what a shape holds has a name');
      if (kind === 'list' && key !== 'points') throw new Refusal('only points are a list');
      return false;
    }
    // What it stands in may be deleted by now and forgotten: Yjs forgets it as well.
    if (kind === 'list') throw new Refusal('a list stands in a shape');
    if (isList(parent) && key !== undefined) throw new Refusal('points have no names');
    return false;
  }

  try {
    const stuck = integrate(blocks, has, (block, struct) => {
      const end = known(block.client);
      const to = struct.clock + struct.length;
      if (to <= end) return;
      if (struct.clock < end) halfKnown = true;
      if (place(block.client, struct)) doubtful = true;
      change.vector.set(block.client, to);
    });
    if (stuck || incomplete || halfKnown) return { kind: 'gap' };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', reason: error.message };
    throw error;
  }
  for (const { client, from, to } of deletions) {
    if (to > known(client)) return { kind: 'gap' };
    // Who comes back tells all deletions once more: they must not be stored each time.
    if (!hasSpan(outline.deleted, client, from, to)) addSpan(change.deleted, client, from, to - from);
  }
  if (change.vector.size === 0 && change.deleted.size === 0) return { kind: 'known' };
  return { kind: 'new', change, doubtful };
}

/**
 * Calls `take` for each struct after those that it stands on.
 *
 * @returns true when some stand on what never comes
 */
function integrate(
  blocks: readonly Block[],
  has: (id: Id) => boolean,
  take: (block: Block, struct: Struct) => void,
): boolean {
  const next = new Map<Block, number>();
  const waiting = new Map<number, { block: Block; id: Id }[]>();
  const ready = [...blocks];
  for (let block = ready.pop(); block; block = ready.pop()) {
    const { client, structs } = block;
    let at = next.get(block) ?? 0;
    for (let struct = structs[at]; struct; struct = structs[++at]) {
      const id = missingOf(client, struct, has);
      if (id?.client === client) return true;
      if (id) {
        const others = waiting.get(id.client);
        if (others) others.push({ block, id });
        else waiting.set(id.client, [{ block, id }]);
        break;
      }
      take(block, struct);
    }
    next.set(block, at);
    const still = [];
    for (const each of waiting.get(client) ?? []) {
      if (has(each.id)) ready.push(each.block);
      else still.push(each);
    }
    if (still.length > 0) waiting.set(client, still);
    else waiting.delete(client);
  }
  return waiting.size > 0;
}

/** What has to come before this struct and is not there; of its own client, it never comes. */
function missingOf(client: number, struct: Struct, has: (id: Id) => boolean): Id | undefined {
  const before = { client, clock: struct.clock - 1 };
  if (struct.clock > 0 && !has(before)) return before;
  // On itself, or on what its own client wrote later, is on what is not there either.
  for (const id of [struct.left, struct.right, struct.parent])
    if (id && id !== 'shapes' && !has(id)) return id;
  return undefined;
}
