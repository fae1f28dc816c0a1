import type { ToClient } from './messages.ts';

/** Types of `graphql-transport-ws`; every other one is about rooms. */
const GRAPHQL = new Set(['connection_ack', 'next', 'error', 'complete', 'ping', 'pong']);

/**
 * A WebSocket that keeps room messages from the client of graphql-transport-ws, which would close the connection over
 * a type that it does not know.
 */
export function socketWithRooms(Base: typeof WebSocket, heard: (message: ToClient) => void) {
  return class RoomSocket extends Base {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      // The first listener: the other one is set when the constructor has returned.
      this.addEventListener('message', (event) => {
        const message = roomMessageIn(event.data);
        if (!message) return;
        event.stopImmediatePropagation();
        heard(message);
      });
    }
  };
}

function roomMessageIn(data: unknown): ToClient | undefined {
  try {
    const message: unknown = JSON.parse(String(data));
    const { type } = (message ?? {}) as { type?: unknown };
    // What API Gateway itself says of a function that failed has no type.
    if (type === undefined)
      return { type: 'refused', id: null, code: 'INTERNAL', message: 'Unexpected error' };
    return typeof type === 'string' && !GRAPHQL.has(type) ? (message as ToClient) : undefined;
  } catch {
    return undefined;
  }
}
