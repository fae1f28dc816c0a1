import { LAB_USAGE } from '../platform/config.ts';
import type { Context } from '../platform/context.ts';
import { findLabs } from './catalogue.store.ts';
import { inTurns } from './in-turns.ts';
import type { LabRuntime } from './runtime/runtime.ts';
import type { SessionRow } from './sessions.store.ts';

/** Machines at a time, and milliseconds after which the rest goes without a number for this minute. */
const AT_ONCE = 8;
const PATIENCE = 15_000;

/**
 * Writes down what each machine uses, by its lab: CloudWatch makes metrics of these lines (`lib/lab-usage.ts`), since
 * what labs use decides how many fit. A machine that does not say is left out.
 */
export async function sayUsage(
  ctx: Context,
  runtime: LabRuntime,
  rows: readonly Pick<SessionRow, 'id' | 'machine' | 'lab_id'>[],
): Promise<void> {
  const labs = await findLabs(ctx.db, [...new Set(rows.map(({ lab_id }) => lab_id))]);
  const slugs = new Map(labs.map(({ id, slug }) => [id, slug]));
  const until = performance.now() + PATIENCE;
  await inTurns(rows, AT_ONCE, async ({ id, machine: count, lab_id }) => {
    if (performance.now() > until) return;
    const machine = `${id}.${count}`;
    const used = await runtime.usage(machine).catch(() => undefined);
    if (used) ctx.log.info(LAB_USAGE.message, { lab: slugs.get(lab_id), machine, ...used });
  });
}
