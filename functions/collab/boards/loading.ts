import type { Context } from '../../platform/context.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Objects } from '../../platform/objects/objects.ts';
import { readBoard, type StoredBoard } from './boards.store.ts';
import { emptyOutline, extend, judge, type Outline } from './outline.ts';
import { scanUpdate } from './scan.ts';
import { trim } from './updates.ts';

/** What a process remembers of a board, to judge what comes next without reading all of it. */
export interface Known {
  outline: Outline;
  /** Everything up to here is in the outline. */
  position: number;
  /** Bytes of the snapshot and of what came after it. */
  bytes: number;
}

/** All of a board: the snapshot first, then what came after it. */
export type WholeBoard = StoredBoard & { parts: Uint8Array[] };

export const gone = () => new DomainError('NOT_FOUND', 'This whiteboard is gone.');

/** The bucket of this process. */
export function objectsOf(ctx: Context): Objects {
  return ctx.services.objects;
}

/** @throws DomainError NOT_FOUND */
export async function readWhole(ctx: Context, boardId: string, objects?: Objects): Promise<WholeBoard> {
  for (let attempt = 1; ; attempt++) {
    const stored = await readBoard(ctx.db, boardId, 0);
    if (!stored) throw gone();
    const updates = stored.updates.map(({ bytes }) => bytes);
    if (stored.snapshotKey === null) return { ...stored, parts: updates };
    const snapshot = await (objects ?? objectsOf(ctx)).get(stored.snapshotKey);
    if (snapshot) return { ...stored, parts: [snapshot, ...updates] };
    // A merge may have replaced it since the row was read.
    if (attempt === 3) throw new Error(`The snapshot of ${boardId} is not there.`);
  }
}

/** Takes over what was stored since; forgets what a merge removed unseen. */
export async function catchUp(ctx: Context, boardId: string, known: Known | undefined): Promise<Known> {
  if (known) {
    const stored = await readBoard(ctx.db, boardId, known.position);
    if (!stored) throw gone();
    if (stored.snapshotPosition <= known.position) return learn(known, stored);
  }
  return learnAll(await readWhole(ctx, boardId));
}

export function learnAll(board: WholeBoard): Known {
  const known: Known = { outline: emptyOutline(), position: board.snapshotPosition, bytes: 0 };
  const [snapshot] = board.parts;
  if (snapshot && board.snapshotKey !== null) take(known, snapshot);
  return learn(known, board);
}

export function learn(known: Known, { updates }: Pick<StoredBoard, 'updates'>): Known {
  for (const { position, bytes } of updates)
    if (position > known.position) {
      take(known, bytes);
      known.position = position;
    }
  return known;
}

/** What is stored was judged when it came; two processes may have stored the same. */
function take(known: Known, bytes: Uint8Array): void {
  known.bytes += bytes.length;
  const verdict = judge(known.outline, scanUpdate(trim(bytes, known.outline.vector)));
  if (verdict.kind === 'new') extend(known.outline, verdict.change);
}
