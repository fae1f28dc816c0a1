import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

/** Node gives libraries graphql's CommonJS build; tests must get the same one, or there are two of each class. */
const resolve = {
  alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
};

/**
 * unit: pure code, beside it. integration: against the real PostgreSQL (`*.int.test.ts`, and all of test/
 * but the browser's and the infrastructure's). infra: the templates of AWS and what they deploy. web: components
 * under jsdom. Browser tests have a config of their own in test/e2e.
 */
export default defineConfig({
  test: {
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
            'test/{conformance,security,faults,kubernetes,labs}/**/*.test.ts',
          ],
          globalSetup: ['test/support/postgres.setup.ts'],
          // Of tests that say so, such as proofs of labs: as many as a small computer has cores.
          maxConcurrency: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
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
