import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchResult } from './result.ts';

/**
 * `npm start` until the landing page and a GraphQL answer are served: first on an empty data folder
 * with nothing built, then again on the data of the first. The peer is the other start of the same run.
 */
export default async function (): Promise<BenchResult[]> {
  const data = await mkdtemp(join(tmpdir(), 'atlas-bench-'));
  await rm('build', { recursive: true, force: true });
  try {
    const first = await timeStart(data);
    const second = await timeStart(data);
    return [
      result('start, first', first, 'second start', second, 20),
      result('start, second', second, 'first start', first, 8),
    ];
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

function result(name: string, value: number, peer: string, peerValue: number, limit: number): BenchResult {
  const pass = value < limit;
  return {
    name,
    value,
    unit: 's',
    peer,
    peerValue,
    ratio: value / peerValue,
    target: `under ${limit} s`,
    pass,
  };
}

/** Seconds from spawning to the first usable page; stops Atlas afterwards. */
async function timeStart(data: string): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const began = performance.now();
  const atlas = spawn('npm', ['start'], {
    env: { ...process.env, ATLAS_DATA: data, PORT: String(port) },
    stdio: 'ignore',
    detached: true,
  });
  const exited = new Promise<void>((resolve) => atlas.once('exit', () => resolve()));
  try {
    const deadline = began + 120_000;
    while (!(await usable(`http://localhost:${port}`))) {
      if (performance.now() > deadline || atlas.exitCode !== null) throw new Error('Atlas did not start.');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return (performance.now() - began) / 1000;
  } finally {
    // npm passes the signal on only to the group, so the group gets it.
    if (atlas.pid) process.kill(-atlas.pid, 'SIGINT');
    await exited;
  }
}

async function usable(url: string): Promise<boolean> {
  try {
    const page = await fetch(url);
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ diagrams { totalCount } }' }),
    });
    return page.ok && answer.ok;
  } catch {
    return false;
  }
}
