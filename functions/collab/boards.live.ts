import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { ToClient } from '../../client/realtime/messages.ts';
import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { parseInput } from '../platform/input.ts';
import { emit } from '../platform/queue/outbox.ts';
import { type Consumer, consumer } from '../platform/queue/worker.ts';
import { appendUpdate, differenceFor } from './boards/documents.ts';
import { dueBoards, MERGE_AFTER, mergeBoard } from './boards/merging.ts';
import { requireBoard } from './boards.ts';
import { boardDue } from './collab.events.ts';
import { boardRoom } from './rooms.names.ts';

/** Bytes of one part: base64 and the envelope make it a third more, API Gateway takes 128 KB. */
const PART = 72_000;
/** Whiteboards whose updates a process counts. */
const COUNTED = 1_000;

type Sync = Extract<ToClient, { type: 'whiteboard-sync' }>;
type Common = Pick<Sync, 'type' | 'id' | 'board' | 'mayEdit' | 'peers'>;

/** Updates that this process has kept of a board since it last asked for a merge. */
const kept = new Map<string, number>();

/**
 * Keeps what somebody drew, and tells it while it is being stored: a drawing hand is not to wait for a disk.
 *
 * @throws DomainError for what is no good update, or one with a gap before it: that is told to nobody
 */
export async function receiveUpdate(
  ctx: Context,
  boardId: string,
  update: Uint8Array,
  tell: () => Promise<unknown> = async () => {},
): Promise<void> {
  let telling: Promise<unknown> | undefined;
  await appendUpdate(ctx, boardId, update, () => {
    telling = tell().catch((error: Error) => isFoundLater(ctx, error));
  });
  await telling;
  const count = (kept.get(boardId) ?? 0) + 1;
  kept.delete(boardId);
  if (count < MERGE_AFTER) kept.set(boardId, count);
  else await emit(ctx, ctx.db, boardDue, { boardId });
  if (kept.size > COUNTED) kept.delete(kept.keys().next().value ?? '');
}

/** Merges a whiteboard's updates into its snapshot, while others go on drawing. */
export const boardConsumers: Consumer[] = [
  consumer(boardDue, async (ctx, { payload: { boardId } }) => {
    await mergeBoard(ctx, ctx.services.objects, boardId).catch(unlessGone);
  }),
];

/** By the clock: what nobody asked for, since several processes drew a little each. */
export async function mergeBoards(ctx: Context): Promise<void> {
  for (const boardId of await dueBoards(ctx))
    await mergeBoard(ctx, ctx.services.objects, boardId).catch((error) =>
      ctx.log.error('A whiteboard could not be merged', error, { boardId }),
    );
}

function unlessGone(error: unknown): void {
  if (!(error instanceof DomainError) || error.code !== 'NOT_FOUND') throw error;
}

/**
 * What a page lacks of a whiteboard, in parts: all but the last are posted, the last is the answer, and has all that is
 * said once. The parts are put together before they are applied.
 */
export async function syncBoard(
  ctx: Context,
  connectionId: string,
  vector: Uint8Array,
  common: Common,
): Promise<Sync> {
  const { update, vector: ours } = await differenceFor(ctx, common.board, vector);
  const { posts } = await ctx.services.live();
  const whole = Math.floor(update.length / PART);
  // Thousands have drawn on an old board: where the vector leaves no room for the rest, that is a part before it.
  const parts = whole + ((update.length % PART) + ours.length > PART ? 2 : 1);
  const partOf = (part: number): Sync => ({
    ...common,
    part,
    parts,
    update: Buffer.from(update.subarray(part * PART, (part + 1) * PART)).toString('base64'),
    ...(part < parts - 1 ? { vector: '', peers: [] } : { vector: Buffer.from(ours).toString('base64') }),
  });
  for (let part = 0; part < parts - 1; part++) {
    if (!(await posts.send(connectionId, partOf(part)))) break;
    // Thirty parts at once would be more than a slow reader may leave unread.
    if (part % 8 === 7) await sleep(20);
  }
  return partOf(parts - 1);
}

const base64 = z.string().check(z.maxLength(700_000), z.regex(/^[A-Za-z0-9+/]*={0,2}$/));

/** What was drawn without a connection and is too much for a message; the others are told to ask for it. */
export async function uploadUpdate(ctx: Context, id: string, given: string): Promise<void> {
  const update = Buffer.from(parseInput(base64, given), 'base64');
  const board = await requireBoard(ctx, id);
  if (!board.may_edit) throw new DomainError('FORBIDDEN', 'This group is archived.');
  await receiveUpdate(ctx, board.id, update);
  const told: ToClient = { type: 'whiteboard-changed', board: board.id };
  try {
    await (await ctx.services.live()).rooms.tell(ctx, boardRoom(board.id), told);
  } catch (error) {
    isFoundLater(ctx, error as Error);
  }
}

/** It is kept; the others find it when they compare the next time. */
function isFoundLater(ctx: Context, { message }: Error): void {
  ctx.log.warn('A change of a whiteboard is found later', { reason: message });
}
