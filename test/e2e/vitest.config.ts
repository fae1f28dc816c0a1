import { defineConfig } from 'vitest/config';

/**
 * The browser tests: one real Atlas on a fresh data folder and one headless Chromium a file, one file at a time. An
 * Atlas sends so many mails for one address in an hour and no more, so that no file takes them from another.
 */
export default defineConfig({
  test: {
    name: 'e2e',
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/e2e/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
