import type { HttpRequest } from '../alb.ts';

export type MediaType = 'application/graphql-response+json' | 'application/json';

/** The parameters of a GraphQL request, shapes checked, contents not. */
export interface GraphqlParams {
  query?: string;
  documentId?: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

/** A request that is refused before GraphQL sees it. */
export interface Refusal {
  status: 400 | 401 | 403 | 405 | 406 | 413 | 415;
  message: string;
  /** BAD_INPUT where nothing else is said. */
  code?: string;
  headers?: Record<string, string>;
}

/**
 * The media type of the answer, by the GraphQL over HTTP draft (graphql.github.io/graphql-over-http, section
 * "Media types"): without an Accept header the older application/json.
 */
export function negotiate(accept: string | undefined): MediaType | undefined {
  if (!accept) return 'application/json';
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { type, quality: quality ? Number(quality.slice(2)) : 1 };
  });
  const wanted = ranges.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  for (const { type } of wanted) {
    if (type === 'application/graphql-response+json') return type;
    if (type === 'application/json' || type === '*/*' || type === 'application/*') return 'application/json';
  }
  return undefined;
}

/** Reads the parameters of a GET or POST request, or says why not. */
export function readParams(request: HttpRequest, maxBytes: number): GraphqlParams | Refusal {
  if (request.bodyBytes > maxBytes)
    return { status: 413, message: `The request body is over ${maxBytes} bytes.` };
  if (request.method === 'GET') return paramsOfQuery(request.query);
  if (request.method !== 'POST') {
    return { status: 405, message: 'GraphQL is asked by GET or POST.', headers: { allow: 'GET, POST' } };
  }
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.find((parameter) => parameter.trim().startsWith('charset='))?.split('=')[1];
  if (type.trim() !== 'application/json' || (charset && charset.trim().replaceAll('"', '') !== 'utf-8')) {
    return { status: 415, message: 'The request body must be application/json in UTF-8.' };
  }
  try {
    return paramsOfObject(JSON.parse(request.body));
  } catch {
    return { status: 400, message: 'The request body is not valid JSON.' };
  }
}

function paramsOfQuery(query: URLSearchParams): GraphqlParams | Refusal {
  const params: Record<string, unknown> = {};
  for (const name of ['query', 'documentId', 'operationName', 'variables', 'extensions']) {
    const value = query.get(name);
    if (value === null || value === '') continue;
    if (name !== 'variables' && name !== 'extensions') params[name] = value;
    else {
      try {
        params[name] = JSON.parse(value);
      } catch {
        return { status: 400, message: `The parameter "${name}" is not valid JSON.` };
      }
    }
  }
  return paramsOfObject(params);
}

function paramsOfObject(value: unknown): GraphqlParams | Refusal {
  const refuse = (message: string): Refusal => ({ status: 400, message });
  if (Array.isArray(value)) return refuse('Batches are not supported: send one operation a request.');
  if (typeof value !== 'object' || value === null) return refuse('The request body must be a JSON object.');
  const { query, documentId, operationName, variables, extensions } = value as Record<string, unknown>;
  for (const [name, text] of Object.entries({ query, documentId, operationName })) {
    if (text !== undefined && text !== null && typeof text !== 'string')
      return refuse(`"${name}" must be a string.`);
  }
  for (const [name, map] of Object.entries({ variables, extensions })) {
    if (map === undefined || map === null) continue;
    if (typeof map !== 'object' || Array.isArray(map)) return refuse(`"${name}" must be an object.`);
  }
  if (!query && !documentId) return refuse('"query" is missing.');
  return {
    query: (query as string | null) ?? undefined,
    documentId: (documentId as string | null) ?? undefined,
    operationName: (operationName as string | null) ?? undefined,
    variables: (variables as Record<string, unknown> | null) ?? undefined,
  };
}

/**
 * Whether a browser says that another site made this request (Fetch metadata, or Origin in older browsers).
 * A form can't send application/json, so this is the second of two walls.
 */
export function isCrossSite({ headers }: HttpRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  if (!origin) return false;
  try {
    return new URL(origin).host !== host;
  } catch {
    return true;
  }
}
