export const ORIGIN = 'https://atlas.example';

/** The browser's caches in memory, over a network of files by path. */
export function fakeCaches(network: (path: string) => Promise<Response>) {
  const all = new Map<string, Map<string, Response>>();
  const pathOf = (request: RequestInfo | URL) =>
    new URL(typeof request === 'object' && 'url' in request ? request.url : request, ORIGIN).pathname;

  const cacheOf = (files: Map<string, Response>) => {
    const add = async (request: RequestInfo | URL) => {
      const response = await network(pathOf(request));
      if (!response.ok) throw new TypeError('Failed to fetch');
      files.set(pathOf(request), response);
    };
    return {
      add,
      addAll: async (requests: RequestInfo[]) => void (await Promise.all(requests.map(add))),
      put: async (request: RequestInfo, response: Response) => void files.set(pathOf(request), response),
      keys: async () => [...files.keys()].map((path) => new Request(ORIGIN + path)),
      delete: async (request: RequestInfo) => files.delete(pathOf(request)),
    };
  };

  const caches = {
    async open(name: string) {
      const files = all.get(name) ?? new Map<string, Response>();
      all.set(name, files);
      return cacheOf(files);
    },
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
    match: async (request: RequestInfo) =>
      [...all.values()].flatMap((files) => files.get(pathOf(request)) ?? [])[0]?.clone(),
  };
  return {
    caches: caches as unknown as CacheStorage,
    /** Paths by cache. */
    paths: () => Object.fromEntries([...all].map(([name, files]) => [name, [...files.keys()].sort()])),
  };
}
