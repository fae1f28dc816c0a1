import { parseArgs } from 'node:util';
import { LOAD } from '../lib/scale/assumptions.ts';
import { type ScaleRow, scaleOf } from '../lib/scale/scale.ts';
import { readStage } from '../lib/stage.ts';

const USAGE = `npm run scale -- [--stage production] [--people 100000] [--markdown | --json] [--check]

Prints each limit beside the load of so many people at once: from lib/stages/<stage>.yaml,
lib/scale/assumptions.ts and lib/scale/limits.json. --check ends with 1 when a limit has neither room nor an answer.`;

try {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string', default: 'production' },
      people: { type: 'string' },
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      check: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) console.log(USAGE);
  else {
    const stage = readStage(values.stage);
    const people = Number(values.people ?? stage.capacity.concurrentUsers);
    if (!Number.isInteger(people) || people < 1)
      throw new Error(`--people must be a number of people, not "${values.people}".`);
    const rows = scaleOf(stage, people);
    if (values.json) console.log(JSON.stringify(rows, null, 2));
    else if (values.markdown) console.log(markdown(stage.name, people, rows));
    else console.log(text(stage.name, people, rows));
    if (values.check && rows.some(({ verdict, answer }) => verdict !== 'ok' && !answer)) process.exitCode = 1;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

function figure(n: number): string {
  return n.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

function text(stage: string, people: number, rows: ScaleRow[]): string {
  return [
    `Atlas ${stage}, ${figure(people)} people at once`,
    '',
    ...rows.map(
      ({ what, load, limit, unit, headroom, verdict, answer }) =>
        `  ${verdict.padEnd(6)}${what.padEnd(34)}${figure(load).padStart(9)} of ${figure(limit).padEnd(9)}${unit.padEnd(28)}${figure(headroom)}x${answer ? `\n        -> ${answer}` : ''}`,
    ),
  ].join('\n');
}

function markdown(stage: string, people: number, rows: ScaleRow[]): string {
  return [
    `Stage \`${stage}\`, ${figure(people)} people at once:`,
    '',
    '| limit | load | limit | room | | how the load comes about | where the limit comes from |',
    '| --- | ---: | ---: | ---: | --- | --- | --- |',
    ...rows.map(
      (row) =>
        `| ${row.what} | ${figure(row.load)} | ${figure(row.limit)} ${row.unit} | ${figure(row.headroom)}x | ${row.verdict} | ${row.how} | ${row.source} |`,
    ),
    '',
    '| without room | what is done |',
    '| --- | --- |',
    ...rows.filter(({ verdict }) => verdict !== 'ok').map(({ what, answer }) => `| ${what} | ${answer} |`),
    '',
    '| assumption | value | why |',
    '| --- | ---: | --- |',
    ...Object.entries(LOAD).map(([name, { value, why }]) => `| \`${name}\` | ${value} | ${why} |`),
  ].join('\n');
}
