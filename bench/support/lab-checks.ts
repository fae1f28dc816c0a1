import { answersAfter, judge, labSlugs, provedLab } from '../../test/labs/support/proof.ts';
import { machinesOf } from '../../test/labs/support/proof-machines.ts';
import { median } from '../result.ts';
import type { Kind } from './lab-machines.ts';

/**
 * Milliseconds that the checks of all labs take in such machines, with right answers: the middle step, and the slowest
 * with its name.
 */
export async function checkTimes(kind: Kind): Promise<{ typical: number; slowest: number; step: string }> {
  const times = new Map<string, number>();
  for (const slug of labSlugs()) {
    const lab = await provedLab(slug);
    const { fresh } = machinesOf(kind, lab.machine.needs);
    if (!fresh) continue;
    const answers = await answersAfter(lab, lab.proofs.solution, fresh);
    for (const { step, seconds } of await judge(lab, answers, fresh, 'bench'))
      times.set(`${slug}, ${step}`, seconds * 1000);
  }
  const [step = '', slowest = Number.NaN] = [...times].sort(([, a], [, b]) => b - a)[0] ?? [];
  return { typical: median([...times.values()]), slowest, step };
}
