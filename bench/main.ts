import { readdirSync } from 'node:fs';
import type { BenchResult } from './result.ts';

/**
 * `npm run bench -- NAME` runs one measurement and ends with a JSON line a result;
 * `npm run bench` runs all and ends with a table. Exit 1 when a target is missed.
 */
type Bench = { default: () => Promise<BenchResult[]> };

const helpers = new Set(['main.ts', 'result.ts']);
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !helpers.has(file))
  .map((file) => file.slice(0, -3))
  .sort();

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No measurement is named ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}

const results: BenchResult[] = [];
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`# ${name}`);
  const bench = (await import(`./${name}.ts`)) as Bench;
  results.push(...(await bench.default()));
}

if (wanted.length > 0) for (const result of results) console.log(JSON.stringify(result));
else printTable(results);
process.exit(results.every((result) => result.pass) ? 0 : 1);

function printTable(rows: BenchResult[]): void {
  const cells = rows.map((r) => [
    r.pass ? 'met' : 'MISSED',
    r.name,
    `${r.value.toPrecision(3)} ${r.unit}`,
    `${r.peer}: ${r.peerValue.toPrecision(3)}`,
    r.ratio.toPrecision(3),
    r.target,
  ]);
  const head = ['', 'measurement', 'value', 'peer', 'ratio', 'target'];
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  for (const row of [head, ...cells]) {
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}
