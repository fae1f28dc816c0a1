import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Proxy {
  url: string;
  /** Nobody answers, though there is a network. */
  down(): void;
  up(): void;
  /** Answers a path with another text than Atlas does. */
  replace(path: string, change: (text: string) => string): void;
  /** How often a path was asked for. */
  asked(path: string): number;
  close(): Promise<void>;
}

/** Something before Atlas that can fail, or give another build of a file. WebSockets do not pass. */
export async function openProxy(target: string): Promise<Proxy> {
  const changes = new Map<string, (text: string) => string>();
  const asked: string[] = [];
  let isDown = false;

  const pass = (request: IncomingMessage, response: ServerResponse) => {
    if (isDown) return void request.socket.destroy();
    asked.push(request.url ?? '');
    const change = changes.get(request.url ?? '');
    const { method, headers } = request;
    const passed = change ? { ...headers, 'accept-encoding': 'identity', 'if-none-match': '' } : headers;
    const call = ask(new URL(request.url ?? '/', target), { method, headers: passed }, async (answer) => {
      const { 'content-length': _length, ...others } = answer.headers;
      const status = answer.statusCode ?? 502;
      if (!change) return void answer.pipe(response.writeHead(status, answer.headers));
      let text = '';
      for await (const part of answer.setEncoding('utf8')) text += part;
      response.writeHead(status, others).end(change(text));
    });
    call.on('error', () => response.destroy());
    request.pipe(call);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    down() {
      isDown = true;
      server.closeAllConnections();
    },
    up() {
      isDown = false;
    },
    asked: (path) => asked.filter((one) => one === path).length,
    replace: (path, change) => void changes.set(path, change),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
