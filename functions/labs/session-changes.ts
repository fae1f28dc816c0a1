import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { emit } from '../platform/queue/outbox.ts';
import type { machineDue } from './labs.events.ts';
import { LABS } from './limits.ts';
import { changeSession, type SessionChange, type SessionRow, type SessionState } from './sessions.store.ts';

/** Said as long as a worker is at it. */
export const KEEPING = 'Your files are being kept.';

/** What a lab is that is being paused. */
export function pausing(session: SessionRow, now: Date, detail?: string): SessionChange {
  return { ...timeOf(session, now), state: 'paused', detail: detail ?? KEEPING };
}

/** What a lab is whose time is up; a worker keeps its files. */
export function expiring(session: SessionRow, now: Date): SessionChange {
  const { keptDays } = LABS;
  return {
    ...timeOf(session, now),
    state: 'ended',
    detail: `Its time was up. What you have passed is kept for ${keptDays} days, with your files: start again to go on.`,
    ended_at: now,
    kept_until: new Date(now.getTime() + keptDays * 86_400_000),
  };
}

/** The time of a lab whose machine stops: what is left of it stays, and so does what was used. */
export function timeOf(session: SessionRow, now: Date): SessionChange {
  const left = Math.max(0, ((session.expires_at?.getTime() ?? 0) - now.getTime()) / 1000);
  const used = session.ready_at ? (now.getTime() - session.ready_at.getTime()) / 1000 : 0;
  return {
    left_seconds: Math.round(left),
    used_seconds: session.used_seconds + Math.round(used),
    expires_at: null,
    ready_at: null,
  };
}

/** The next machine of a session, from these files. */
export function nextMachine(
  ctx: Context,
  session: SessionRow,
  archive: string | null,
): SessionChange & { state: 'starting' } {
  return {
    state: 'starting',
    detail: null,
    machine: session.machine + 1,
    machine_exists: true,
    archive,
    ready_at: null,
    expires_at: null,
    seen_at: ctx.now,
    tries: 0,
    queued_at: null,
  };
}

/** Changes a session and says so in the same transaction. @throws DomainError CONFLICT when it has changed meanwhile */
export async function change(
  ctx: Context,
  session: SessionRow,
  from: readonly SessionState[],
  changes: SessionChange,
  event: typeof machineDue,
): Promise<SessionRow> {
  return ctx.db.transaction(async (db) => {
    const changed = await changeSession(db, session.id, from, changes, ctx.now);
    if (!changed) throw new DomainError('CONFLICT', 'This lab is in another state by now. Look again.');
    await emit(ctx, db, event, { sessionId: session.id });
    return changed;
  });
}
