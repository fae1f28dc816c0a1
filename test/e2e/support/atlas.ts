import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../local/ports.ts';

export interface RunningAtlas {
  url: string;
  stop(): Promise<void>;
}

/** Milliseconds for a first start, which builds the pages. */
const START_LIMIT = 90_000;

/** Starts Atlas as `npm start` does, on a free port and an empty data folder; stops it with SIGINT. */
export async function startAtlas(): Promise<RunningAtlas> {
  const data = await mkdtemp(join(tmpdir(), 'atlas-e2e-'));
  const port = await freePort();
  const atlas = spawn('node', ['local/start.js'], {
    // All browsers of a file come from one address.
    env: {
      ...process.env,
      ATLAS_DATA: data,
      PORT: String(port),
      NO_COLOR: '1',
      REQUESTS_PER_MINUTE: '2000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  atlas.stdout.on('data', (chunk: Buffer) => (output += chunk));
  atlas.stderr.on('data', (chunk: Buffer) => (output += chunk));
  const exited = new Promise<void>((resolve) => atlas.once('exit', () => resolve()));

  const url = `http://localhost:${port}`;
  const deadline = Date.now() + START_LIMIT;
  while (!(await answers(url))) {
    if (atlas.exitCode !== null || Date.now() > deadline) {
      atlas.kill('SIGKILL');
      throw new Error(`Atlas did not start:\n${output}`);
    }
    await sleep(200);
  }
  return {
    url,
    async stop() {
      atlas.kill('SIGINT');
      await exited;
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
