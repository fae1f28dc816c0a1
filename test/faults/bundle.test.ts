import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ALBEvent } from 'aws-lambda';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildFunctions, bytesByPackage, type Entry, staticFiles } from '../../scripts/build-functions.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { albEvent, invokeBundle } from '../support/invoke.ts';

/** The bundles as they are deployed: built, spawned, asked. A size alone proves nothing. */
const CANARY = 'canary-4f1d9c';
let api: TestApi;
let folder: string;
let metafiles: Record<Entry, Metafile>;

beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(join(tmpdir(), 'atlas-bundle-'));
  metafiles = await buildFunctions(join(folder, 'functions'));
});

afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

function eventOf(query: string, variables?: unknown, headers: Record<string, string> = {}): ALBEvent {
  const accept = 'application/graphql-response+json';
  return {
    ...albEvent(),
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify({ query, variables }),
  };
}

const invoke = (events: ALBEvent[], env: NodeJS.ProcessEnv = {}) =>
  invokeBundle(join(folder, 'functions', 'graphql', 'index.mjs'), events, {
    PATH: process.env.PATH,
    ...api.env,
    ...env,
  });

test('F11 the API answers from the database within two seconds of its start', async () => {
  const { ready, results, code } = await invoke([eventOf('{ diagrams { totalCount } }')]);
  expect(JSON.parse(results[0]?.body ?? '')).toEqual({ data: { diagrams: { totalCount: 3 } } });
  expect(ready).toBeLessThan(2_000);
  expect(code).toBe(0);
});

test('F11 answers stay the same once an operation is compiled, mistakes too', async () => {
  const query =
    'query ($n: Int!) { diagrams(first: $n) { nodes { slug kind category { title } leadsTo { slug } } } }';
  const good = Array.from({ length: 4 }, () => eventOf(query, { n: 3 }));
  const bad = Array.from({ length: 2 }, () => eventOf(query, { n: 'three' }));
  const { results } = await invoke([...good, ...bad]);
  const bodies = results.map((result) => JSON.parse(result.body ?? ''));
  expect(bodies[0].data.diagrams.nodes).toHaveLength(3);
  for (const body of bodies.slice(1, 4)) expect(body).toEqual(bodies[0]);
  for (const body of bodies.slice(4)) expect(body.errors[0].extensions.code).toBe('BAD_INPUT');
});

test.each([
  ['DATABASE_URL', { DATABASE_URL: undefined }],
  ['DATABASE_URL', { DATABASE_URL: `mysql://${CANARY}@db` }],
  ['ATLAS_STAGE', { ATLAS_STAGE: CANARY }],
  ['ATLAS_LOG_LEVEL', { ATLAS_LOG_LEVEL: CANARY }],
])('F11 a start names the variable that is missing or wrong, not its value: %s', async (name, env) => {
  const { code, output } = await invoke([eventOf('{ __typename }')], env);
  expect(code).not.toBe(0);
  expect(output).toContain(name);
  expect(output).not.toContain(CANARY);
});

test('F11 production hides its schema', async () => {
  const { results } = await invoke([eventOf('{ __schema { types { name } } }')], {
    ATLAS_STAGE: 'production',
  });
  expect(results[0]?.statusCode).toBe(401);
  expect(results[0]?.body).not.toContain('DiagramConnection');
});

test('F11 a start loads at most 450 KB and nothing that the first request may not need', () => {
  const metafile = metafiles.graphql;
  const files = staticFiles(metafile, 'graphql');
  const bytes = files.reduce((sum, file) => sum + (metafile.outputs[file]?.bytes ?? 0), 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(450_000);
  const packages = bytesByPackage(metafile, files).map(([name]) => name);
  const heavy = /^(pg|pg-.*|@aws.*|@smithy.*|aws-.*|ioredis|graphql-jit|ajv)$/;
  expect(packages.filter((name) => heavy.test(name))).toEqual([]);
});

test('L11 no secret comes back in an answer, a log line or a bundle', async () => {
  const token = CANARY.padEnd(43, 'x');
  const down = `postgres://atlas:${CANARY}@127.0.0.1:1/atlas`;
  const headers = { cookie: `atlas_refresh=${token}; atlas_access=${CANARY}` };
  const queries = [
    '{ areas { id } }',
    `{ diagram(slug: 5) { id } }`,
    'mutation { completeDiagram(diagramId: "dia_01ARZ3NDEKTSV4RRFFQ69G5FAV") { user { id } } }',
  ];
  const events = queries.map((query) => eventOf(query, undefined, headers));
  const broken = await invoke(events, { DATABASE_URL: down, ATLAS_LOG_LEVEL: 'DEBUG' });
  const whole = await invoke(events, { ATLAS_LOG_LEVEL: 'DEBUG' });
  expect(broken.output).toContain('ECONNREFUSED');
  expect(broken.results.map((result) => result.statusCode)).toContain(503);
  expect(JSON.stringify([broken, whole])).not.toContain(CANARY);
  const files = await readdir(join(folder, 'functions'), { recursive: true });
  for (const name of files.filter((file) => file.endsWith('.mjs'))) {
    const text = await readFile(join(folder, 'functions', name), 'utf8');
    expect(text).not.toContain(api.databaseUrl);
    expect(text).not.toContain(process.cwd());
  }
});
