/** A retry policy as client.conf has it. */
export type Policy = Readonly<Record<string, number | string>>;

const NUMBERS = [
  { key: 'attempts', min: 1, max: 10 },
  { key: 'base_ms', min: 0, max: 10_000 },
  { key: 'multiplier', min: 1, max: 4 },
  { key: 'max_ms', min: 0, max: 10_000 },
  { key: 'budget_percent', min: 0, max: 100 },
  { key: 'budget_burst', min: 0, max: 100_000 },
] as const;
const JITTERS = ['none', 'equal', 'full'];

/** Reads client.conf; a string says what is wrong with it. */
export function readPolicy(text: string): Policy | string {
  const given = new Map(
    text.split('\n').flatMap((line) => {
      const [, key = '', value = ''] = line.match(/^ *([a-z_]+) *= *([a-z0-9.]+) *\r?$/) ?? [];
      return key ? [[key, value] as const] : [];
    }),
  );
  const numbers: [string, number][] = [];
  for (const { key, min, max } of NUMBERS) {
    const value = given.get(key);
    if (value === undefined) return `client.conf has no line for ${key}.`;
    const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max)) return `${key} is not a number from ${min} to ${max}.`;
    numbers.push([key, number]);
  }
  const jitter = given.get('jitter') ?? '';
  if (!JITTERS.includes(jitter)) return `jitter is none of ${JITTERS.join(', ')}.`;
  return { ...Object.fromEntries(numbers), jitter };
}

/** What the simulator reads: the settings and nothing else of what was handed in. */
export function writePolicy(policy: Policy): string {
  return Object.entries(policy)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join('');
}
