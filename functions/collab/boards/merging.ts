import type { Context } from '../../platform/context.ts';
import type { Objects } from '../../platform/objects/objects.ts';
import { clearBoard, listDue, moveSnapshot } from './boards.store.ts';
import { compact } from './check-document.ts';
import { readWhole } from './loading.ts';
import { forget } from './remembering.ts';

/** Updates that may lie behind a snapshot. */
export const MERGE_AFTER = 200;

const folderOf = (boardId: string) => `boards/${boardId}/`;
const positionOf = (key: string) => Number(key.slice(key.lastIndexOf('/') + 1).replace('.yjs', ''));

/** Boards whose updates have to be merged. */
export const dueBoards = (ctx: Context): Promise<string[]> => listDue(ctx.db, MERGE_AFTER);

/**
 * Puts one object in the place of a board's updates, when there are many. Ends it anywhere: until the row moves
 * everything is where it was, and what is written in vain goes with the next merge.
 *
 * @returns false when there was nothing to do, or another merge came first
 * @throws DomainError NOT_FOUND
 */
export async function mergeBoard(ctx: Context, objects: Objects, boardId: string): Promise<boolean> {
  const board = await readWhole(ctx, boardId, objects);
  const position = board.updates.at(-1)?.position;
  if (position === undefined || board.updates.length <= MERGE_AFTER) return false;
  // Named by the position: two merges that are at it at once write the same into the same object.
  const key = `${folderOf(boardId)}${position}.yjs`;
  await objects.put(key, compact(board.parts));
  if (!(await moveSnapshot(ctx.db, boardId, board, { key, position }))) return false;
  await removeOlder(objects, boardId, position);
  return true;
}

/** No row leads to these any more, nor will one: positions only grow. */
async function removeOlder(objects: Objects, boardId: string, position: number): Promise<void> {
  for (const key of await objects.list(folderOf(boardId)))
    if (positionOf(key) < position) await objects.remove(key);
}

/** Forgets all that was ever drawn on a board, whether it has a row or not; again is no error. */
export async function deleteBoardDocument(ctx: Context, objects: Objects, boardId: string): Promise<void> {
  await clearBoard(ctx.db, boardId, ctx.now);
  forget(ctx, boardId);
  for (const key of await objects.list(folderOf(boardId))) await objects.remove(key);
}
