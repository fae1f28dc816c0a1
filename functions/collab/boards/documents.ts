import type { Context } from '../../platform/context.ts';
import { DomainError } from '../../platform/errors.ts';
import { insertUpdate, readBoard } from './boards.store.ts';
import { BOARD, checkDocument } from './check-document.ts';
import { catchUp, gone, type Known, learn, learnAll, readWhole } from './loading.ts';
import { extend, judge, type Verdict } from './outline.ts';
import { type Memory, withMemory } from './remembering.ts';
import type { Scanned } from './scan.ts';
import { checkVector, covers, diffFor, encodeDeletions, encodeVector, scanGiven, trim } from './updates.ts';

/** Bytes that may lie in snapshot and updates while a merge is due: what has to be read to open the board. */
const UNMERGED_BYTES = 4 * BOARD.bytes;

type Fresh = Extract<Verdict, { kind: 'new' }>;

/**
 * Keeps what somebody drew. Whoever calls has decided that they may.
 *
 * @param accepted called once the update is known to be good, before it is stored: others may see it meanwhile. When
 *   storing then fails, its author hears so and sends it again, and whoever has it brings it with the next comparison
 * @throws DomainError BAD_INPUT for what no board may hold; CONFLICT when something is missing before it: the client
 *   asks for the difference, and sends what the server lacks; NOT_FOUND; UNAVAILABLE while a merge is overdue
 */
export async function appendUpdate(
  ctx: Context,
  boardId: string,
  update: Uint8Array,
  accepted: () => void = () => {},
): Promise<void> {
  const scanned = scanGiven(update);
  if ('reason' in scanned) throw refusal(scanned.reason);
  await withMemory(ctx, boardId, async (memory) => {
    const verdict = await judgeNow(ctx, boardId, memory, scanned);
    if (verdict.kind === 'gap') throw refusal('gap');
    if (verdict.kind === 'refused') throw refusal(verdict.reason);
    if (verdict.kind === 'known' || !memory.known) return accepted();
    const known = memory.known;
    const trimmed = trim(update, known.outline.vector);
    const isFull =
      known.outline.made + verdict.change.made > BOARD.shapes || known.bytes + trimmed.length > BOARD.bytes;
    if (verdict.doubtful || isFull) await look(ctx, boardId, known, trimmed, verdict);
    accepted();
    await store(ctx, boardId, memory, known, trimmed, verdict);
  });
}

/** What a client with this state vector lacks, and the server's own vector. @throws DomainError BAD_INPUT, NOT_FOUND */
export async function differenceFor(
  ctx: Context,
  boardId: string,
  vector: Uint8Array,
): Promise<{ update: Uint8Array; vector: Uint8Array }> {
  const checked = checkVector(vector);
  if (!checked.ok) throw refusal(checked.reason);
  return withMemory(ctx, boardId, async (memory) => {
    // Most who come back lack nothing: that is told without the snapshot.
    if (memory.known) memory.known = await catchUp(ctx, boardId, memory.known);
    let { known } = memory;
    if (known && covers(vector, known.outline.vector))
      return { update: encodeDeletions(known.outline.deleted), vector: encodeVector(known.outline.vector) };
    const board = await readWhole(ctx, boardId);
    known = known && known.position >= board.snapshotPosition ? learn(known, board) : learnAll(board);
    memory.known = known;
    return { update: diffFor(board.parts, vector), vector: encodeVector(known.outline.vector) };
  });
}

/** By what is remembered; only if that does not do, by what other processes stored since. */
async function judgeNow(ctx: Context, boardId: string, memory: Memory, scanned: Scanned): Promise<Verdict> {
  if (memory.known) {
    const verdict = judge(memory.known.outline, scanned);
    if (verdict.kind !== 'gap') return verdict;
  }
  memory.known = await catchUp(ctx, boardId, memory.known);
  return judge(memory.known.outline, scanned);
}

/** Applies an update that the outline can not decide on to the whole document, and counts what that holds. */
async function look(
  ctx: Context,
  boardId: string,
  known: Known,
  update: Uint8Array,
  { change }: Fresh,
): Promise<void> {
  const { parts } = await readWhole(ctx, boardId);
  const size = parts.reduce((sum, { length }) => sum + length, update.length);
  if (size > UNMERGED_BYTES)
    throw new DomainError('UNAVAILABLE', 'This whiteboard is being put in order. Try again in a moment.', {
      retryAfterSeconds: 5,
    });
  const checked = checkDocument(...parts, update);
  if (!checked.ok) throw refusal(checked.reason);
  // As it is before the update is stored.
  known.outline.made = checked.shapes - change.made;
  known.bytes = checked.bytes - update.length;
}

async function store(
  ctx: Context,
  boardId: string,
  memory: Memory,
  known: Known,
  update: Uint8Array,
  { change }: Fresh,
): Promise<void> {
  const inserted = await insertUpdate(ctx.db, boardId, update, ctx.now);
  if (!inserted) {
    if (!(await readBoard(ctx.db, boardId, known.position))) throw gone();
    throw new DomainError('FORBIDDEN', 'This group is archived.');
  }
  extend(known.outline, change);
  known.bytes += update.length;
  // Other processes' updates between the last one known and this one. Positions are shared by all boards, so there
  // may be none; those that a merge removed meanwhile have to be read from the snapshot.
  if (inserted.snapshotPosition > known.position) memory.known = undefined;
  else if (inserted.position > known.position + 1) {
    const between = await readBoard(ctx.db, boardId, known.position, inserted.position);
    if (between) learn(known, between);
  }
  known.position = inserted.position;
}

function refusal(reason: string): DomainError {
  return reason === 'gap'
    ? new DomainError('CONFLICT', 'Something that was drawn before this is missing.')
    : new DomainError('BAD_INPUT', `This whiteboard can not hold that: ${reason}.`);
}
