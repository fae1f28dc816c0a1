import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STAGES } from '../../lib/stage.ts';
import { EXCEPTIONS, type Exception } from './nag-exceptions.ts';
import { type Finding, findings } from './synth.ts';

/** L10 cdk-nag's AwsSolutions over every stage. */
const found = STAGES.flatMap((stage) => findings(stage));

const explains = (row: Exception, { rule, path, stage }: Finding) =>
  row.rule.test(rule) && row.path.test(path) && (row.stages ?? STAGES).includes(stage);

test('L10 every finding of cdk-nag is explained', () => {
  expect(found.filter((finding) => !EXCEPTIONS.some((row) => explains(row, finding)))).toEqual([]);
});

test('L10 every explanation is needed, and says why', () => {
  expect(EXCEPTIONS.filter((row) => !found.some((finding) => explains(row, finding)))).toEqual([]);
  for (const { reason } of EXCEPTIONS) expect(reason.length).toBeGreaterThan(15);
});

test('L10 templates that break the rules of CloudFormation fail the synthesis', () => {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  expect(context['@aws-cdk/core:validateAgainstDefaultRules']).toBe(true);
});
