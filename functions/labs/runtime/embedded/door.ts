import { chmodSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** The one way out of a sandbox. */
export interface Door {
  close(): void;
}

/** A machine needs one connection, and for a moment the next one. */
const MOST = 4;

/**
 * A sandbox has no network. This Unix socket lies in it, and leads to the WebSocket of the platform and nowhere else:
 * whatever is not an upgrade at exactly that path is refused.
 */
export async function openDoor(path: string, target: string): Promise<Door> {
  const { hostname, port, pathname } = new URL(target);
  const open = new Set<Duplex>();
  const server = createServer((_request, response) => {
    response.writeHead(403).end();
  });
  server.on('upgrade', (request: IncomingMessage, inner: Duplex, head: Buffer) => {
    const refuse = () => inner.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    if (request.method !== 'GET' || request.url !== pathname || open.size >= MOST) return refuse();
    const outer = connect({ host: hostname, port: Number(port || 80) });
    open.add(inner);
    const end = () => {
      open.delete(inner);
      inner.destroy();
      outer.destroy();
    };
    for (const one of [inner, outer]) one.on('error', end).on('close', end);
    outer.on('connect', () => {
      outer.write(headOf(request, hostname));
      outer.write(head);
      inner.pipe(outer).pipe(inner);
    });
    return undefined;
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  // The sandbox may be another user's.
  chmodSync(path, 0o777);
  server.unref();
  return {
    close() {
      server.close();
      for (const one of open) one.destroy();
    },
  };
}

/** The request anew: without an origin, which only a page may name, and with the platform's own host. */
function headOf({ url, rawHeaders }: IncomingMessage, host: string): string {
  const lines = [`GET ${url} HTTP/1.1`, `host: ${host}`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? '';
    if (name === 'connection' || name === 'upgrade' || name.startsWith('sec-websocket-'))
      lines.push(`${name}: ${rawHeaders[i + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}
