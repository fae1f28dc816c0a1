import { type BenchResult, median } from './result.ts';
import { checkTimes } from './support/lab-checks.ts';
import { memoryEach, plainShell, startTimes } from './support/lab-machines.ts';

/**
 * Machines of labs on this computer: from the start to the prompt, beside a plain shell on a terminal; twenty at once;
 * and how long checks take, with the answers of each lab's own solution.
 */
const ROUNDS = 5;
const AT_ONCE = 20;

export default async function (): Promise<BenchResult[]> {
  const rows: BenchResult[] = [];
  for (const kind of ['sandbox', 'simulated'] as const) {
    const starts = await startTimes(kind, ROUNDS);
    if (!starts) {
      console.log('No sandbox can be made on this computer: only simulated machines are measured.');
      continue;
    }
    const shell = median(await plainShell(ROUNDS));
    rows.push({
      name: `labs: start to prompt, ${kind}`,
      ...{ value: median(starts), unit: 'ms', peer: 'plain bash', peerValue: shell },
      ...{ ratio: median(starts) / shell, target: 'under 1 s', pass: median(starts) < 1_000 },
    });
    const { megabytes, slowest } = await memoryEach(kind, AT_ONCE);
    rows.push(
      bound(`labs: memory of each of ${AT_ONCE}, ${kind}`, megabytes, 'MB', 256, 'what a lab may use'),
      bound(`labs: ${AT_ONCE} started at once, the last prompt, ${kind}`, slowest, 'ms', 20_000, '1 s each'),
    );
    const { typical, slowest: longest, step } = await checkTimes(kind);
    rows.push(
      bound(`labs: check of a step, the middle one, ${kind}`, typical, 'ms', 2_000, 'under 2 s'),
      bound(`labs: check of a step, the slowest (${step}), ${kind}`, longest, 'ms', 10_000, 'its time limit'),
    );
  }
  return rows;
}

function bound(name: string, value: number, unit: string, limit: number, target: string): BenchResult {
  return {
    name,
    ...{ value, unit, peer: 'bound', peerValue: limit },
    ...{ ratio: value / limit, target, pass: value < limit },
  };
}
