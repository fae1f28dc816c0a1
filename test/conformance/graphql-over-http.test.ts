import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEdge } from '../../local/edge/server.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { albEvent } from '../support/invoke.ts';

/** The 61 audits of the GraphQL-over-HTTP specification's reference suite. */
let api: TestApi;
let url = 'http://localhost';
let closeEdge: () => Promise<void>;

beforeAll(async () => {
  api = await startApi();
  const edge = await openEdge({
    handler: api.handler,
    port: 0,
    web: '/nonexistent',
    content: '/nonexistent',
  });
  url = edge.url;
  closeEdge = () => edge.close(100);
});

afterAll(async () => {
  await closeEdge();
  await api.close();
});

describe('G1 over HTTP', () => {
  for (const audit of serverAudits({ url: () => `${url}/graphql`, fetchFn: fetch })) {
    test(audit.name, async () => {
      const result = await audit.fn();
      expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
    });
  }
});

describe('G2 through ALB events', () => {
  for (const mode of ['single-value headers', 'multi-value headers, base64 bodies'] as const) {
    for (const audit of serverAudits({ url: 'http://alb/graphql', fetchFn: fetchByEvent(mode) })) {
      test(`${mode}: ${audit.name}`, async () => {
        const result = await audit.fn();
        expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
      });
    }
  }

  test('there are 61 audits', () => {
    expect(serverAudits({ url, fetchFn: fetch })).toHaveLength(61);
  });
});

/** A fetch that makes the event, calls the handler and reads its result, without any HTTP. */
function fetchByEvent(mode: 'single-value headers' | 'multi-value headers, base64 bodies') {
  const multi = mode !== 'single-value headers';
  return async (input: string, init: RequestInit = {}): Promise<Response> => {
    const target = new URL(input);
    const headers = Object.fromEntries(new Headers(init.headers));
    const query = target.search
      .slice(1)
      .split('&')
      .filter(Boolean)
      .map((pair) => pair.split(/=(.*)/s));
    const body = String(init.body ?? '');
    const event = { ...albEvent(), httpMethod: init.method ?? 'GET', path: target.pathname };
    const result = await api.handler(
      multi
        ? {
            ...event,
            headers: undefined,
            queryStringParameters: undefined,
            multiValueHeaders: Object.fromEntries(
              Object.entries(headers).map(([name, value]) => [name, [value]]),
            ),
            multiValueQueryStringParameters: Object.fromEntries(
              query.map(([name, value]) => [name, [value]]),
            ) as Record<string, string[]>,
            body: Buffer.from(body).toString('base64'),
            isBase64Encoded: true,
          }
        : {
            ...event,
            headers,
            queryStringParameters: Object.fromEntries(query) as Record<string, string>,
            body,
          },
    );
    const pairs = Object.entries(result.multiValueHeaders ?? result.headers ?? {});
    const answered = pairs.map(([name, value]) => [name, String(value)] as [string, string]);
    return new Response(result.body, { status: result.statusCode, headers: answered });
  };
}
