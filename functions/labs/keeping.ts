import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../platform/context.ts';
import { LABS } from './limits.ts';
import { KEEPING } from './session-changes.ts';
import type { SessionChange, SessionRow } from './sessions.store.ts';
import { machineId, moved, reasonIn, startWaiting, type Workshop } from './workshop.ts';

/** What a lab goes on with whose machine ended by itself. */
export const LAST_FILES = 'Resume to go on with the last files that were kept.';
const LOST = 'The machine had ended before its files could be kept: you go on from the last files that were.';

type Kept =
  | { how: 'now'; archive: Uint8Array }
  /** The machine is gone; some files of it were saved before, or none. */
  | { how: 'before'; archive: Uint8Array | undefined }
  /** The machine is well, and can not be saved. */
  | { how: 'not'; why: string };

/** The files of a machine. One that is well is asked again: what failed once may pass. */
async function filesOf(ctx: Context, { runtime, clock }: Workshop, id: string): Promise<Kept> {
  const until = clock().getTime() + LABS.waitSeconds * 1000;
  for (let attempt = 1; ; attempt++) {
    try {
      return { how: 'now', archive: await runtime.save(id) };
    } catch (error) {
      const why = reasonIn(error);
      ctx.log.warn('A machine could not be saved', { machine: id, reason: why, attempt });
      if ((await runtime.state(id)).phase !== 'ready')
        return { how: 'before', archive: await runtime.salvage(id) };
      if (attempt >= LABS.tries || clock().getTime() > until) return { how: 'not', why };
      await sleep(LABS.pauseMs * attempt);
    }
  }
}

/** Keeps the files, then gives the machine back. A machine that is well and can't be saved goes on. */
export async function keep(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  const kept = await filesOf(ctx, shop, machineId(row));
  if (kept.how === 'not') return goOn(ctx, shop, row, kept.why);
  const archive = kept.archive ? await put(ctx, row, kept.archive) : row.archive;
  await shop.runtime.stop(machineId(row));
  const detail = kept.how === 'now' ? keptDetail(row) : lostDetail(row);
  await moved(ctx, shop, row, ['paused'], { ...gone(shop), detail, archive });
  await startWaiting(ctx);
}

/** Why it was paused stays; that files are being kept does not. */
const keptDetail = ({ detail }: SessionRow) => (detail === KEEPING ? null : detail);

function lostDetail(row: SessionRow): string {
  const why = keptDetail(row);
  if (why?.endsWith(LAST_FILES)) return why;
  return why ? `${why} ${LOST}` : LOST;
}

async function goOn(ctx: Context, shop: Workshop, row: SessionRow, why: string): Promise<void> {
  const now = shop.clock();
  await moved(ctx, shop, row, ['paused'], {
    state: 'ready',
    detail: `The lab was not paused, because its files could not be kept. ${why} The machine goes on: nothing is lost.`,
    ready_at: now,
    seen_at: now,
    expires_at: new Date(now.getTime() + (row.left_seconds ?? 0) * 1000),
  });
}

/** Takes the machine away; of a lab whose time was up, the files are kept before. */
export async function end(ctx: Context, shop: Workshop, row: SessionRow): Promise<void> {
  const change = row.kept_until ? await keepForLater(ctx, shop, row) : {};
  await shop.runtime.stop(machineId(row));
  await moved(ctx, shop, row, ['ended', 'failed'], { ...gone(shop), ...change });
  if (!row.kept_until) await removeFiles(ctx, row.id);
  await startWaiting(ctx);
}

/** Its time is up, whatever becomes of the files: the learner is told what they go on with. */
async function keepForLater(ctx: Context, shop: Workshop, row: SessionRow): Promise<SessionChange> {
  const kept = await filesOf(ctx, shop, machineId(row));
  if (kept.how === 'not') {
    const detail = `Its time was up, and its files could not be kept. ${kept.why} Start again to go on from the last files that were.`;
    return { detail };
  }
  return {
    ...(kept.archive ? { archive: await put(ctx, row, kept.archive) } : {}),
    ...(kept.how === 'before' ? { detail: `Its time was up. ${LOST}` } : {}),
  };
}

const gone = (shop: Workshop): SessionChange => ({ machine_exists: false, given_back_at: shop.clock() });

/** One object a lab: the newest files are what it goes on with. */
async function put(ctx: Context, { id }: SessionRow, archive: Uint8Array): Promise<string> {
  const key = `labs/${id}/home.tgz`;
  await ctx.services.objects.put(key, archive);
  return key;
}

/** What was kept of a lab. */
export async function removeFiles(ctx: Context, sessionId: string): Promise<void> {
  const { objects } = ctx.services;
  for (const key of await objects.list(`labs/${sessionId}/`)) await objects.remove(key);
}
