import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { textFrame, writeFrame } from './frames.ts';

/**
 * Limits of API Gateway's WebSocket APIs: bytes, milliseconds
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html).
 */
export const SOCKET_LIMITS = {
  /** Of what functions post. */
  message: 128 * 1024,
  /** Of what clients send: a browser can't split a message into frames. */
  frame: 32 * 1024,
  idle: 600_000,
  duration: 7_200_000,
  /** Not of API Gateway, which notices a peer that is gone on its own: between two pings here. */
  heartbeat: 30_000,
} as const;
export type SocketLimits = { readonly [Name in keyof typeof SOCKET_LIMITS]: number };

/** Bytes that a client may leave unread before it is cut: API Gateway keeps no more for it either. */
const UNREAD = 1024 * 1024;

/** An open connection. */
export interface Open {
  socket: WebSocket;
  connectedAt: number;
  lastActiveAt: number;
  /** Messages of a connection reach the function one after the other. */
  queue: Promise<void>;
  /** By a function: what it said before is not delivered any more. */
  isClosed: boolean;
}

/** The gateway that holds a connection: its id ends with the port of that one's connections API. */
export function portOf(connectionId: string): number {
  return Number(/\.(\d{1,5})=$/.exec(connectionId)?.[1] ?? 0);
}

/**
 * `POST`, `GET` and `DELETE /@connections/<id>`: a connection that is gone is a 410, which the SDK knows by its type.
 * A connection of another gateway on this machine is reached through that one: together they are as one.
 */
export function answerApi(request: IncomingMessage, response: ServerResponse, open: Map<string, Open>): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    // One byte more is enough to know that it is too much.
    if (size - chunk.length <= SOCKET_LIMITS.message) chunks.push(chunk);
  });
  request.on('end', () => {
    const id = decodeURIComponent(request.url?.match(/^\/@connections\/([^/?]+)/)?.[1] ?? '');
    answerOne(request, id, Buffer.concat(chunks), open).then(
      ({ status, body: told, type }) => {
        const headers = {
          'content-type': 'application/json',
          ...(type ? { 'x-amzn-errortype': type } : {}),
        };
        response.writeHead(status, headers).end(told ? JSON.stringify(told) : undefined);
      },
      () => response.writeHead(502).end(),
    );
  });
}

interface Answer {
  status: number;
  body?: object;
  type?: string;
}

const GONE: Answer = { status: 410, body: { message: 'Gone' }, type: 'GoneException' };
/** A gateway that is not there any more has taken its connections along. */
const NOBODY: Answer = { ...GONE };
const TOO_LARGE: Answer = { status: 413, body: { message: 'Too large' }, type: 'PayloadTooLargeException' };

async function answerOne(
  { method = 'GET', headers, socket: { localPort } }: IncomingMessage,
  id: string,
  body: Buffer,
  open: Map<string, Open>,
): Promise<Answer> {
  const found = open.get(id);
  if (!found) {
    const port = portOf(id);
    return port === 0 || port === localPort || headers['x-forwarded']
      ? GONE
      : askOther(port, method, `/${encodeURIComponent(id)}`, body);
  }
  if (method === 'GET') {
    const iso = (time: number) => new Date(time).toISOString();
    return {
      status: 200,
      body: { connectedAt: iso(found.connectedAt), lastActiveAt: iso(found.lastActiveAt) },
    };
  }
  if (method === 'DELETE') {
    found.isClosed = true;
    // Otherwise the answer to it is never read.
    if (found.socket.isPaused) found.socket.resume();
    found.socket.close(1000);
    return { status: 204 };
  }
  if (body.length > SOCKET_LIMITS.message) return TOO_LARGE;
  return write(found, textFrame(body)) ? { status: 200 } : GONE;
}

/**
 * Beside what API Gateway offers: one message to all ids that it is for.
 *
 * @param localPort of the gateway that is asked
 * @returns the connections that are gone
 */
export async function postToMany(
  ids: readonly string[],
  data: Buffer,
  open: Map<string, Open>,
  localPort: number,
): Promise<string[]> {
  const gone: string[] = [];
  const frame = textFrame(data);
  const elsewhere = new Map<number, string[]>();
  for (const id of ids) {
    const found = open.get(id);
    if (found) {
      if (!write(found, frame)) gone.push(id);
    } else {
      const port = portOf(id);
      if (port === 0 || port === localPort) gone.push(id);
      else elsewhere.set(port, [...(elsewhere.get(port) ?? []), id]);
    }
  }
  for (const [port, theirs] of elsewhere) gone.push(...(await postElsewhere(port, theirs, data)));
  return gone;
}

/** False when the connection is gone. */
function write(found: Open, frame: Buffer): boolean {
  const { socket } = found;
  if (socket.readyState !== socket.OPEN) return false;
  // Who does not read is cut, so that one client costs no memory of the others.
  if (socket.bufferedAmount > UNREAD) {
    socket.terminate();
    return false;
  }
  found.lastActiveAt = Date.now();
  writeFrame(socket, frame);
  return true;
}

/** One by one, so that nothing goes round in circles: a gateway answers such a post for its own only. */
async function postElsewhere(port: number, ids: readonly string[], data: Buffer): Promise<readonly string[]> {
  const ask = (id: string) => askOther(port, 'POST', `/${encodeURIComponent(id)}`, data);
  const [first = '', ...others] = ids;
  const answer = await ask(first);
  // Hundreds may have been on one that died: that it does not answer is asked once.
  if (answer === NOBODY) return ids;
  const answers = [answer, ...(await Promise.all(others.map(ask)))];
  return ids.filter((_id, i) => answers[i]?.status === 410);
}

async function askOther(port: number, method: string, path: string, body: Buffer): Promise<Answer> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/@connections${path}`, {
      method,
      headers: { 'x-forwarded': '1' },
      ...(method === 'POST' ? { body: new Uint8Array(body) } : {}),
      signal: AbortSignal.timeout(2_000),
    });
    return response.status === 410 ? GONE : { status: response.status };
  } catch {
    return NOBODY;
  }
}
