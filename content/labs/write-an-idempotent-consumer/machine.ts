import type { FreshMachine, Random } from '../kit.ts';

/** Files that outlive a crash, in part. */
const LOGS = ['ledger', 'dead'];

/** A consumer that ran into its time limit, or wrote something that is no file of text. */
export class Unfit extends Error {}

/**
 * Runs the consumer where its last run ended.
 *
 * @param left the files that a crash has left of that run's; all others are as they were before the first
 */
export async function runConsumer(
  machine: FreshMachine,
  stdin: string,
  left?: Readonly<Record<string, string>>,
): Promise<void> {
  const ran = await machine.run('bash consumer.sh', {
    stdin,
    ...(left ? { files: left } : { keepFiles: true }),
  });
  if (ran.timedOut)
    throw new Unfit(`consumer.sh has no end within 5 s for ${stdin.split('\n').length} deliveries.`);
}

/** What a file has, nothing when there is none. */
export async function readText(machine: FreshMachine, path: string): Promise<string> {
  try {
    return (await machine.read(path)) ?? '';
  } catch {
    throw new Unfit(`${path} is no plain file of at most 256 KB.`);
  }
}

/** Where a crash cuts the last line that survives; `nowhere`, the input breaks off and nothing is lost. */
export type Cut = 'in the id' | 'in the amount' | 'before its end' | 'behind its end' | 'nowhere';

/**
 * What is left when the machine goes down during a run: ledger and dead without some of what this run had added. What
 * was there before the run is safe on disk; all other files are gone.
 */
export async function crash(
  machine: FreshMachine,
  before: Readonly<Record<string, string>>,
  cut: Cut,
  random: Random,
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const name of LOGS) {
    const text = await readText(machine, name);
    const safe = before[name] ?? '';
    files[name] = text.startsWith(safe) ? safe + torn(text.slice(safe.length), cut, random) : safe;
  }
  return files;
}

export async function readLogs(machine: FreshMachine): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const name of LOGS) texts[name] = await readText(machine, name);
  return texts;
}

function torn(added: string, cut: Cut, random: Random): string {
  const lines = added.split('\n').filter((line) => line !== '');
  if (lines.length === 0) return '';
  const last = random.int(0, Math.floor((lines.length - 1) / 2));
  const whole = lines
    .slice(0, last)
    .map((line) => `${line}\n`)
    .join('');
  const line = lines[last] ?? '';
  if (cut === 'behind its end') return `${whole}${line}\n`;
  if (cut === 'before its end') return whole + line;
  // The amount has three digits at least: what is left of it is a smaller, but good one.
  return whole + (cut === 'in the amount' ? line.slice(0, -1) : line.slice(0, 2));
}
