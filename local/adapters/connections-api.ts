import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';

/**
 * Limits of API Gateway's WebSocket APIs: bytes, milliseconds
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html).
 */
export const SOCKET_LIMITS = {
  message: 128 * 1024,
  frame: 32 * 1024,
  idle: 600_000,
  duration: 7_200_000,
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
}

/** `POST`, `GET` and `DELETE /@connections/<id>`: a connection that is gone is a 410, which the SDK knows by its type. */
export function answerApi(request: IncomingMessage, response: ServerResponse, open: Map<string, Open>): void {
  const id = decodeURIComponent(request.url?.match(/^\/@connections\/([^/?]+)/)?.[1] ?? '');
  const found = open.get(id);
  const answer = (status: number, body?: object, type?: string) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(type ? { 'x-amzn-errortype': type } : {}),
    });
    response.end(body ? JSON.stringify(body) : undefined);
  };
  if (!found) return void answer(410, { message: 'Gone' }, 'GoneException');
  if (request.method === 'GET') {
    const iso = (time: number) => new Date(time).toISOString();
    return void answer(200, { connectedAt: iso(found.connectedAt), lastActiveAt: iso(found.lastActiveAt) });
  }
  if (request.method === 'DELETE') {
    found.socket.close(1000);
    return void answer(204);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= SOCKET_LIMITS.message) chunks.push(chunk);
  });
  request.on('end', () => {
    if (size > SOCKET_LIMITS.message)
      return void answer(413, { message: 'Too large' }, 'PayloadTooLargeException');
    const { socket } = found;
    if (socket.readyState !== socket.OPEN) return void answer(410, { message: 'Gone' }, 'GoneException');
    // Who does not read is cut, so that one client costs no memory of the others.
    if (socket.bufferedAmount > UNREAD) {
      socket.terminate();
      return void answer(410, { message: 'Gone' }, 'GoneException');
    }
    found.lastActiveAt = Date.now();
    socket.send(Buffer.concat(chunks).toString('utf8'));
    answer(200);
  });
}
