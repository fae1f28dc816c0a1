import { expect, test } from 'vitest';
import { readStage } from '../stage.ts';
import { ANSWERS } from './answers.ts';
import { LOAD } from './assumptions.ts';
import table from './limits.json' with { type: 'json' };
import { scaleOf } from './scale.ts';

const production = readStage('production');
const rows = scaleOf(production, production.capacity.concurrentUsers);
/** What does not depend on how many people there are. */
const CONSTANT = [
  'One address at the firewall',
  'Body through the load balancer',
  'Lambda, at once',
  'DynamoDB, one room',
  'DynamoDB, reads of one room',
  'SQS, size',
  'SQS, in flight',
  'Pods on a node',
];

test('each row weighs a load against a limit', () => {
  for (const { what, load, limit, headroom, verdict, how, source } of rows) {
    expect(load, what).toBeGreaterThan(0);
    expect(headroom, what).toBeCloseTo(limit / load, 9);
    expect(verdict, what).toBe(headroom >= 1.5 ? 'ok' : headroom >= 1 ? 'tight' : 'over');
    expect(how.length * source.length, what).toBeGreaterThan(0);
  }
  expect(new Set(rows.map(({ what }) => what)).size).toBe(rows.length);
});

test('a limit without room has an answer, and no answer is left without its row', () => {
  for (const { what, verdict, answer } of rows) expect(verdict === 'ok' || answer !== '', what).toBe(true);
  for (const what of Object.keys(ANSWERS)) expect(rows.map((row) => row.what)).toContain(what);
});

test('twice the people leave less room, save where the load is not theirs', () => {
  const twice = scaleOf(production, 2 * production.capacity.concurrentUsers);
  for (const [i, { what, headroom }] of rows.entries()) {
    const ratio = headroom / (twice[i]?.headroom ?? 0);
    if (CONSTANT.includes(what)) expect(ratio, what).toBe(1);
    else expect(ratio, what).toBeGreaterThan(1.3);
  }
});

test('ten thousand at once need quotas at most, no other size and no other design', () => {
  const short = scaleOf(production, 10_000).filter(({ verdict }) => verdict !== 'ok');
  for (const { what, answer } of short) expect(answer, what).toMatch(/^(quota|RDS Proxy|edge\.)/);
});

test.each([
  ['Outbox', { outbox: { relays: 6 } }],
  ['vCPUs of labs', { labs: { ...production.labs, maxVcpu: 512 } }],
  ['PostgreSQL, statements', { database: { ...production.database, instanceClass: 'db.m6gd.xlarge' } }],
  ['API function, at once', { api: { ...production.api, reservedConcurrency: 6000 } }],
])('%s follows the stage', (what, changes) => {
  const found = (stage: typeof production) =>
    scaleOf(stage, 100_000).find((row) => row.what === what)?.headroom ?? 0;
  expect(found({ ...production, ...changes }) / found(production)).toBeCloseTo(2, 5);
});

test('limits have a unit, a quota and a page each, assumptions their reason', () => {
  for (const [key, { value, unit, quota, page }] of Object.entries(table.limits)) {
    expect(value, key).toBeGreaterThan(0);
    expect(unit.length * quota.length, key).toBeGreaterThan(0);
    expect(page, key).toMatch(/\.html$|^https:/);
  }
  for (const [name, { why }] of Object.entries(LOAD)) expect(why.length, name).toBeGreaterThan(9);
});
