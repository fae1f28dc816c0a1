import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readStage, type Stage } from '../stage.ts';
import { billOf } from './cost.ts';
import { endpointBreakEven, leversOf } from './levers.ts';
import { pricesOf } from './prices.ts';

const production = readStage('production');
const bill = (changes: Partial<Stage> = {}, users = 10_000) => billOf({ ...production, ...changes }, users);

test('production costs a user less than 0.40 USD a month at 10,000 users', () => {
  expect(bill().perUser).toBeLessThan(0.4);
  expect(bill().perUser).toBeGreaterThan(0.05);
});

test('the total is the sum of its lines, and none is negative or unknown', () => {
  const { lines, total } = bill();
  expect(lines.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(total, 6);
  for (const { driver, usd, detail } of lines) {
    expect(usd, driver).toBeGreaterThanOrEqual(0);
    expect(detail.length).toBeGreaterThan(1);
  }
});

test('more users never make a line smaller, and each of them costs less', () => {
  const [few, many] = [bill({}, 10_000), bill({}, 20_000)];
  for (const [i, line] of few.lines.entries())
    expect(many.lines[i]?.usd, line.driver).toBeGreaterThanOrEqual(line.usd);
  expect(many.perUser).toBeLessThan(few.perUser);
});

test.each([
  ['PostgreSQL', { database: { ...production.database, instanceClass: 'db.m6gd.xlarge' } }],
  ['Cache', { cache: { ...production.cache, replicas: 2 } }],
  ['Network', { network: { ...production.network, interfaceEndpoints: ['sqs' as const] } }],
  [
    'Log search',
    {
      logs: {
        ...production.logs,
        search: { instanceType: 'm7g.large.search', nodes: 3 as const, volumeGiB: 50 },
      },
    },
  ],
  ['Labs', { labs: { ...production.labs, spot: false } }],
  ['CDN, firewall', { edge: { ...production.edge, botControl: true } }],
  ['Warm functions', { api: { ...production.api, memoryMb: 2048 } }],
])('a larger %s in the stage raises that line and no other but the contingency', (driver, changes) => {
  const [before, after] = [bill(), bill(changes)];
  const raised = after.lines
    .filter((line, i) => line.usd > (before.lines[i]?.usd ?? 0))
    .map((line) => line.driver);
  expect(raised).toContain(driver);
  expect(raised.filter((name) => ![driver, 'Contingency', 'Functions'].includes(name))).toEqual([]);
});

test('a class without a price is named', () => {
  const database = { ...production.database, instanceClass: 'db.r6gd.large' };
  expect(() => bill({ database })).toThrow('no price "rds.db.r6gd.large.cluster"');
});

test('dev costs less than staging, staging less than production', () => {
  const [dev, staging] = [readStage('dev'), readStage('staging')].map((stage) => billOf(stage, 100).total);
  expect(dev).toBeLessThan(staging as number);
  expect(staging).toBeLessThan(billOf(production, 100).total);
});

test('every stage stays within its own budget', () => {
  for (const [name, users] of [
    ['dev', 10],
    ['staging', 100],
    ['production', 10_000],
  ] as const) {
    const stage = readStage(name);
    expect(billOf(stage, users).total, name).toBeLessThan(stage.budget.monthlyUsd);
  }
});

test('each lever says what it saves, and what is pulled saves something', () => {
  for (const { name, saves, pulled } of leversOf(production, 10_000)) {
    if (pulled) expect(saves, name).toBeGreaterThan(0);
  }
  expect(endpointBreakEven()).toBeGreaterThan(100);
});

test('prices have a date, a unit and a page each', () => {
  expect(pricesOf.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  const { prices } = JSON.parse(readFileSync('lib/cost/prices.json', 'utf8')) as {
    prices: Record<string, { usd: number; unit: string; page: string }>;
  };
  for (const [key, { usd, unit, page }] of Object.entries(prices)) {
    expect(usd, key).toBeGreaterThan(0);
    expect(unit.length, key).toBeGreaterThan(1);
    expect(page, key).toMatch(/^https:\/\/aws\.amazon\.com\/.+\/pricing\/$/);
  }
});

test.each([
  ['docs/cost.md', 'cost', ['scripts/cost.ts', '--markdown']],
  ['docs/scale.md', 'scale', ['scripts/scale.ts', '--markdown']],
])('the tables of %s are what the command prints', (file, mark, args) => {
  const printed = execFileSync(process.execPath, args, { encoding: 'utf8' }).trim();
  const text = readFileSync(file, 'utf8');
  const kept = text.slice(text.indexOf(`<!-- ${mark}:begin -->`), text.indexOf(`<!-- ${mark}:end -->`));
  expect(kept.replace(/^<!-- \w+:begin -->/, '').trim()).toBe(printed);
});

test('bad arguments end with one sentence', () => {
  for (const [arg, value] of [
    ['--users', 'many'],
    ['--stage', 'prod'],
  ]) {
    try {
      execFileSync(process.execPath, ['scripts/cost.ts', String(arg), String(value)], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
      expect.unreachable();
    } catch (error) {
      expect((error as { status: number }).status).toBe(1);
      expect((error as { stderr: string }).stderr).toMatch(/^[^\n]+\.\n$/);
    }
  }
});
