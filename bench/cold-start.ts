import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions, bytesByPackage, staticFiles } from '../scripts/build-functions.ts';
import { albEvent, invokeBundle } from '../test/support/invoke.ts';
import { startTestServices } from '../test/support/services.ts';
import { type BenchResult, median } from './result.ts';

/**
 * From spawning a process to its first answer: the GraphQL bundle against a handler that does nothing, in
 * turns. The query needs no database, which is a cost of its own, paid once by the first that does.
 */
const ROUNDS = 21;
const LIMIT = 4;
const STATIC_LIMIT = 450_000;

const BARE = `
export async function handler() {
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{}', isBase64Encoded: false };
}`;

const EVENT = {
  ...albEvent(),
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  body: JSON.stringify({ query: '{ __typename }' }),
};

export default async function (): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'atlas-bench-'));
  const services = await startTestServices();
  try {
    const { graphql: metafile } = await buildFunctions(join(folder, 'functions'));
    const files = staticFiles(metafile, 'graphql');
    const bytes = files.reduce((sum, file) => sum + (metafile.outputs[file]?.bytes ?? 0), 0);
    for (const [name, size] of bytesByPackage(metafile, files).slice(0, 12)) {
      console.log(`${(size / 1000).toFixed(1).padStart(8)} KB  ${name}`);
    }
    const all = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
    const bare = join(folder, 'bare.mjs');
    await writeFile(bare, BARE);
    const [atlasReady, bareReady] = await compare(
      join(folder, 'functions', 'graphql', 'index.mjs'),
      bare,
      services.env,
    );
    return [
      {
        name: 'cold start, spawn to first answer',
        value: atlasReady,
        unit: 'ms',
        peer: 'bare handler',
        peerValue: bareReady,
        ratio: atlasReady / bareReady,
        target: `at most ${LIMIT}x`,
        pass: atlasReady / bareReady <= LIMIT,
      },
      {
        name: 'cold start, code loaded before the first event',
        value: bytes / 1000,
        unit: 'KB',
        peer: 'with what is loaded on first use',
        peerValue: all / 1000,
        ratio: bytes / all,
        target: `at most ${STATIC_LIMIT / 1000} KB`,
        pass: bytes <= STATIC_LIMIT,
      },
    ];
  } finally {
    await services.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of the middle round of each. */
async function compare(atlas: string, bare: string, env: Record<string, string>): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const [i, file] of [atlas, bare].entries()) {
      const ready = await start(file, env);
      // The first rounds bring the files into the system's cache.
      if (round >= 0) times[i]?.push(ready);
    }
  }
  return [median(times[0]), median(times[1])];
}

async function start(file: string, services: Record<string, string>): Promise<number> {
  const { ready, results, output } = await invokeBundle(file, [EVENT], {
    PATH: process.env.PATH,
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    ...services,
  });
  if (results[0]?.statusCode !== 200) throw new Error(`${file} did not answer: ${output}`);
  return ready;
}
