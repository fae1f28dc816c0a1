import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packFiles } from '../../functions/labs/checking/archive.ts';
import type { Fresh } from '../../functions/labs/checking/run-checks.ts';
import { answersAfter, judge, labSlugs, provedLab, summary } from '../labs/support/proof.ts';
import { newId, specOf, startLabs, type TestLabs, whyNoNode } from './support/labs.ts';

const missing = whyNoNode();
const about = missing ? ` (skipped: ${missing})` : '';

/** Beside what test/labs proves in machines of this computer: the same labs, in pods with the agent of the image. */
describe.skipIf(missing)(`labs in machines of a real API server${about}`, () => {
  let labs: TestLabs;
  beforeAll(async () => {
    labs = await startLabs();
  }, 180_000);
  afterAll(() => labs?.stop());

  test.each(labSlugs())(
    '%s is passed with its solution, and not untouched',
    { timeout: 240_000 },
    async (slug) => {
      const lab = await provedLab(slug);
      const { limits, files, answers: paths } = lab.machine;
      // As a learner has it: a machine with the lab's files, and fresh ones beside it.
      const id = newId();
      await labs.runtime.start({ ...(await specOf(id)), limits, archive: await packFiles(files) });
      const fresh: Fresh = (spec, use) => labs.runtime.fresh({ ...spec, near: id }, use);
      try {
        const untouched = await judge(lab, await labs.runtime.collect(id, paths), fresh, 'pod');
        expect(
          untouched.some(({ state }) => state === 'passed'),
          summary(untouched),
        ).toBe(false);
        const answers = await answersAfter(lab, lab.proofs.solution, fresh);
        const solved = await judge(lab, answers, fresh, 'pod');
        expect(
          solved.every(({ state }) => state === 'passed'),
          summary(solved),
        ).toBe(true);
      } finally {
        await labs.runtime.stop(id);
      }
    },
  );
});
