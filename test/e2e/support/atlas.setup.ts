import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    atlasUrl: string;
  }
}

/** Starts Atlas as `npm start` does, on a free port and an empty data folder; stops it with SIGINT. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = await mkdtemp(join(tmpdir(), 'atlas-e2e-'));
  const port = await freePort();
  const atlas = spawn('node', ['local/start.js'], {
    // All browsers of a run come from one address.
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
  const deadline = Date.now() + 90_000;
  while (!(await answers(url))) {
    if (atlas.exitCode !== null || Date.now() > deadline) {
      atlas.kill('SIGKILL');
      throw new Error(`Atlas did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  project.provide('atlasUrl', url);

  return async () => {
    atlas.kill('SIGINT');
    await exited;
    await rm(data, { recursive: true, force: true });
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
