import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { EDGE_LIMITS, isApiPath, SOCKET_PATH } from '../../edge/rules.ts';
import type { AlbHandler } from '../adapters/alb.ts';
import { errorCode, StartFailure, sentence } from '../failure.ts';
import { portTaken } from '../ports.ts';
import { answerByFunction, refuse } from './api.ts';
import { createSite, type SiteFolders } from './site.ts';

export interface EdgeOptions extends SiteFolders {
  handler: AlbHandler;
  /** Takes WebSockets over. */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** What a laptop has beside the edge, by path: the outbox of mails. */
  pages?: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>>;
  /** 0 takes any free port. */
  port: number;
}

export interface Edge {
  /** "http://localhost:4600" */
  url: string;
  port: number;
  /** Takes no new requests, lets running ones finish, and cuts what is left after `grace` milliseconds. */
  close(grace: number): Promise<void>;
}

/**
 * The AWS edge in miniature, on loopback only: CloudFront's files and the load balancer's function behind
 * one port, with their limits.
 *
 * @throws StartFailure when the port is taken or not allowed.
 */
export async function openEdge(options: EdgeOptions): Promise<Edge> {
  const serveFile = createSite(options);
  const running = new Set<ServerResponse>();
  let closing = false;

  const server = createServer({ connectionsCheckingInterval: 1_000 }, (request, response) => {
    running.add(response);
    response.once('close', () => running.delete(response));
    if (closing) response.shouldKeepAlive = false;
    answer(request, response).catch((error) => {
      console.error(`A request failed: ${sentence(error)}`);
      if (response.headersSent) response.destroy();
      else refuse(request, response, 500, 'Unexpected error.');
    });
  });
  server.headersTimeout = EDGE_LIMITS.headersTime;
  server.requestTimeout = EDGE_LIMITS.requestTime;
  server.keepAliveTimeout = EDGE_LIMITS.keepAlive;

  function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const page = options.pages?.[path];
    if (page) return Promise.resolve(page(request, response));
    return isApiPath(path)
      ? answerByFunction(options.handler, request, response)
      : serveFile(request, response);
  }

  server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?', 1)[0];
    if (path === SOCKET_PATH && options.upgrade && !closing) options.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });

  const port = await listen(server, options.port);

  return {
    url: `http://localhost:${port}`,
    port,
    async close(grace) {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const response of running) response.shouldKeepAlive = false;
      const cut = setTimeout(() => server.closeAllConnections(), grace);
      await closed;
      clearTimeout(cut);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = errorCode(error);
      if (code === 'EADDRINUSE') {
        reject(portTaken(port));
      } else if (code === 'EACCES') {
        reject(
          new StartFailure(
            `Port ${port} needs more rights than you have: choose one above 1023, as in PORT=4601 npm start.`,
          ),
        );
      } else reject(error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
