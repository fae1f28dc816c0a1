import WebSocket from 'ws';
import { ORIGIN } from './live-clients.ts';

/** A message of graphql-transport-ws, as it is written in the protocol. */
export interface Frame {
  type: string;
  id?: string;
  payload?: unknown;
}

export interface RawClient {
  /** All that came, in order. */
  heard: Frame[];
  opened: Promise<void>;
  /** `status <HTTP status>` of a refused handshake, or `closed`. */
  ended: Promise<string>;
  /** The subprotocol that the server has chosen. */
  protocol(): string;
  send(frame: Frame | string): void;
  /** What came under an id. */
  of(id: string): Frame[];
  close(): void;
}

/** A client of the protocol that knows nothing but its frames: no library's habits. */
export function rawClient(url: string, protocols: string[] = ['graphql-transport-ws']): RawClient {
  const socket = new WebSocket(url, protocols, { origin: ORIGIN });
  const heard: Frame[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as Frame));
  socket.on('error', () => {});
  return {
    heard,
    opened: new Promise((resolve) => socket.once('open', () => resolve())),
    ended: new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(`status ${response.statusCode}`));
      socket.on('close', () => resolve('closed'));
    }),
    protocol: () => socket.protocol,
    send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    of: (id) => heard.filter((frame) => frame.id === id),
    close: () => socket.close(),
  };
}
