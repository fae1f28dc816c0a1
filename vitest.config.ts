import { defineConfig } from 'vitest/config';

/**
 * unit: pure code, beside it. integration: against the real PostgreSQL (`*.int.test.ts`, and all of test/
 * but the browser's). web: components under jsdom. Browser tests have a config of their own in test/e2e.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{client,content,functions,local,scripts,bench}/**/*.test.ts'],
          exclude: ['**/*.int.test.ts', '**/node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{content,functions,local}/**/*.int.test.ts', 'test/{conformance,security,faults}/**/*.test.ts'],
          globalSetup: ['test/support/postgres.setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
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
