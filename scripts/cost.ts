import { parseArgs } from 'node:util';
import { ASSUMPTIONS } from '../lib/cost/assumptions.ts';
import { type Bill, billOf } from '../lib/cost/cost.ts';
import { endpointBreakEven, leversOf } from '../lib/cost/levers.ts';
import { pricesOf } from '../lib/cost/prices.ts';
import { readStage, type Stage } from '../lib/stage.ts';

const USAGE = `npm run cost -- [--stage production] [--users 10000] [--markdown | --json] [--check]

Prints the monthly bill of a stage: from lib/stages/<stage>.yaml, lib/cost/assumptions.ts and lib/cost/prices.json.
--check ends with 1 when a user costs more than the goal.`;

/** USD a user and month, in AWS. */
const GOAL = 0.4;
const PLAN = 0.8;

try {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string', default: 'production' },
      users: { type: 'string', default: '10000' },
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      check: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const users = Number(values.users);
  if (!Number.isInteger(users) || users < 1)
    throw new Error(`--users must be a number of people, not "${values.users}".`);
  if (values.help) console.log(USAGE);
  else {
    const stage = readStage(values.stage);
    const bill = billOf(stage, users);
    if (values.json)
      console.log(JSON.stringify({ stage: stage.name, ...bill, levers: leversOf(stage, users) }, null, 2));
    else console.log(values.markdown ? markdown(stage, bill) : text(stage, bill));
    if (values.check && bill.perUser > GOAL) process.exitCode = 1;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

function usd(amount: number, digits = 0): string {
  return amount.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function verdict({ perUser }: Bill): string {
  return `${usd(perUser, 3)} a user; the goal is ${usd(GOAL, 2)}, the plan's figure ${usd(PLAN, 2)}`;
}

function text(stage: Stage, bill: Bill): string {
  const row = (name: string, amount: number, detail: string) =>
    `  ${name.padEnd(36)}${usd(amount).padStart(8)}${bill.total > 0 ? `${((100 * amount) / bill.total).toFixed(0)} %`.padStart(6) : ''}   ${detail}`;
  const lines = [...bill.lines].sort((a, b) => b.usd - a.usd);
  return [
    `Atlas ${stage.name}, ${usd(bill.users)} users, USD a month (prices of ${pricesOf.date}, ${pricesOf.region})`,
    '',
    ...lines.map((line) => row(line.driver, line.usd, line.detail)),
    row('AWS', bill.total, verdict(bill)),
    '',
    'Third parties, beside it',
    ...bill.thirdParties.map(
      (line) => `  ${line.driver.padEnd(36)}${usd(line.usd).padStart(8)}         ${line.detail}`,
    ),
    '',
    'Levers',
    ...leversOf(stage, bill.users).map(
      ({ name, saves, pulled }) =>
        `  ${name.padEnd(36)}${usd(saves).padStart(8)}         ${pulled ? 'saved' : 'would be saved'}`,
    ),
  ].join('\n');
}

function markdown(stage: Stage, bill: Bill): string {
  const lines = [...bill.lines].sort((a, b) => b.usd - a.usd);
  return [
    `Stage \`${stage.name}\`, ${usd(bill.users)} users, USD a month:`,
    '',
    '| driver | USD | made of |',
    '| --- | ---: | --- |',
    ...lines.map((line) => `| ${line.driver} | ${usd(line.usd)} | ${line.detail} |`),
    `| **AWS** | **${usd(bill.total)}** | ${verdict(bill)} |`,
    ...bill.thirdParties.map((line) => `| ${line.driver} (not AWS) | ${usd(line.usd)} | ${line.detail} |`),
    '',
    '| lever | USD a month | |',
    '| --- | ---: | --- |',
    ...leversOf(stage, bill.users).map(
      ({ name, saves, pulled }) => `| ${name} | ${usd(saves)} | ${pulled ? 'saved' : 'would be saved'} |`,
    ),
    '',
    `An interface endpoint is cheaper than NAT from ${usd(endpointBreakEven())} GB a month and zone.`,
    '',
    '| assumption, a user and month unless it says otherwise | value | why |',
    '| --- | ---: | --- |',
    ...Object.entries(ASSUMPTIONS).map(([name, { value, why }]) => `| \`${name}\` | ${value} | ${why} |`),
  ].join('\n');
}
