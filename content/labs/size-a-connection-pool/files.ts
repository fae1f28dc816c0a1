import type { FreshMachine } from '../kit.ts';

/** `key = value` lines; others are left out. */
export function readPairs(text: string): Map<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, key = '', value = ''] = line.match(/^\s*([a-z0-9_]+)\s*=\s*(.*?)\s*$/) ?? [];
      return value ? [[key, value] as const] : [];
    }),
  );
}

/** Settings of pool.conf. */
export type Pool = Record<(typeof SETTINGS)[number]['key'], number>;

const SETTINGS = [
  { key: 'size', min: 1, max: 500 },
  { key: 'acquire_timeout_ms', min: 1, max: 60_000 },
  { key: 'max_waiting', min: 0, max: 10_000 },
] as const;

/** A string says what is wrong with the file. */
export function readPool(text: string): Pool | string {
  const given = readPairs(text);
  const pool: [string, number][] = [];
  for (const { key, min, max } of SETTINGS) {
    const value = given.get(key);
    if (value === undefined) return `pool.conf has no line for ${key}.`;
    const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max)) return `${key} is no whole number from ${min} to ${max}.`;
    pool.push([key, number]);
  }
  return Object.fromEntries(pool) as Pool;
}

/** What the simulator reads: the numbers and nothing else of what was handed in. */
export const writePool = (pool: Pool) =>
  Object.entries(pool)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join('');

/** @throws Error when a pristine file lacks a number, which is our mistake */
export async function readNumbers<Key extends string>(
  machine: FreshMachine,
  path: string,
  keys: readonly Key[],
): Promise<Record<Key, number>> {
  const pairs = readPairs((await machine.read(path)) ?? '');
  const numbers = keys.map((key) => [key, Number(pairs.get(key))] as const);
  if (numbers.some(([, number]) => Number.isNaN(number))) throw new Error(`${path} lacks a number.`);
  return Object.fromEntries(numbers) as Record<Key, number>;
}

/** What the measurements say of the busiest minute. */
export interface Peak {
  time: string;
  arrivals: number;
  hold: number;
  busy: number;
}

export async function readPeak(machine: FreshMachine): Promise<Peak> {
  const rows = async (path: string) =>
    ((await machine.read(path)) ?? '')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
  const minutes = new Map<string, number>();
  for (const [time = '', , requests] of await rows('measured/arrivals.csv'))
    minutes.set(time, (minutes.get(time) ?? 0) + Number(requests));
  const [busiest] = [...minutes].sort(([, a], [, b]) => b - a);
  if (!busiest) throw new Error('There are no measurements.');
  const [time, requests] = busiest;
  const held = (await rows('measured/holds.csv')).filter(([at]) => at === time).map((row) => Number(row[3]));
  const hold = held.reduce((sum, ms) => sum + ms, 0) / held.length;
  const arrivals = requests / 60;
  return { time, arrivals, hold, busy: (arrivals * hold) / 1000 };
}
