import * as Y from 'yjs';
import { createReader, Refusal } from './bytes.ts';
import { type Scanned, scanUpdate } from './scan.ts';
import type { Spans } from './spans.ts';

export type Check = { ok: true } | { ok: false; reason: string };

/** Bytes of one update: what was drawn without a connection comes by GraphQL, in base64 below 1 MB. */
export const UPDATE_BYTES = 512 * 1024;
/** Clients of one update: an open page writes as one, one that was away brings others' along. */
const UPDATE_CLIENTS = 1_000;
const VECTOR_BYTES = 96 * 1024;
/** An update of nothing. */
const NOTHING = new Uint8Array([0, 0]);

/** Whether an update may be looked at at all: by its bytes alone, before Yjs sees any of them. */
export function checkUpdate(bytes: Uint8Array): Check {
  const scanned = scanGiven(bytes);
  return 'reason' in scanned ? { ok: false, reason: scanned.reason } : { ok: true };
}

/** The same, with what it found. */
export function scanGiven(bytes: Uint8Array): Scanned | { reason: string } {
  if (bytes.length > UPDATE_BYTES) return { reason: 'it is too large' };
  try {
    const scanned = scanUpdate(bytes);
    if (scanned.blocks.length > UPDATE_CLIENTS) return { reason: 'too many clients' };
    return scanned.incomplete ? { reason: 'gap' } : scanned;
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** Whether these are the bytes of a state vector. */
export function checkVector(bytes: Uint8Array): Check {
  if (bytes.length > VECTOR_BYTES) return { ok: false, reason: 'it is too large' };
  try {
    const reader = createReader(bytes);
    for (let i = reader.count(2); i > 0; i--) {
      reader.uint();
      reader.uint();
    }
    return reader.left() === 0 ? { ok: true } : { ok: false, reason: 'something follows its end' };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

/** Of updates that were checked; order and repetition do not matter. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  return updates.length === 0 ? NOTHING : Y.mergeUpdates([...updates]);
}

/** What lacks who has a state vector; all deletions are in it, for the vector tells nothing of them. */
export function diffFor(updates: readonly Uint8Array[], vector: Uint8Array): Uint8Array {
  return Y.diffUpdate(mergeUpdates(updates), vector);
}

/**
 * An update without what was there before: one id must never be stored with two contents, of which a merge would
 * take the one, and pages that know the first keep the other.
 */
export function trim(update: Uint8Array, known: ReadonlyMap<number, number>): Uint8Array {
  if (known.size === 0) return update;
  const { from } = Y.parseUpdateMeta(update);
  const overlap = [...from].flatMap(([client, clock]): [number, number][] => {
    const end = known.get(client) ?? 0;
    return end > clock ? [[client, end]] : [];
  });
  return overlap.length === 0 ? update : Y.diffUpdate(update, encodeVector(new Map(overlap)));
}

/** As `Y.encodeStateVector` writes it. */
export function encodeVector(vector: ReadonlyMap<number, number>): Uint8Array {
  return Y.encodeStateVector(new Map([...vector].sort(([a], [b]) => b - a)));
}

/** An update of nothing but deletions: for who has all that was ever made. */
export function encodeDeletions(deleted: Spans): Uint8Array {
  const bytes = [0];
  const write = (value: number) => {
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
    bytes.push(value);
  };
  write(deleted.size);
  for (const [client, ends] of [...deleted].sort(([a], [b]) => b - a)) {
    write(client);
    write(ends.length / 2);
    for (let i = 0; i < ends.length; i += 2) {
      const from = ends[i] ?? 0;
      write(from);
      write((ends[i + 1] ?? from) - from);
    }
  }
  return Uint8Array.from(bytes);
}

/** Whether who has this vector has all that `known` tells of. */
export function covers(vector: Uint8Array, known: ReadonlyMap<number, number>): boolean {
  const theirs = Y.decodeStateVector(vector);
  return [...known].every(([client, clock]) => (theirs.get(client) ?? 0) >= clock);
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  throw error;
}
