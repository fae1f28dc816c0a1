import { createReader, type Reader, Refusal } from './bytes.ts';

export interface Id {
  client: number;
  clock: number;
}

/** What a struct brings: `gc` and `deleted` are what is left of others, a map is a shape, a list its points. */
export type Kind = 'gc' | 'deleted' | 'value' | 'map' | 'list';

export interface Struct {
  clock: number;
  length: number;
  kind: Kind;
  /** Its neighbours when it was made; with either, the parent is theirs. */
  left: Id | undefined;
  right: Id | undefined;
  /** The document's own map, or the item that holds the parent. */
  parent: 'shapes' | Id | undefined;
  key: string | undefined;
}

/** What one client wrote, in a row from `from` on. */
export interface Block {
  client: number;
  from: number;
  structs: Struct[];
}

export interface Deletion {
  client: number;
  from: number;
  to: number;
}

export interface Scanned {
  blocks: Block[];
  deletions: Deletion[];
  /** It holds a place for something that its sender did not have either. */
  incomplete: boolean;
}

/** Operations of one client id, which is one open page: hours of drawing are some millions. */
const MAX_CLOCK = 50_000_000;
const MAX_CLIENT = 2 ** 32 - 1;
const LONGEST_NAME = 256;

/**
 * Reads an update of Yjs 13, version 1, without Yjs: only what a whiteboard consists of, and only in the order in
 * which Yjs writes it, which is what its readers rely on. Takes time and memory in proportion to the bytes.
 *
 * @throws Refusal
 */
export function scanUpdate(bytes: Uint8Array): Scanned {
  const reader = createReader(bytes);
  const scanned: Scanned = { blocks: [], deletions: [], incomplete: false };
  let previous = Number.POSITIVE_INFINITY;
  for (let i = reader.count(4); i > 0; i--) {
    const block = readBlock(reader, scanned);
    // mergeUpdates needs higher clients first; a client that comes twice is read differently by its readers.
    if (block.client >= previous) throw new Refusal('its clients are out of order');
    previous = block.client;
    scanned.blocks.push(block);
  }
  readDeletions(reader, scanned.deletions);
  if (reader.left() > 0) throw new Refusal('something follows its end');
  return scanned;
}

function readBlock(reader: Reader, scanned: Scanned): Block {
  let count = reader.count(2);
  if (count === 0) throw new Refusal('a client wrote nothing');
  const client = readClient(reader);
  const from = reader.uint();
  const structs: Struct[] = [];
  for (let clock = from; count > 0; count--) {
    const struct = readStruct(reader, clock);
    if (!struct) scanned.incomplete = true;
    const length = struct ? struct.length : reader.uint();
    if (length < 1 || clock + length > MAX_CLOCK) throw new Refusal('its clocks are absurd');
    if (struct) structs.push(struct);
    clock += length;
  }
  return { client, from, structs };
}

function readClient(reader: Reader): number {
  const client = reader.uint();
  if (client > MAX_CLIENT) throw new Refusal('a client has no such number');
  return client;
}

const readId = (reader: Reader): Id => ({ client: readClient(reader), clock: reader.uint() });

/** Undefined for a gap, whose length comes next. */
function readStruct(reader: Reader, clock: number): Struct | undefined {
  const info = reader.byte();
  const struct: Struct = {
    clock,
    length: 1,
    kind: 'gc',
    left: undefined,
    right: undefined,
    parent: undefined,
    key: undefined,
  };
  if (info === 10) return undefined;
  if (info === 0) {
    struct.length = reader.uint();
    return struct;
  }
  if (info & 128) struct.left = readId(reader);
  if (info & 64) struct.right = readId(reader);
  if ((info & 192) === 0) {
    struct.parent = readParent(reader);
    if (info & 32) struct.key = reader.text(LONGEST_NAME);
    if (struct.key === '__proto__') throw new Refusal('a name is reserved');
  }
  readContent(reader, info & 31, struct);
  return struct;
}

function readParent(reader: Reader): 'shapes' | Id {
  const isName = reader.uint();
  if (isName === 0) return readId(reader);
  if (isName !== 1) throw new Refusal('a parent is neither a name nor an item');
  if (reader.text(LONGEST_NAME) !== 'shapes') throw new Refusal('a board has shapes, and nothing else');
  return 'shapes';
}

function readContent(reader: Reader, type: number, struct: Struct): void {
  if (type === 1) {
    struct.kind = 'deleted';
    struct.length = reader.uint();
  } else if (type === 7) {
    const made = reader.uint();
    if (made > 1) throw new Refusal('it brings what is neither a map nor a list');
    struct.kind = made === 1 ? 'map' : 'list';
  } else if (type === 8) {
    struct.kind = 'value';
    struct.length = reader.count(1);
    for (let i = struct.length; i > 0; i--) reader.value();
  } else throw new Refusal('it brings what no board holds');
}

/** Ranges that overlap cost a reader the product of both numbers. */
function readDeletions(reader: Reader, deletions: Deletion[]): void {
  const clients = new Set<number>();
  for (let i = reader.count(4); i > 0; i--) {
    const client = readClient(reader);
    if (clients.has(client)) throw new Refusal('it deletes twice');
    clients.add(client);
    let previous = 0;
    for (let ranges = reader.count(2); ranges > 0; ranges--) {
      const from = reader.uint();
      const to = from + reader.uint();
      if (from < previous || to <= from || to > MAX_CLOCK) throw new Refusal('it deletes what can not be');
      previous = to;
      deletions.push({ client, from, to });
    }
  }
}
