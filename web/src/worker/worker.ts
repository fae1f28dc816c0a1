import { type Build, isImmutable, isPage, nameOf, SHELL_PAGE } from './files.ts';

export interface WorkerOptions {
  build: Build;
  /** Of the site. */
  origin: string;
  caches: CacheStorage;
  fetch: typeof fetch;
  /** Milliseconds that a page may take before the kept shell stands for it. */
  patience?: number;
}

/** What a page asks for. */
export interface Asked {
  request: Request;
  /** What the browser has begun to fetch while the worker was starting. */
  preloadResponse: Promise<Response | undefined>;
  /** Keeps the worker alive until this is done. */
  waitUntil(done: Promise<unknown>): void;
}

const SHELL = 'atlas-shell-';
/** Files that pages have asked for, of whatever build: each has a hash, so none is ever wrong. */
const KEPT = 'atlas-kept';

/**
 * Keeps what a page is made of, so that it opens without a network. No answer of the server is in here, nothing of any
 * person: `web/src/data/kept-answers.ts` has those.
 */
export function createWorker({ build, origin, caches, fetch, patience = 3_000 }: WorkerOptions) {
  const shellName = `${SHELL}${build.version}`;
  const find = (path: string) => caches.match(path, { ignoreVary: true });

  /** Fetches a file unless it is here. */
  async function keep(path: string): Promise<void> {
    if (await find(path)) return;
    const kept = await caches.open(KEPT);
    // A full disk, no network, an old name: it is fetched when it is needed.
    await kept.add(path).catch(() => {});
  }

  /** What the browser has begun to fetch is not fetched twice: a way back from a sign-in elsewhere works once. */
  const load = async ({ request, preloadResponse }: Asked) => (await preloadResponse) ?? fetch(request);

  /** Network first: pages are made anew with each build. A server that is down counts as no network. */
  async function page(wanted: Asked): Promise<Response> {
    const asked = load(wanted);
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
    const answer = await Promise.race([asked.catch(() => undefined), late]);
    if (answer && answer.status < 500) return answer;
    return (await find(SHELL_PAGE)) ?? asked;
  }

  async function file({ request, waitUntil }: Asked): Promise<Response> {
    const known = await find(request.url);
    if (known) return known;
    const response = await fetch(request);
    if (response.status === 200) waitUntil(put(request, response.clone()));
    return response;
  }

  async function put(request: Request, response: Response): Promise<void> {
    const kept = await caches.open(KEPT);
    // A full disk: it is fetched again.
    await kept.put(request, response).catch(() => {});
  }

  return {
    async install(): Promise<void> {
      const shell = await caches.open(shellName);
      // Asked for, not taken from the browser's cache, but for what never changes.
      await shell.addAll(
        build.shell.map(
          (path) => new Request(origin + path, { cache: isImmutable(path) ? 'default' : 'no-cache' }),
        ),
      );
      // What this browser has of the last build it needs of this one: else nothing that was opened would open offline.
      const kept = await caches.open(KEPT);
      const known = new Set((await kept.keys()).map(({ url }) => nameOf(new URL(url).pathname)));
      await Promise.all(build.files.filter((path) => known.has(nameOf(path))).map(keep));
    },

    /** Removes what older builds left. */
    async activate(): Promise<void> {
      for (const name of await caches.keys())
        if (name.startsWith(SHELL) && name !== shellName) await caches.delete(name);
      const current = new Set(build.files);
      const kept = await caches.open(KEPT);
      for (const request of await kept.keys())
        if (!current.has(new URL(request.url).pathname)) await kept.delete(request);
    },

    /** The answer to a request; undefined for what is none of the worker's business. */
    answer(asked: Asked): Promise<Response> | undefined {
      const { request } = asked;
      const { origin: host, pathname } = new URL(request.url);
      if (request.method !== 'GET' || host !== origin) return undefined;
      if (request.mode === 'navigate') return isPage(pathname) ? page(asked) : load(asked);
      return isImmutable(pathname) ? file(asked) : undefined;
    },

    /** Keeps what a page fetched before the worker was there. */
    async keepAll(urls: readonly string[]): Promise<void> {
      const paths = urls.flatMap((text) => {
        const url = new URL(text, origin);
        return url.origin === origin && isImmutable(url.pathname) ? [url.pathname] : [];
      });
      await Promise.all([...new Set(paths)].map(keep));
    },
  };
}
