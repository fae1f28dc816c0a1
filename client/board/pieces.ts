import * as Y from 'yjs';

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];
type Deletions = ReturnType<typeof Y.decodeUpdate>['ds'];

/** What is written of one client: structs that follow each other. */
interface Block {
  clock: number;
  structs: Uint8Array[];
}

interface Piece {
  bytes: number;
  blocks: Map<number, Block>;
  /** Clocks and lengths in turn. */
  deleted: Map<number, number[]>;
}

/** Clients of one piece; a server takes so many and no more. */
const CLIENTS = 500;
/** Bytes of the head of a block, and of a deletion with the head of its client, at most. */
const HEAD = 24;

/**
 * An update as several that are applied one after the other, none of which stands on a later one. A struct is never
 * cut: one that is larger than a piece is a piece of its own.
 *
 * @param most bytes of a piece
 * @param told an update whose deletions are known where the pieces go: those are left out
 * @returns nothing for an update that says nothing new
 */
export function piecesOf(update: Uint8Array, most: number, told?: Uint8Array): Uint8Array[] {
  if (!told && update.length <= most) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  const pieces: Piece[] = [];
  let piece: Piece | undefined;
  const pieceFor = (bytes: number, client: number): Piece => {
    const isFull =
      !piece || piece.bytes + bytes > most || (piece.blocks.size >= CLIENTS && !piece.blocks.has(client));
    if (!piece || isFull) {
      piece = { bytes: HEAD, blocks: new Map(), deleted: new Map() };
      pieces.push(piece);
    }
    piece.bytes += bytes;
    return piece;
  };

  for (const struct of inOrder(structs)) {
    const { client, clock } = struct.id;
    const encoder = new Y.UpdateEncoderV1();
    struct.write(encoder, 0);
    const bytes = encoder.toUint8Array();
    const { blocks } = pieceFor(bytes.length + HEAD, client);
    const block = blocks.get(client) ?? { clock, structs: [] };
    blocks.set(client, block);
    block.structs.push(bytes);
  }
  // After all that was made: what is deleted has to be there.
  for (const [client, clock, length] of without(ds, told && Y.decodeUpdate(told).ds)) {
    const { deleted } = pieceFor(HEAD, client);
    const ranges = deleted.get(client);
    if (ranges) ranges.push(clock, length);
    else deleted.set(client, [clock, length]);
  }
  return pieces.map(encode);
}

/** Structs after those that they stand on, as far as these are among them. */
function* inOrder(structs: readonly Struct[]): Generator<Struct> {
  const byClient = new Map<number, { all: Struct[]; at: number }>();
  for (const struct of structs) {
    const queue = byClient.get(struct.id.client);
    if (queue) queue.all.push(struct);
    else byClient.set(struct.id.client, { all: [struct], at: 0 });
  }
  const queues = [...byClient.values()];
  const isThere = ({ client, clock }: Y.ID) => {
    const queue = byClient.get(client);
    const next = queue?.all[queue.at];
    return !next || clock < next.id.clock;
  };
  for (let before = -1, done = 0; done > before && done < structs.length; ) {
    before = done;
    for (const queue of queues)
      for (let struct = queue.all[queue.at]; struct; struct = queue.all[queue.at]) {
        if (!neededBy(struct).every(isThere)) break;
        yield struct;
        queue.at += 1;
        done += 1;
      }
  }
  // What stands on itself is no document of Yjs: whoever reads it says so.
  for (const { all, at } of queues) yield* all.slice(at);
}

function neededBy(struct: Struct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const { origin, rightOrigin, parent } = struct;
  const ids = [origin, rightOrigin, parent instanceof Y.ID ? parent : null];
  // Its own client's come before it anyway.
  return ids.flatMap((id) => (id && id.client !== struct.id.client ? [id] : []));
}

/** Client, clock and length of what is deleted in the one and not in the other. */
function* without(
  ds: Deletions,
  known?: Deletions,
): Generator<[client: number, clock: number, length: number]> {
  const theirs = known && Y.mergeDeleteSets([known]).clients;
  for (const [client, ranges] of Y.mergeDeleteSets([ds]).clients) {
    const others = theirs?.get(client) ?? [];
    let at = 0;
    for (const { clock, len } of ranges) {
      const end = clock + len;
      let from = clock;
      for (; at < others.length; at++) {
        const other = others[at];
        if (!other || other.clock >= end) break;
        if (other.clock > from) yield [client, from, other.clock - from];
        from = Math.max(from, other.clock + other.len);
        // It may cover the next range too.
        if (from >= end) break;
      }
      if (from < end) yield [client, from, end - from];
    }
  }
}

/** As Yjs writes an update, whose clients descend. */
function encode({ blocks, deleted }: Piece): Uint8Array {
  const parts = [numbers(blocks.size)];
  for (const [client, { clock, structs }] of [...blocks].sort(([a], [b]) => b - a))
    parts.push(numbers(structs.length, client, clock), ...structs);
  parts.push(numbers(deleted.size));
  for (const [client, ranges] of [...deleted].sort(([a], [b]) => b - a))
    parts.push(numbers(client, ranges.length / 2, ...ranges));
  return joined(parts);
}

function numbers(...values: readonly number[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  for (const value of values) encoder.writeLen(value);
  return encoder.toUint8Array();
}

/** Pieces of bytes as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
