/**
 * What the edge does to every request and answer, as data: the laptop's edge (`local/edge`) and the
 * CloudFront distribution read the same rules, so a page that works on a laptop works behind CloudFront.
 */

/**
 * The Content-Security-Policy, by directive. No `unsafe-inline`, no foreign origin: nothing that a learner
 * writes can run, and nothing on a page can send data elsewhere. `blob:` and `data:` images are the exports
 * of a drawing.
 */
export const CONTENT_SECURITY_POLICY: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** Headers of every answer from files. */
export const FILE_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Headers of every HTML page and of the service worker, beside those of every file.
 *
 * @param connectTo an origin, beside its own, that a page may speak to: the WebSocket, where it has its own host
 */
export function pageHeaders({ connectTo }: { connectTo?: string } = {}): Readonly<Record<string, string>> {
  const policy = Object.entries(CONTENT_SECURITY_POLICY).map(([directive, sources]) =>
    [directive, ...sources, ...(directive === 'connect-src' && connectTo ? [connectTo] : [])].join(' '),
  );
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
  };
}

/** The service worker, which keeps the pages for when there is no network. */
export const WORKER_PATH = '/service-worker.js';

/** What browsers and CloudFront may keep: a name with a hash of its content for good, any other never unasked. */
export const CACHE_CONTROL = {
  worker: 'no-cache',
  immutable: 'public, max-age=31536000, immutable',
  revalidate: 'public, max-age=0, must-revalidate',
} as const;

export interface CacheRule {
  /** Matched against the path of the file that is served. */
  path: RegExp;
  cacheControl: string;
}

/** The first rule that matches counts. A name with a hash of its content never changes its meaning. */
export const CACHE_RULES: readonly CacheRule[] = [
  { path: /^\/service-worker\.js$/, cacheControl: CACHE_CONTROL.worker },
  { path: /^\/assets\//, cacheControl: CACHE_CONTROL.immutable },
  { path: /\.[0-9a-f]{8,}\.\w+$/, cacheControl: CACHE_CONTROL.immutable },
  { path: /./, cacheControl: CACHE_CONTROL.revalidate },
];

/** The `cache-control` of the file at this path. */
export function cacheControlOf(path: string): string {
  return CACHE_RULES.find((rule) => rule.path.test(path))?.cacheControl ?? 'no-store';
}

/** Paths that the load balancer answers by a Lambda; all others are files. `*` at an end stands for anything. */
export const API_PATHS: readonly string[] = ['/graphql', '/healthz', '/auth/*'];

/** Where a laptop takes WebSockets; in AWS they have a host of their own. */
export const SOCKET_PATH = '/live';

/** Whether a Lambda answers this path. */
export function isApiPath(path: string): boolean {
  return API_PATHS.some((pattern) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
  );
}

/** The folder of URLs below which the compiled catalogue lies. */
export const CONTENT_PREFIX = '/content/';

/** The page that answers an unknown path, with status 404. */
export const NOT_FOUND_PAGE = '/404.html';

/**
 * Limits of the AWS services on the way (Elastic Load Balancing user guide, "Lambda functions as targets";
 * CloudFront origin timeouts). Sizes in bytes, times in milliseconds.
 */
export const EDGE_LIMITS = {
  /** Request body and whole response of a Lambda behind a load balancer: 1 MB each. */
  body: 1_048_576,
  /** Time for a function to answer, one second under CloudFront's 30 for its origin. */
  handlerTime: 29_000,
  /** Time for a client to send its headers, then the whole request. */
  headersTime: 10_000,
  requestTime: 30_000,
  keepAlive: 60_000,
} as const;
