import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Edge, openEdge } from './server.ts';

describe('files at the edge', () => {
  const folder = mkdtempSync(join(tmpdir(), 'atlas-site-'));
  const script = `console.log(${JSON.stringify('x'.repeat(3_000))})`;
  let edge: Edge;

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  beforeAll(async () => {
    write('web/index.html', '<h1>Atlas</h1>');
    write('web/404.html', '<h1>Not here</h1>');
    write('web/diagrams/index.html', '<h1>Diagrams</h1>');
    write('web/diagrams/cache-aside/index.html', '<h1>Cache-aside</h1>');
    write('web/assets/index-Bx12_abC.js', script);
    write('web/favicon.svg', '<svg/>');
    write('web/service-worker.js', '');
    write('content/manifest.json', '{}');
    write('content/d/cache-aside.0123456789abcdef.json', '{"nodes":[]}');
    write('secret.txt', 'secret');
    edge = await openEdge({
      web: join(folder, 'web'),
      content: join(folder, 'content'),
      port: 0,
      handler: () => Promise.reject(new Error('files need no function')),
    });
  });
  afterAll(async () => {
    await edge.close(0);
    rmSync(folder, { recursive: true, force: true });
  });

  /** As sent: fetch would tidy the path up first. */
  function raw(path: string, headers: Record<string, string> = {}, method = 'GET') {
    return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
      (resolve, reject) => {
        const call = request({ host: '127.0.0.1', port: edge.port, path, headers, method }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks),
            }),
          );
        });
        call.on('error', reject);
        call.end();
      },
    );
  }

  it.each([
    ['/', 'Atlas'],
    ['/?part=db', 'Atlas'],
    ['/diagrams', 'Diagrams'],
    ['/diagrams/', 'Diagrams'],
    ['/diagrams/cache-aside', 'Cache-aside'],
    ['/diagrams/cache-aside?step=2', 'Cache-aside'],
    ['/diagrams/cache%2Daside', 'Cache-aside'],
  ])('answers %s with its page', async (path, title) => {
    const { status, body } = await raw(path);
    expect([status, body.toString()]).toEqual([200, `<h1>${title}</h1>`]);
  });

  it.each([
    '/nope',
    '/diagrams/nope',
    '/assets/gone.js',
    '/content/d/nope.json',
    '/content/',
    '/../secret.txt',
    '/content/../secret.txt',
    '/content/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%00',
    '/%',
    '/a\\..\\secret.txt',
  ])('answers %s with the 404 page and its status', async (path) => {
    const { status, body, headers } = await raw(path);
    expect([status, body.toString()]).toEqual([404, '<h1>Not here</h1>']);
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each(['/', '/nope', '/service-worker.js'])('sends the security headers with %s', async (path) => {
    const { headers } = await raw(path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'strict-origin-when-cross-origin',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
  });

  it.each([
    ['/assets/index-Bx12_abC.js', 'public, max-age=31536000, immutable'],
    ['/content/d/cache-aside.0123456789abcdef.json', 'public, max-age=31536000, immutable'],
    ['/content/manifest.json', 'public, max-age=0, must-revalidate'],
    ['/favicon.svg', 'public, max-age=0, must-revalidate'],
    ['/', 'public, max-age=0, must-revalidate'],
    ['/service-worker.js', 'no-cache'],
  ])('tells how long %s may be kept', async (path, expected) => {
    expect((await raw(path)).headers['cache-control']).toBe(expected);
  });

  it('compresses text for those who take it, the small not', async () => {
    const path = '/assets/index-Bx12_abC.js';
    const brotli = await raw(path, { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
    expect((await raw(path, { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe('gzip');
    expect(
      (await raw(path, { 'accept-encoding': 'br;q=0, gzip;q=0' })).headers['content-encoding'],
    ).toBeUndefined();
    expect((await raw(path)).body.toString()).toBe(script);
    expect((await raw('/', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
  });

  it('answers 304 to those who have it, and a changed file anew', async () => {
    const { headers } = await raw('/favicon.svg');
    const again = await raw('/favicon.svg', { 'if-none-match': `W/"other", ${String(headers.etag)}` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    write('web/favicon.svg', '<svg id="changed"/>');
    const changed = await raw('/favicon.svg', { 'if-none-match': String(headers.etag) });
    expect([changed.status, changed.body.toString()]).toEqual([200, '<svg id="changed"/>']);
  });

  it('answers HEAD without a body, and refuses to be written to', async () => {
    const head = await raw('/', {}, 'HEAD');
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '14', 0]);
    const post = await raw('/', {}, 'POST');
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});
