import type { ALBEvent, ALBResult } from 'aws-lambda';

/** An HTTP request as the functions see it: header names in lower case, one string a header. */
export interface HttpRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: string;
  /** Bytes of the body before decoding. */
  bodyBytes: number;
}

export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  /** One `set-cookie` header each. */
  cookies?: string[];
  body: string;
  /** The body is bytes in base64. */
  isBase64?: boolean;
}

/**
 * Reads a load balancer's event, with single or multi-value headers and plain or base64 body
 * (Elastic Load Balancing user guide, "Lambda functions as targets"). The query comes percent-encoded.
 */
export function fromAlbEvent(event: ALBEvent): HttpRequest {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(event.headers ?? {})) {
    if (value !== undefined) headers[name.toLowerCase()] = value;
  }
  for (const [name, values] of Object.entries(event.multiValueHeaders ?? {})) {
    const key = name.toLowerCase();
    if (values !== undefined) headers[key] = values.join(key === 'cookie' ? '; ' : ', ');
  }
  const bytes = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64') : undefined;
  const body = bytes ? bytes.toString('utf8') : (event.body ?? '');
  return {
    method: event.httpMethod,
    path: event.path,
    query: queryOf(event),
    headers,
    body,
    bodyBytes: bytes ? bytes.length : Buffer.byteLength(body),
  };
}

function queryOf(event: ALBEvent): URLSearchParams {
  const multi = event.multiValueQueryStringParameters;
  const single = event.queryStringParameters;
  const pairs = multi
    ? Object.entries(multi).flatMap(([name, values]) => (values ?? []).map((value) => `${name}=${value}`))
    : Object.entries(single ?? {}).map(([name, value]) => `${name}=${value ?? ''}`);
  return new URLSearchParams(pairs.join('&'));
}

const STATUS_TEXT: Readonly<Record<number, string>> = {
  200: 'OK',
  302: 'Found',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Answers in the header mode of the event: a target group takes only its own. */
export function toAlbResult(event: ALBEvent, response: HttpResponse): ALBResult {
  const { status, headers, cookies = [], body, isBase64 = false } = response;
  const answer = {
    statusCode: status,
    statusDescription: `${status} ${STATUS_TEXT[status] ?? ''}`.trim(),
    body,
    isBase64Encoded: isBase64,
  };
  if (event.multiValueHeaders) {
    const multiValueHeaders: Record<string, string[]> = {};
    for (const name in headers) multiValueHeaders[name] = [headers[name] as string];
    if (cookies.length > 0) multiValueHeaders['set-cookie'] = cookies;
    return { ...answer, multiValueHeaders };
  }
  // With single-value headers each cookie needs another spelling of the name.
  const spelled = cookies.map((cookie, i) => [spelling('set-cookie', i), cookie]);
  return { ...answer, headers: { ...headers, ...Object.fromEntries(spelled) } };
}

/** The same header name with the letters of `i`, as a binary number, in upper case. */
function spelling(name: string, i: number): string {
  return [...name].map((letter, at) => ((i >> at) & 1 ? letter.toUpperCase() : letter)).join('');
}
