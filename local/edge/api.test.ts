import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ALBEvent, ALBResult, Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLIENT_GONE } from '../adapters/alb.ts';
import { type Edge, openEdge } from './server.ts';

const MEGABYTE = 1_048_576;

describe('a function at the edge', () => {
  let edge: Edge;
  let calls: ALBEvent[];
  let behave: (event: ALBEvent, context: Context) => Promise<ALBResult>;

  beforeEach(async () => {
    calls = [];
    behave = async (event) => ({
      statusCode: 200,
      headers: { 'content-type': 'text/plain' },
      body: event.body ?? '',
    });
    edge = await openEdge({
      web: '/nonexistent',
      content: '/nonexistent',
      port: 0,
      handler(event, context) {
        calls.push(event);
        return behave(event, context);
      },
    });
  });
  afterEach(() => edge.close(0));

  const post = (body: string | Buffer, signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${edge.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array(Buffer.from(body)),
      signal,
    });

  /** Sends bytes over a bare socket and collects what comes back until the server closes. */
  function send(write: (socket: ReturnType<typeof connect>) => unknown): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(edge.port, '127.0.0.1', () => write(socket));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(answer));
    });
  }

  it('gets the body, and its answer comes back', async () => {
    const response = await post('{"query":"{ x }"}');
    expect([response.status, await response.text()]).toEqual([200, '{"query":"{ x }"}']);
    expect(calls[0]).toMatchObject({ httpMethod: 'POST', path: '/graphql', isBase64Encoded: false });
  });

  it('answers 502 when it throws or answers nonsense, and goes on', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    behave = () => Promise.reject(new Error('broken'));
    expect((await post('{}')).status).toBe(502);
    expect(log).toHaveBeenCalledWith('The function failed: broken');
    behave = () => Promise.resolve({ statusCode: 42 } as ALBResult);
    expect((await post('{}')).status).toBe(502);
    behave = async () => ({ statusCode: 200, body: 'x'.repeat(MEGABYTE) });
    expect((await post('{}')).status).toBe(502);
    behave = async () => ({ statusCode: 204 });
    expect((await post('{}')).status).toBe(204);
    log.mockRestore();
  });

  it('learns that its client went away', async () => {
    let gone: AbortSignal | undefined;
    behave = (_, context) => {
      gone = (context as Context & { [CLIENT_GONE]?: AbortSignal })[CLIENT_GONE];
      return new Promise(() => {});
    };
    const abort = new AbortController();
    const call = post('{}', abort.signal);
    await vi.waitUntil(() => gone);
    expect(gone?.aborted).toBe(false);
    abort.abort();
    await expect(call).rejects.toThrow();
    await vi.waitUntil(() => gone?.aborted);
  });

  it('G8 takes a body of exactly 1 MB and refuses one byte more with 413', async () => {
    behave = async (event) => ({ statusCode: 200, body: String(event.body?.length) });
    expect(await (await post('x'.repeat(MEGABYTE))).text()).toBe(String(MEGABYTE));
    expect((await post('x'.repeat(MEGABYTE + 1))).status).toBe(413);
    expect(calls).toHaveLength(1);
  });

  it('G8 refuses an announced length over 1 MB before reading the body', async () => {
    const answer = await send((socket) =>
      socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n'),
    );
    expect(answer).toMatch(/^HTTP\/1.1 413/);
    expect(calls).toHaveLength(0);
  });

  it.each([
    ['too short', 'Content-Length: 2\r\n\r\n{}}}}}}'],
    ['negative', 'Content-Length: -5\r\n\r\n{}'],
    ['no number', 'Content-Length: many\r\n\r\n{}'],
    ['given twice', 'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    ['beside chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ])('G8 closes a connection whose Content-Length is %s', async (_, rest) => {
    const answer = await send((socket) => socket.write(`POST /graphql HTTP/1.1\r\nHost: x\r\n${rest}`));
    expect(answer).toContain('HTTP/1.1 400');
    expect(calls.length).toBeLessThanOrEqual(1);
  });

  it('G8 calls no function for a body that ends before its Content-Length', async () => {
    await send((socket) => {
      socket.end('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{}');
    });
    await sleep(50);
    expect(calls).toHaveLength(0);
    expect((await post('{}')).status).toBe(200);
  });

  it('G12 closes those who send their headers a byte at a time within 12 seconds, while others are served', async () => {
    const began = performance.now();
    const slow = send(async (socket) => {
      for (const byte of 'GET /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaa') {
        socket.write(byte);
        await sleep(250);
      }
    });
    expect((await post('{}')).status).toBe(200);
    expect(await slow).toContain('408');
    expect(performance.now() - began).toBeLessThan(12_500);
  });

  it('F7 finishes a request in flight while it closes, and takes no new one', async () => {
    let finish = () => {};
    behave = () =>
      new Promise((resolve) => {
        finish = () => resolve({ statusCode: 200, body: 'done' });
      });
    const running = post('{}');
    await vi.waitUntil(() => calls.length === 1);
    const closed = edge.close(5_000);
    await expect(fetch(`http://127.0.0.1:${edge.port}/graphql`)).rejects.toThrow();
    finish();
    expect(await (await running).text()).toBe('done');
    const began = performance.now();
    await closed;
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('F7 cuts what is left after the time of grace', async () => {
    behave = () => new Promise(() => {});
    const running = expect(post('{}')).rejects.toThrow();
    await vi.waitUntil(() => calls.length === 1);
    await edge.close(100);
    await running;
  });
});

describe('the port of the edge', () => {
  it('is refused in one sentence when another program has it', async () => {
    const options = { web: '/x', content: '/x', handler: async () => ({ statusCode: 200 }) };
    const first = await openEdge({ ...options, port: 0 });
    await expect(openEdge({ ...options, port: first.port })).rejects.toThrow(
      /^Port \d+ is taken by another program/,
    );
    await first.close(0);
  });
});
