import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Node gives libraries graphql's CommonJS build; tests must get the same one, or there are two of each class. */
const resolve = {
  alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
};

/** By default one core is left idle; most tests wait more than they compute. */
const maxWorkers = Math.max(2, availableParallelism());

/** Against the real PostgreSQL. */
const integration = {
  globalSetup: ['test/support/postgres.setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

/**
 * unit: pure code, beside it. integration: against the real PostgreSQL (`*.int.test.ts`, and all of test/
 * but the browser's and the infrastructure's). infra: the templates of AWS and what they deploy. web: components
 * under jsdom. alone: integration tests that need the whole machine, for they kill, flood, compare times or run labs:
 * after all others, a file at a time. Browser tests have a config of their own in test/e2e.
 */
export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: ['{client,content,edge,functions,lab-agent,lib,local,scripts,bench}/**/*.test.ts'],
          exclude: ['**/*.int.test.ts', '**/node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        resolve,
        test: {
          name: 'integration',
          include: [
            '{content,functions,lab-agent,local}/**/*.int.test.ts',
            'test/{conformance,security}/**/*.test.ts',
          ],
          exclude: ['test/security/sign-in-attacks.test.ts'],
          ...integration,
        },
      },
      {
        resolve,
        test: {
          name: 'alone',
          include: ['test/{faults,kubernetes,labs}/**/*.test.ts', 'test/security/sign-in-attacks.test.ts'],
          ...integration,
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
          // Of tests that say so, such as proofs of labs: as many as a small computer has cores.
          maxConcurrency: 2,
        },
      },
      {
        resolve,
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          globalSetup: ['test/support/build.setup.ts', 'test/support/postgres.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'web',
          include: ['web/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['web/src/test-setup.ts'],
        },
      },
    ],
  },
});
