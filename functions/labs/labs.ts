import DataLoader from 'dataloader';
import type { Catalogue } from '../../client/catalogue/document.ts';
import type { LabMachine, LabNeeds } from '../../client/catalogue/lab.ts';
import { KEPT } from '../platform/cache.ts';
import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import { emit } from '../platform/queue/outbox.ts';
import {
  findLabs,
  findMachine,
  findRuntime,
  type LabRow,
  listLabs,
  type RuntimeRow,
  replaceLabs,
} from './catalogue.store.ts';
import { listLabCompletions, listLabCompletionsOf } from './completions.store.ts';
import { sweepDue } from './labs.events.ts';

export type LabRecord = LabRow;

/** The published labs, in the catalogue's order. */
export function labs(ctx: Context): Promise<LabRecord[]> {
  return ctx.once('labs.all', () =>
    ctx.services.cache.cached('labs.all', KEPT.metadata, () => listLabs(ctx.db)),
  );
}

export async function labBySlug(ctx: Context, slug: string): Promise<LabRecord | undefined> {
  return (await labs(ctx)).find((lab) => lab.slug === slug);
}

/** @throws DomainError BAD_INPUT for an id of the wrong shape, NOT_FOUND for an unknown one */
export async function requireLab(ctx: Context, id: string): Promise<LabRecord> {
  const labId = parseId('lab', id);
  const found = (await labs(ctx)).find((lab) => lab.id === labId);
  if (!found) throw new DomainError('NOT_FOUND', 'There is no such lab.');
  return found;
}

/** Also one that has left the catalogue: a session still belongs to it. */
export async function labOfId(ctx: Context, id: string): Promise<LabRecord> {
  const found = (await labs(ctx)).find((lab) => lab.id === id) ?? (await findLabs(ctx.db, [id]))[0];
  if (!found) throw new Error('A session has no lab.');
  return found;
}

/** What its machine is made of. Not for learners. */
export async function machineOf(ctx: Context, labId: string): Promise<LabMachine> {
  const found = await findMachine(ctx.db, labId);
  if (!found) throw new Error('A lab has no machine.');
  return found;
}

/** What runs machines here; before a worker has said so, a cluster is taken for granted. */
export function runtimeHere(ctx: Context): Promise<RuntimeRow> {
  return ctx.once('labs.runtime', async () => (await findRuntime(ctx.db)) ?? CLUSTER);
}

const CLUSTER: RuntimeRow = { kind: 'kubernetes', lacks: { shell: null, linux: null, kubernetes: null } };

/** Why labs with these needs can't be started here, as a sentence; null when they can. */
export async function unavailable(ctx: Context, needs: LabNeeds): Promise<string | null> {
  return (await runtimeHere(ctx)).lacks[needs];
}

/** What the asking person has completed, by lab. */
export function completedLabs(ctx: Context) {
  return ctx.once('labs.completed', async () => {
    const rows = ctx.actor ? await listLabCompletions(ctx.db, ctx.actor) : [];
    return new Map(rows.map((row) => [row.lab_id, row]));
  });
}

/**
 * The labs that somebody completed, for those whom they show it: that is for the caller to know. All who are asked for
 * in one answer are read together.
 */
export function labCompletionsOf(ctx: Context, userId: string): Promise<ReadonlySet<string>> {
  const loader = ctx.once(
    'labs.completionsOf',
    () =>
      new DataLoader<string, ReadonlySet<string>>(async (userIds) => {
        const byUser = Map.groupBy(await listLabCompletionsOf(ctx.db, userIds), (row) => row.user_id);
        return userIds.map((id) => new Set((byUser.get(id) ?? []).map((row) => row.lab_id)));
      }),
  );
  return loader.load(userId);
}

/** Asks the worker that has the machines to look for what is expired, idle, overdue or nobody's. */
export async function orderSweep(ctx: Context): Promise<void> {
  await emit(ctx, ctx.db, sweepDue, {});
}

/** Brings the labs of the database in step with a compiled catalogue. Safe to repeat. */
export async function publishLabs(
  ctx: Context,
  { labs: entries }: Pick<Catalogue, 'labs'>,
  machines: ReadonlyMap<string, LabMachine>,
): Promise<void> {
  const rows = entries.map(({ steps: _count, ...entry }, position) => {
    const machine = machines.get(entry.slug);
    if (!machine) throw new Error(`The lab ${entry.slug} was compiled without its machine.`);
    return {
      ...entry,
      id: ctx.newId('lab', ctx.now),
      limit_minutes: machine.limitMinutes,
      machine,
      position,
    };
  });
  await ctx.db.transaction((db) => replaceLabs(db, rows, ctx.now));
  await ctx.services.cache.invalidate();
}
