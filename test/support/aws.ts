import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwsCall {
  method: string;
  path: string;
  body: string;
}

export interface FakeAws {
  url: string;
  calls: AwsCall[];
  stop(): Promise<void>;
}

/**
 * An AWS that answers at the wire what a test says, for services that no emulator has: Lambda, CloudWatch, Step
 * Functions, and the address to which CloudFormation wants its answer.
 */
export async function startFakeAws(
  answer: (call: AwsCall) => { status?: number; body: unknown },
): Promise<FakeAws> {
  const calls: AwsCall[] = [];
  const server = createServer(async (request, response) => {
    const call = { method: request.method ?? '', path: request.url ?? '', body: await bodyOf(request) };
    calls.push(call);
    const { status = 200, body } = answer(call);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
