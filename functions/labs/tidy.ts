import type { Context } from '../platform/context.ts';
import { forgetFiles } from './checks.store.ts';
import { LABS } from './limits.ts';

/** What was handed in long ago goes; what completed a lab stays with the completion. */
export function tidyLabs(ctx: Context): Promise<void> {
  return forgetFiles(ctx.db, new Date(ctx.now.getTime() - LABS.keptSubmissionDays * 86_400_000));
}
