import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { rewrite } from '../../edge/rewrite.ts';
import {
  CONTENT_PREFIX,
  cacheControlOf,
  FILE_HEADERS,
  NOT_FOUND_PAGE,
  pageHeaders,
  WORKER_PATH,
} from '../../edge/rules.ts';
import { refuse } from './api.ts';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** CloudFront compresses text of this size on (CloudFront developer guide, "Serve compressed files"). */
const COMPRESS_FROM = 1_000;

interface Entry {
  /** Time of change and size: another file has another. */
  version: string;
  etag: string;
  bodies: { identity: Buffer; br?: Promise<Buffer>; gzip?: Promise<Buffer> };
}

export interface SiteFolders {
  /** Pages and assets. */
  web: string;
  /** The compiled catalogue, served below `/content/`. */
  content: string;
}

/**
 * Serves files as CloudFront serves them from S3: pages without extension, a 404 page, cache and security
 * headers from `edge/rules.ts`, ETags, brotli and gzip. Files are looked up on each request and kept in
 * memory until they change, so a rebuild shows without a restart.
 */
export function createSite(folders: SiteFolders) {
  const entries = new Map<string, Entry>();

  return async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return refuse(request, response, 405, 'Files can only be read.');
    }
    const path = pathOf(request.url ?? '/');
    if (path !== undefined) {
      const { uri } = rewrite({ request: { uri: path } });
      const found = await load(uri);
      if (found) return send(request, response, { path: uri, entry: found, status: 200 });
    }
    const entry = await load(NOT_FOUND_PAGE);
    if (!entry) return refuse(request, response, 404, 'There is no such page.');
    return send(request, response, { path: NOT_FOUND_PAGE, entry, status: 404 });
  };

  async function load(path: string): Promise<Entry | undefined> {
    const file = path.startsWith(CONTENT_PREFIX)
      ? join(folders.content, path.slice(CONTENT_PREFIX.length))
      : join(folders.web, path);
    try {
      const found = await stat(file);
      if (!found.isFile()) return undefined;
      const version = `${found.mtimeMs} ${found.size}`;
      const known = entries.get(file);
      if (known?.version === version) return known;
      const identity = await readFile(file);
      const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
      const entry = { version, etag, bodies: { identity } };
      entries.set(file, entry);
      return entry;
    } catch {
      entries.delete(file);
      return undefined;
    }
  }
}

/** The decoded path, or undefined for one that names no file: bad encoding, `..`, NUL, backslash. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/');
    const isPlain = path.startsWith('/') && !path.split('/').includes('..') && !/[\0\\]/.test(path);
    return isPlain ? path : undefined;
  } catch {
    return undefined;
  }
}

interface Found {
  path: string;
  entry: Entry;
  status: 200 | 404;
}

async function send(request: IncomingMessage, response: ServerResponse, found: Found): Promise<void> {
  const { path, entry, status } = found;
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const hasPolicy = type.startsWith('text/html') || path === WORKER_PATH;
  const headers: Record<string, string | number> = {
    'content-type': type,
    'cache-control': status === 200 ? cacheControlOf(path) : 'no-store',
    etag: entry.etag,
    vary: 'accept-encoding',
    ...FILE_HEADERS,
    ...(hasPolicy ? pageHeaders() : {}),
  };
  const known = request.headers['if-none-match']?.split(/, */).map((tag) => tag.replace(/^W\//, ''));
  if (status === 200 && known?.includes(entry.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const encoding = encodingFor(request, type, entry);
  const body = encoding ? await compressed(entry, encoding) : entry.bodies.identity;
  if (encoding) headers['content-encoding'] = encoding;
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function encodingFor(request: IncomingMessage, type: string, entry: Entry): 'br' | 'gzip' | undefined {
  const isText = /^text\/|json|javascript|svg|xml/.test(type);
  if (!isText || entry.bodies.identity.length < COMPRESS_FROM) return undefined;
  const accepted = (request.headers['accept-encoding'] ?? '').toString();
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted) ? 'gzip' : undefined;
}

function compressed(entry: Entry, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const { bodies } = entry;
  if (encoding === 'gzip') {
    bodies.gzip ??= compressGzip(bodies.identity);
    return bodies.gzip;
  }
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_SIZE_HINT]: bodies.identity.length,
  };
  bodies.br ??= compressBrotli(bodies.identity, { params });
  return bodies.br;
}
