import * as z from 'zod/mini';
import { requireAccount } from '../auth/auth.ts';
import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import { parseInput } from '../platform/input.ts';
import { emit } from '../platform/queue/outbox.ts';
import {
  type BoardRow,
  findBoard,
  insertBoard,
  listBoards,
  markDeleted,
  updateTitle,
} from './boards.store.ts';
import { groupChanged } from './collab.events.ts';
import type { GroupRecord } from './groups.ts';
import { showOutNow } from './rooms.out.ts';

export type BoardRecord = BoardRow;

/** Whiteboards of one group. */
const BOARDS = 50;
const title = z.string().check(z.trim(), z.minLength(1), z.maxLength(80), z.regex(/^[^\p{Cc}]*$/u));

/** A whiteboard of one of the asking person's groups; undefined for any other. */
export async function board(ctx: Context, id: string): Promise<BoardRecord | undefined> {
  const boardId = parseId('brd', id);
  return ctx.actor && findBoard(ctx.db, ctx.actor, boardId);
}

export async function boardsOf(ctx: Context, group: GroupRecord): Promise<BoardRecord[] | null> {
  return ctx.actor && group.my_role ? listBoards(ctx.db, ctx.actor, group.id) : null;
}

/** @throws DomainError FORBIDDEN for others than members, in an archived group, and for too many */
export async function createBoard(
  ctx: Context,
  { groupId, title: given }: { groupId: string; title: string },
): Promise<BoardRecord> {
  const actor = requireAccount(ctx);
  const fields = { groupId: parseId('grp', groupId), title: parseInput(title, given) };
  const id = ctx.newId('brd', ctx.now);
  await ctx.db.transaction(async (db) => {
    if (!(await insertBoard(db, actor, { ...fields, id, now: ctx.now, most: BOARDS })))
      throw new DomainError('FORBIDDEN', `Only members make whiteboards, up to ${BOARDS} in a group.`);
    await emit(ctx, db, groupChanged, { groupId: fields.groupId });
  });
  return requireBoard(ctx, id);
}

export async function renameBoard(ctx: Context, id: string, given: string): Promise<BoardRecord> {
  const actor = requireAccount(ctx);
  const parsed = parseInput(title, given);
  const { group_id: groupId, id: boardId } = await requireBoard(ctx, id);
  await ctx.db.transaction(async (db) => {
    if (!(await updateTitle(db, actor, boardId, parsed)))
      throw new DomainError('FORBIDDEN', 'This group is archived.');
    await emit(ctx, db, groupChanged, { groupId });
  });
  return requireBoard(ctx, boardId);
}

/** What is drawn is gone for all; deleting twice is no error. */
export async function deleteBoard(ctx: Context, id: string): Promise<void> {
  const actor = requireAccount(ctx);
  const found = await board(ctx, id);
  if (!found) return;
  await ctx.db.transaction(async (db) => {
    if (!(await markDeleted(db, actor, found.id, ctx.now)))
      throw new DomainError('FORBIDDEN', 'Only who made a whiteboard deletes it, or who leads the group.');
    await emit(ctx, db, groupChanged, { groupId: found.group_id, deletedBoardId: found.id });
  });
  await showOutNow(ctx, { groupId: found.group_id, deletedBoardId: found.id });
}

/** @throws DomainError NOT_FOUND */
export async function requireBoard(ctx: Context, id: string): Promise<BoardRecord> {
  const found = await board(ctx, id);
  if (!found) throw new DomainError('NOT_FOUND', 'There is no such whiteboard, or it is not open to you.');
  return found;
}
