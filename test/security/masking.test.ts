import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildFunctions } from '../../scripts/build-functions.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { albEvent, invokeBundle } from '../support/invoke.ts';

let api: TestApi;
let folder: string;

beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(join(tmpdir(), 'atlas-masking-'));
  await buildFunctions(join(folder, 'functions'));
});

afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const post = (query: string, headers: Record<string, string> = {}) => ({
  ...albEvent(),
  headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
  body: JSON.stringify({ query }),
});

describe('G9 production', () => {
  const asked = [
    '{ __schema { types { name } } }',
    '{ __type(name: "User") { fields { name } } }',
    '{ diagrms { totalCount } }',
    '{ currentUser { emial } }',
  ];

  test('says nothing of its schema to visitors, and they may ask nothing of their own making', async () => {
    const { results } = await invokeBundle(
      join(folder, 'functions', 'graphql', 'index.mjs'),
      asked.map((query) => post(query)),
      { PATH: process.env.PATH, ...api.env, ATLAS_STAGE: 'production' },
    );
    for (const result of results) {
      expect(result.statusCode).toBe(401);
      expect(result.body).not.toMatch(/Did you mean|fields|DiagramConnection/);
    }
  });

  test('has no page to try queries at', async () => {
    const page = { ...albEvent(), httpMethod: 'GET', headers: { accept: 'text/html' } };
    const { results } = await invokeBundle(join(folder, 'functions', 'graphql', 'index.mjs'), [page], {
      PATH: process.env.PATH,
      ...api.env,
      ATLAS_STAGE: 'production',
    });
    expect(results[0]?.statusCode).toBe(406);
    expect(results[0]?.body).not.toMatch(/<html/i);
  });
});

test('G9 a typing mistake is not answered with names of the schema', async () => {
  const { body } = await api.person().ask('{ diagrms { totalCount } }');
  expect(body.errors[0].message).not.toMatch(/Did you mean/);
});

describe('G10 a failure inside', () => {
  test('is told as such with the id under which the log has its cause', async () => {
    const event = post('{ diagrams(filter: { skill: "a.b" }) { totalCount } }', {
      'x-request-id': 'request-10',
    });
    await api.sql('ALTER TABLE diagrams RENAME COLUMN skills TO skills_secret_name');
    try {
      const { results, output } = await invokeBundle(
        join(folder, 'functions', 'graphql', 'index.mjs'),
        [event],
        {
          PATH: process.env.PATH,
          ...api.env,
          ATLAS_LOG_LEVEL: 'INFO',
        },
      );
      expect(results[0]?.statusCode).toBe(200);
      const body = JSON.parse(results[0]?.body ?? '');
      expect(body.errors[0]).toMatchObject({
        message: 'Unexpected error',
        extensions: { code: 'INTERNAL', requestId: 'request-10' },
      });
      expect(results[0]?.body).not.toMatch(/skills|does not exist|SELECT/);
      const line = output.split('\n').find((one) => one.includes('A resolver failed')) ?? '{}';
      expect(JSON.parse(line)).toMatchObject({ requestId: 'request-10', level: 'ERROR' });
      expect(line).toContain('skills');
    } finally {
      await api.sql('ALTER TABLE diagrams RENAME COLUMN skills_secret_name TO skills');
    }
  });

  test('of the database is a 503 that says when to come again, and names no host', async () => {
    const env = { ...api.env, DATABASE_URL: 'postgres://atlas:canary@127.0.0.1:1/atlas' };
    const event = post('{ search(query: "never cached") { diagram { slug } } }');
    const { results } = await invokeBundle(join(folder, 'functions', 'graphql', 'index.mjs'), [event], {
      PATH: process.env.PATH,
      ...env,
    });
    expect(results[0]?.statusCode).toBe(503);
    expect(results[0]?.headers?.['retry-after']).toBe('1');
    expect(results[0]?.body).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|canary/);
  });
});
