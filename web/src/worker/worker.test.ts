import { beforeEach, describe, expect, test } from 'vitest';
import { API_PATHS, cacheControlOf, SOCKET_PATH } from '../../../edge/rules.ts';
import { type Build, isImmutable, isPage, nameOf } from './files.ts';
import { fakeCaches, ORIGIN } from './testing/caches.ts';
import { type Asked, createWorker } from './worker.ts';

const build = (version: string): Build => ({
  version,
  entry: `/assets/entry-${version}.js`,
  shell: ['/offline.html', `/assets/entry-${version}.js`],
  files: [`/assets/entry-${version}.js`, `/assets/group-${version}.js`, `/assets/board-${version}.js`],
});
const [FIRST, SECOND] = [build('aaaaaaaa'), build('bbbbbbbb')];

/** What the network has; undefined is no network. */
let files: Map<string, Response | 'never'> | undefined;
let asked: string[];
let fake: ReturnType<typeof fakeCaches>;

async function network(path: string): Promise<Response> {
  asked.push(path);
  if (!files) throw new TypeError('Failed to fetch');
  const found = files.get(path);
  if (found === 'never') return new Promise(() => {});
  return found?.clone() ?? new Response('', { status: 404 });
}

const workerOf = (of: Build) =>
  createWorker({
    build: of,
    origin: ORIGIN,
    caches: fake.caches,
    fetch: (request) => network(new URL((request as Request).url).pathname),
    patience: 20,
  });

/** What the worker still does when it has answered. */
let later: Promise<unknown>[];
const asking = (path: string, more: Partial<Request> = {}, preloaded?: Response): Asked => ({
  request: { url: new URL(path, ORIGIN).href, method: 'GET', mode: 'no-cors', ...more } as Request,
  preloadResponse: Promise.resolve(preloaded),
  waitUntil: (done) => later.push(done),
});
const opening = (path: string, preloaded?: Response) => asking(path, { mode: 'navigate' }, preloaded);

beforeEach(() => {
  asked = [];
  later = [];
  fake = fakeCaches(network);
  files = new Map(
    [...FIRST.files, ...SECOND.files, '/offline.html', '/groups/one'].map((path) => [
      path,
      new Response(path),
    ]),
  );
});

describe('pages', () => {
  test('come from the network while it answers', async () => {
    const worker = workerOf(FIRST);
    await worker.install();
    expect(await (await worker.answer(opening('/groups/one')))?.text()).toBe('/groups/one');
  });

  test('are the kept shell without a network, from a server that is down, and from one that is slow', async () => {
    const worker = workerOf(FIRST);
    await worker.install();
    files?.set('/a', new Response('', { status: 503 })).set('/b', 'never');
    for (const path of ['/a', '/b'])
      expect(await (await worker.answer(opening(path)))?.text()).toBe('/offline.html');
    files = undefined;
    expect(await (await worker.answer(opening('/diagrams')))?.text()).toBe('/offline.html');
  });

  test('that the browser has begun to fetch are not fetched twice', async () => {
    const answer = await workerOf(FIRST).answer(opening('/groups', new Response('preloaded')));
    expect([await answer?.text(), asked]).toEqual(['preloaded', []]);
  });

  test('are never put in place of what is none', async () => {
    const worker = workerOf(FIRST);
    await worker.install();
    files = undefined;
    const back = new Response('', { status: 503 });
    expect(await worker.answer(opening('/auth/google/callback', back))).toBe(back);
    await expect(worker.answer(opening('/service-worker.js'))).rejects.toThrow('Failed to fetch');
  });

  test('that are unknown stay unknown', async () => {
    const worker = workerOf(FIRST);
    await worker.install();
    expect((await worker.answer(opening('/nope')))?.status).toBe(404);
  });

  test('without a shell fail as they would without a worker', async () => {
    files = undefined;
    await expect(workerOf(FIRST).answer(opening('/groups'))).rejects.toThrow('Failed to fetch');
  });
});

describe('files with a hash', () => {
  test('are fetched once', async () => {
    const worker = workerOf(FIRST);
    await worker.answer(asking('/assets/group-aaaaaaaa.js'));
    await Promise.all(later);
    files = undefined;
    expect(await (await worker.answer(asking('/assets/group-aaaaaaaa.js')))?.text()).toContain('group');
  });

  test('that are missing are not kept', async () => {
    const worker = workerOf(FIRST);
    expect((await worker.answer(asking('/assets/gone-cccccccc.js')))?.status).toBe(404);
    expect(fake.paths()).toEqual({});
  });

  test('that a page fetched before the worker was there are kept, and nothing else', async () => {
    await workerOf(FIRST).keepAll([
      `${ORIGIN}/assets/board-aaaaaaaa.js`,
      `${ORIGIN}/graphql`,
      'https://elsewhere.example/assets/evil-aaaaaaaa.js',
      `${ORIGIN}/assets/gone-cccccccc.js`,
    ]);
    expect(fake.paths()).toEqual({ 'atlas-kept': ['/assets/board-aaaaaaaa.js'] });
  });
});

test('the API, other sites and files without a hash are none of its business', () => {
  const worker = workerOf(FIRST);
  for (const request of [
    asking('/graphql', { method: 'POST' }),
    asking('/content/manifest.json'),
    asking('https://elsewhere.example/assets/a-aaaaaaaa.js'),
  ])
    expect(worker.answer(request)).toBeUndefined();
  for (const path of [...API_PATHS, SOCKET_PATH, '/outbox'])
    expect(isPage(path.replace('*', 'x'))).toBe(false);
  for (const path of ['/', '/groups/grp_1', '/v1.2/page', '/authors']) expect(isPage(path)).toBe(true);
});

test('what it keeps for good is what the edge says never changes', () => {
  for (const path of [...FIRST.files, '/theme.5611297a5eb5.js', '/content/catalogue.json', '/favicon.svg'])
    expect(isImmutable(path)).toBe(cacheControlOf(path).includes('immutable'));
});

describe('a new build', () => {
  test('has anew what this browser had of the last one, and leaves nothing of that', async () => {
    const first = workerOf(FIRST);
    await first.install();
    await first.activate();
    await first.answer(asking('/assets/group-aaaaaaaa.js'));
    await Promise.all(later);
    const second = workerOf(SECOND);
    await second.install();
    await second.activate();
    expect(fake.paths()).toEqual({
      'atlas-kept': ['/assets/group-bbbbbbbb.js'],
      'atlas-shell-bbbbbbbb': ['/assets/entry-bbbbbbbb.js', '/offline.html'],
    });
  });

  test('that cannot be fetched whole does not take the place of the last one', async () => {
    await workerOf(FIRST).install();
    files?.delete('/assets/entry-bbbbbbbb.js');
    await expect(workerOf(SECOND).install()).rejects.toThrow();
  });

  test('is known by the names of its files without their hashes', () => {
    expect(nameOf('/assets/group-one--IRHZZjC.js')).toBe('/assets/group-one.js');
    expect(nameOf('/content/d/cache-aside.0123456789abcdef.json')).toBe('/content/d/cache-aside.json');
    expect(nameOf('/assets/thumbnails/caching.dfc72a211876a9b9.svg')).toBe('/assets/thumbnails/caching.svg');
    expect(nameOf('/offline.html')).toBe('/offline.html');
  });
});
