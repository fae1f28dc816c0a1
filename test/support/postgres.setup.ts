import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../local/emulators/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server of this test run; `createTestDatabase` makes databases on it. */
    postgresUrl: string;
  }
}

/** One PostgreSQL in a temporary folder for all test files of a run; nothing of it stays. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'atlas-test-'));
  const server = await startPostgres({ folder, ephemeral: true });
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
