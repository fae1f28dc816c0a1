import { LAB_USAGE } from '../platform/config.ts';
import type { Context } from '../platform/context.ts';
import { labOfId } from './labs.ts';
import type { LabRuntime } from './runtime/runtime.ts';
import type { SessionRow } from './sessions.store.ts';
import { machineId } from './workshop.ts';

/**
 * Writes down what a machine uses, by its lab: CloudWatch makes metrics of these lines (`lib/lab-usage.ts`), since what
 * labs use decides how many fit. A machine that does not say is left out.
 */
export async function sayUsage(ctx: Context, runtime: LabRuntime, row: SessionRow): Promise<void> {
  const machine = machineId(row);
  const used = await runtime.usage(machine).catch(() => undefined);
  if (used) ctx.log.info(LAB_USAGE.message, { lab: (await labOfId(ctx, row.lab_id)).slug, machine, ...used });
}
