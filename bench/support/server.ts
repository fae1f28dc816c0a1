import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAtlas } from '../../test/support/atlas.ts';

export interface BenchServer {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** `npm start` in a process of its own with an empty data folder; limits of requests are out of the way. */
export async function startServer(): Promise<BenchServer> {
  const data = await mkdtemp(join(tmpdir(), 'atlas-bench-'));
  const atlas = await startAtlas({ data, env: { REQUESTS_PER_MINUTE: '10000000' } });
  return {
    url: atlas.url,
    pid: atlas.pid,
    async stop() {
      atlas.kill('SIGINT');
      await atlas.ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}
