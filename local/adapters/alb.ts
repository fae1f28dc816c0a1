import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ALBEvent, ALBResult, Context } from 'aws-lambda';
import { EDGE_LIMITS } from '../../edge/rules.ts';

/** A Lambda function behind a load balancer: the very export that is deployed. */
export type AlbHandler = (event: ALBEvent, context: Context) => Promise<ALBResult>;

/**
 * Where a handler on a laptop finds the `AbortSignal` of a client that went away: a load balancer never
 * tells, so in AWS the property is absent and a statement ends by its own timeout.
 */
export const CLIENT_GONE = Symbol.for('atlas.clientGone');

/** Headers that concern one connection and end at the load balancer (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Bodies of these types reach the function as text, all others in base64, as do compressed ones. */
const TEXT_TYPE = /^(text\/|application\/(json|javascript|xml))/i;

/**
 * The event that a target group with multi-value headers sends for a request: header names in lower case,
 * the query still percent-encoded, the client's address appended to `x-forwarded-for`.
 */
export function toAlbEvent(request: IncomingMessage, body: Buffer): ALBEvent {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const headers = headersOf(request);
  const type = request.headers['content-type'] ?? '';
  const isText = TEXT_TYPE.test(type) && request.headers['content-encoding'] === undefined;
  return {
    requestContext: {
      elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:local:000000000000:targetgroup/atlas/0' },
    },
    httpMethod: request.method ?? 'GET',
    path,
    multiValueQueryStringParameters: mark < 0 ? {} : queryOf(url.slice(mark + 1)),
    multiValueHeaders: headers,
    body: isText || body.length === 0 ? body.toString('utf8') : body.toString('base64'),
    isBase64Encoded: !isText && body.length > 0,
  };
}

function headersOf(request: IncomingMessage): Record<string, string[]> {
  const headers: Record<string, string[]> = Object.create(null);
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = (request.rawHeaders[index] ?? '').toLowerCase();
    if (HOP_BY_HOP.has(name)) continue;
    headers[name] ??= [];
    headers[name].push(request.rawHeaders[index + 1] ?? '');
  }
  const client = request.socket.remoteAddress ?? '127.0.0.1';
  const before = headers['x-forwarded-for']?.join(', ');
  headers['x-forwarded-for'] = [before ? `${before}, ${client}` : client];
  headers['x-forwarded-proto'] = ['http'];
  headers['x-forwarded-port'] = [String(request.socket.localPort ?? 0)];
  headers['x-amzn-trace-id'] = [traceId(headers['x-amzn-trace-id']?.[0])];
  return headers;
}

/** A load balancer keeps a caller's `Root` and adds itself; otherwise it starts a trace. */
function traceId(given: string | undefined): string {
  const fresh = `1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
  return given?.startsWith('Root=') ? `Self=${fresh};${given}` : `Root=${fresh}`;
}

function queryOf(query: string): Record<string, string[]> {
  const parameters: Record<string, string[]> = Object.create(null);
  for (const pair of query.split('&').filter(Boolean)) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    parameters[name] ??= [];
    parameters[name].push(value);
  }
  return parameters;
}

/** The context that Lambda gives beside an event, for an invocation that starts now. */
export function lambdaContext(functionName: string, clientGone: AbortSignal): Context {
  const deadline = Date.now() + EDGE_LIMITS.handlerTime;
  const context: Context & { [CLIENT_GONE]: AbortSignal } = {
    awsRequestId: randomUUID(),
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    memoryLimitInMB: '1024',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: unused,
    fail: unused,
    succeed: unused,
    [CLIENT_GONE]: clientGone,
  };
  return context;
}

function unused(): never {
  throw new Error('The callback style of Lambda is not supported: return a promise.');
}

/** A function's answer as HTTP needs it. */
export interface AlbAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/**
 * Reads a function's result as a load balancer does.
 *
 * @returns undefined for what a load balancer answers with 502: a result of the wrong shape, or over 1 MB.
 */
export function fromAlbResult(result: unknown): AlbAnswer | undefined {
  if (typeof result !== 'object' || result === null) return undefined;
  if (Buffer.byteLength(JSON.stringify(result)) > EDGE_LIMITS.body) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = result as Partial<ALBResult>;
  if (!Number.isInteger(statusCode) || statusCode! < 100 || statusCode! > 599) return undefined;
  const answer: AlbAnswer = { status: statusCode!, headers: {}, body: Buffer.alloc(0) };
  for (const [name, value] of Object.entries(multiValueHeaders ?? headers ?? {})) {
    if (value === undefined || HOP_BY_HOP.has(name.toLowerCase())) continue;
    answer.headers[name.toLowerCase()] = Array.isArray(value) ? value.map(String) : String(value);
  }
  if (typeof body === 'string') answer.body = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return answer;
}
