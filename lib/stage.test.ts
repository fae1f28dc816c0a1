import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseStage, readStage, STAGES } from './stage.ts';

type Tree = Record<string, unknown>;
const production = () => parse(readFileSync('lib/stages/production.yaml', 'utf8')) as Tree;

/** Production with one key changed; undefined removes it. */
function changed(path: string, value: unknown): Tree {
  const tree = production();
  const keys = path.split('.');
  const last = keys.pop() as string;
  const parent = keys.reduce((node, key) => node[key] as Tree, tree);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return tree;
}

test.each(STAGES)('the stage %s is whole', (name) => {
  expect(readStage(name).name).toBe(name);
});

test('a stage that does not exist is answered with those that do', () => {
  expect(() => readStage('prod')).toThrow(
    'The stage "prod" does not exist; there are dev, staging, production.',
  );
  expect(() => readStage('../secrets')).toThrow('does not exist');
});

test.each([
  ['domain', undefined, 'production: domain is missing.'],
  ['domain', 'localhost', 'production: domain must be a domain such as learn.example.com.'],
  ['domian', 'atlas.example', 'production: domian is not a key that Atlas knows.'],
  ['cache.shard', 3, 'production: cache.shard is not a key that Atlas knows.'],
  ['api.memoryMb', 64, 'production: api.memoryMb is too small: expected number to be >=128.'],
  ['api.memoryMb', '1024', 'production: api.memoryMb is wrong: expected number, received string.'],
  ['network.natGateways', 4, 'production: network.natGateways is too big: expected number to be <=3.'],
  ['network.zones', 2, 'production: network.natGateways must not exceed network.zones.'],
  [
    'database.instanceClass',
    'db.t4g.micro',
    'production: database.instanceClass must be one that a Multi-AZ cluster runs on, such as db.m6gd.large.',
  ],
  ['database.topology', 'instance', 'production: database.topology must be "cluster" in production.'],
  ['cache.replicas', 0, 'production: cache.replicas must be at least 1 in production.'],
  ['api.reservedConcurrency', 10, 'production: api.provisioned must not exceed api.reservedConcurrency.'],
  ['rollout.percents', [50, 10, 100], 'production: rollout.percents must rise and end with 100.'],
  [
    'rollout.minutesEach',
    20,
    'production: rollout must be done within 45 minutes: CloudFormation waits an hour.',
  ],
  [
    'timeSeries.aggregatedDays',
    30,
    'production: timeSeries.aggregatedDays must not be shorter than timeSeries.rawDays.',
  ],
  [
    'labs.runtimeClass',
    'gVisor!',
    'production: labs.runtimeClass must be the name of a class such as gvisor.',
  ],
  [
    'labs.egress',
    ['live.atlas.example'],
    'production: labs.egress.0 must be a network such as 10.40.8.0/24.',
  ],
  ['labs.egress', [], 'production: labs.egress is too small: expected array to have >=1 items.'],
  ['workers.email', undefined, 'production: workers.email is missing.'],
  ['alerts.email', 'somebody', /^production: alerts\.email is wrong: .*email/],
])('%s = %j is refused in one sentence that names the key', (path, value, message) => {
  const refuse = () => parseStage('production', changed(path, value));
  expect(refuse).toThrow(message);
  try {
    refuse();
  } catch (error) {
    expect((error as Error).message).toMatch(/^[^\n]+\.$/);
  }
});

test.each([
  ['alerts.pagerDutyToken', 'R0ABCDEFGHIJKLMNOPQRSTUVWXYZ12'],
  ['database.password', 'hunter2'],
  ['domain', 'sk-ant-api03-abcdef'],
  ['region', 'AKIAIOSFODNN7EXAMPLE'],
  ['network.cidr', 'postgres://atlas:hunter2@db/atlas'],
])('a secret at %s is refused by its key, and not repeated', (path, value) => {
  const refuse = () => parseStage('production', changed(path, value));
  expect(refuse).toThrow(`production: ${path} looks like a secret`);
  expect(refuse).not.toThrow(value);
});
