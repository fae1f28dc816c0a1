import type { Context, Services } from '../../platform/context.ts';
import type { Known } from './loading.ts';

/** Boards that a process remembers: an outline takes some 100 KB for a large one. */
const MOST = 64;

export interface Memory {
  known?: Known;
}

/** The last work on a board: one after the other, for each builds on what the one before stored. */
type Remembered = Memory & { last: Promise<unknown> };

/** By what a process has one of. */
const memories = new WeakMap<Services, Map<string, Remembered>>();

/** Does some work on a board after all other work of this process on it. */
export async function withMemory<Result>(
  ctx: Context,
  boardId: string,
  work: (memory: Memory) => Promise<Result>,
): Promise<Result> {
  const boards = memories.get(ctx.services) ?? new Map<string, Remembered>();
  memories.set(ctx.services, boards);
  const memory: Remembered = boards.get(boardId) ?? { last: Promise.resolve() };
  // The one used last is the last to go.
  boards.delete(boardId);
  boards.set(boardId, memory);
  const [oldest] = boards.keys();
  if (boards.size > MOST && oldest !== undefined) boards.delete(oldest);

  const run = memory.last.then(() => work(memory));
  memory.last = run.catch(() => {});
  return run;
}

export function forget(ctx: Context, boardId: string): void {
  memories.get(ctx.services)?.delete(boardId);
}
