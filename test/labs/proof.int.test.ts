import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { labChecks } from '../../functions/generated/lab-checks.ts';
import type { Fresh } from '../../functions/labs/checking/run-checks.ts';
import { isFresh } from '../../scripts/codegen-labs.ts';
import {
  answersAfter,
  cheatsOf,
  type Judged,
  judge,
  labSlugs,
  type ProvedLab,
  provedLab,
  summary,
} from './support/proof.ts';
import { findingProblems } from './support/proof-findings.ts';
import { KINDS, machinesOf } from './support/proof-machines.ts';

/** Two that stay, for results that stay; `PROOF_SEEDS=20` adds as many that nobody has seen. */
const SEEDS = [
  'proof-a',
  'proof-b',
  ...Array.from({ length: Number(process.env.PROOF_SEEDS ?? 0) }, () => randomBytes(8).toString('hex')),
];

test('the list of checks names every lab', () => {
  expect(isFresh()).toBe(true);
  expect(Object.keys(labChecks)).toEqual(labSlugs());
});

// Machines work while this process waits.
describe.concurrent.each(KINDS)('in a machine of the kind %s', (kind) => {
  describe.each(labSlugs())('%s', (slug) => {
    let lab: ProvedLab;
    let machines: ReturnType<typeof machinesOf>;
    beforeAll(async () => {
      lab = await provedLab(slug);
      machines = machinesOf(kind, lab.machine.needs);
    });

    /** Judges with each seed; a lab that this machine can't run is skipped, saying so. */
    function prove(
      name: string,
      answersOf: (fresh: Fresh) => Promise<Record<string, string>>,
      isRight: (states: string[], outcomes: Judged[]) => boolean,
    ): void {
      test(name, { timeout: 60_000 * SEEDS.length }, async (context) => {
        if (!machines.fresh) return context.skip(machines.lacks);
        const { fresh } = machines;
        const answers = await answersOf(fresh);
        for (const seed of SEEDS) {
          const outcomes: Judged[] = await judge(lab, answers, fresh, seed);
          const states = outcomes.map(({ state }) => state);
          expect(isRight(states, outcomes), `seed ${seed}\n${summary(outcomes)}`).toBe(true);
          expect(findingProblems(lab, outcomes), `seed ${seed}`).toEqual([]);
        }
      });
    }

    const each = (state: string) => (states: string[]) => states.every((one) => one === state);
    const all = (text: string) => async () =>
      Object.fromEntries(lab.machine.answers.map((path) => [path, text]));

    prove('fails untouched', async () => ({}), each('failed'));
    prove(
      'passes after solution.sh',
      (fresh) => answersAfter(lab, lab.proofs.solution, fresh),
      each('passed'),
    );
    prove(
      'passes after another solution',
      (fresh) => answersAfter(lab, lab.proofs.other, fresh),
      each('passed'),
    );
    prove(
      'passes in part after half a solution',
      (fresh) => answersAfter(lab, lab.proofs.half, fresh),
      (states) => states.includes('passed') && states.includes('failed'),
    );
    prove('fails with empty answers', all(''), each('failed'));
    prove('fails with answers that say PASS', all('PASS\n'), each('failed'));
    prove('fails with answers that print PASS', all('#!/bin/sh\necho PASS\n'), each('failed'));
    for (const { step, script } of cheatsOf(slug))
      prove(
        `fails at ${step} after cheat-${step}.sh`,
        (fresh) => answersAfter(lab, script, fresh),
        (_, outcomes) => outcomes.some((one) => one.step === step && one.state === 'failed'),
      );
  });
});
