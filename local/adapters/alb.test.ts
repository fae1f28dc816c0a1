import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { fromAlbResult, lambdaContext, toAlbEvent } from './alb.ts';

function request(url: string, headers: [string, string][] = [], method = 'GET'): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  message.method = method;
  message.url = url;
  message.rawHeaders = headers.flat();
  for (const [name, value] of headers) message.headers[name.toLowerCase()] = value;
  return message;
}

describe('a request as the event of a target group', () => {
  it('keeps the query percent-encoded and repeated parameters apart', () => {
    const event = toAlbEvent(request('/graphql?query=%7Ba%7D&x=1&x=2&flag&y=a=b'), Buffer.alloc(0));
    expect(event.path).toBe('/graphql');
    expect(event.multiValueQueryStringParameters).toEqual({
      query: ['%7Ba%7D'],
      x: ['1', '2'],
      flag: [''],
      y: ['a=b'],
    });
  });

  it('keeps repeated headers apart, in lower case, and drops those of the connection', () => {
    const headers: [string, string][] = [
      ['X-One', 'a'],
      ['x-one', 'b'],
      ['Connection', 'keep-alive'],
      ['Transfer-Encoding', 'chunked'],
    ];
    const event = toAlbEvent(request('/', headers), Buffer.alloc(0));
    expect(event.multiValueHeaders).toMatchObject({ 'x-one': ['a', 'b'] });
    expect(event.multiValueHeaders).not.toHaveProperty('connection');
    expect(event.multiValueHeaders).not.toHaveProperty('transfer-encoding');
  });

  it('appends the address of the client to X-Forwarded-For, so a forged one is never last', () => {
    const event = toAlbEvent(request('/', [['X-Forwarded-For', '1.2.3.4']]), Buffer.alloc(0));
    expect(event.multiValueHeaders?.['x-forwarded-for']).toEqual(['1.2.3.4, 127.0.0.1']);
  });

  it('starts a trace, and keeps the root of one that runs', () => {
    const fresh = toAlbEvent(request('/'), Buffer.alloc(0)).multiValueHeaders?.['x-amzn-trace-id']?.[0];
    expect(fresh).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    const root = 'Root=1-65f00000-0123456789abcdef01234567';
    const kept = toAlbEvent(request('/', [['X-Amzn-Trace-Id', root]]), Buffer.alloc(0));
    expect(kept.multiValueHeaders?.['x-amzn-trace-id']?.[0]).toMatch(
      /^Self=1-.+;Root=1-65f00000-0123456789abcdef01234567$/,
    );
  });

  it('sends JSON as text, other types and compressed bodies in base64', () => {
    const body = Buffer.from('{"é":1}');
    const json = toAlbEvent(request('/', [['Content-Type', 'application/json']], 'POST'), body);
    expect(json).toMatchObject({ body: '{"é":1}', isBase64Encoded: false });
    const zipped: [string, string][] = [
      ['Content-Type', 'application/json'],
      ['Content-Encoding', 'gzip'],
    ];
    expect(toAlbEvent(request('/', zipped, 'POST'), body)).toMatchObject({
      body: body.toString('base64'),
      isBase64Encoded: true,
    });
    expect(toAlbEvent(request('/', [], 'POST'), body).isBase64Encoded).toBe(true);
  });

  it.each(['__proto__', 'constructor'])('takes a header and a parameter named %s as plain names', (name) => {
    const event = toAlbEvent(request(`/?${name}=1`, [[name, 'x']]), Buffer.alloc(0));
    expect(Object.keys(event.multiValueQueryStringParameters ?? {})).toEqual([name]);
    expect(Object.keys(event.multiValueHeaders ?? {})).toContain(name);
  });
});

describe('the result of a function as HTTP', () => {
  it('takes single-value and multi-value headers', () => {
    expect(fromAlbResult({ statusCode: 200, headers: { 'X-A': 'b' }, body: 'é' })).toEqual({
      status: 200,
      headers: { 'x-a': 'b' },
      body: Buffer.from('é'),
    });
    const cookies = fromAlbResult({ statusCode: 200, multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] } });
    expect(cookies?.headers).toEqual({ 'set-cookie': ['a=1', 'b=2'] });
  });

  it('decodes a base64 body', () => {
    const body = Buffer.from([0, 255, 128]);
    const answer = fromAlbResult({ statusCode: 200, body: body.toString('base64'), isBase64Encoded: true });
    expect(answer?.body).toEqual(body);
  });

  it.each([
    ['nothing', undefined],
    ['a string', 'ok'],
    ['no status', { body: 'ok' }],
    ['a status that is no number', { statusCode: '200' }],
    ['a status out of range', { statusCode: 42 }],
    ['an answer over 1 MB', { statusCode: 200, body: 'x'.repeat(1_048_576) }],
  ])('refuses %s', (_, result) => {
    expect(fromAlbResult(result)).toBeUndefined();
  });
});

describe('the context of an invocation', () => {
  it('counts down from the time that a function has', () => {
    const context = lambdaContext('atlas-graphql', new AbortController().signal);
    const left = context.getRemainingTimeInMillis();
    expect(left).toBeGreaterThan(28_000);
    expect(left).toBeLessThanOrEqual(29_000);
  });
});
