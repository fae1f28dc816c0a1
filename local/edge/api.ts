import type { IncomingMessage, ServerResponse } from 'node:http';
import { EDGE_LIMITS } from '../../edge/rules.ts';
import { type AlbHandler, fromAlbResult, lambdaContext, toAlbEvent } from '../adapters/alb.ts';
import { sentence } from '../failure.ts';

/** Answers one request by a function, with the limits of a load balancer in front of it. */
export async function answerByFunction(
  handler: AlbHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === 'too large') return refuse(request, response, 413, 'The request body is over 1 MB.');
  if (body === 'cut') return void response.destroy();

  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const outcome = await invoke(handler, request, body, gone.signal);
  if (response.destroyed) return;
  if (outcome === 'timeout')
    return refuse(request, response, 504, 'The function did not answer within 29 seconds.');
  if (outcome === 'broken') return refuse(request, response, 502, 'The function gave no valid answer.');
  response.writeHead(outcome.status, { ...outcome.headers, 'content-length': outcome.body.length });
  response.end(request.method === 'HEAD' ? undefined : outcome.body);
}

async function invoke(handler: AlbHandler, request: IncomingMessage, body: Buffer, gone: AbortSignal) {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), EDGE_LIMITS.handlerTime);
  });
  try {
    const call = handler(toAlbEvent(request, body), lambdaContext('atlas-graphql', gone));
    const result = await Promise.race([call, timeout]);
    return result === 'timeout' ? result : (fromAlbResult(result) ?? 'broken');
  } catch (error) {
    console.error(`The function failed: ${sentence(error)}`);
    return 'broken';
  } finally {
    clearTimeout(timer);
  }
}

/** Reads at most the limit, whatever length was announced: memory stays bounded. */
function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'cut'> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length'] ?? 0) > EDGE_LIMITS.body) return resolve('too large');
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= EDGE_LIMITS.body) return void chunks.push(chunk);
      chunks.length = 0;
      resolve('too large');
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('close', () => resolve('cut'));
    request.once('error', () => resolve('cut'));
  });
}

/** How long a refused client has to read the answer before its connection is cut. */
const LINGER = 1_000;

/**
 * Answers in plain text and closes. A connection that closes with unread bytes is reset, and the client may
 * never see the answer; reading them all would cost memory. So the rest stays unread for a moment.
 */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
): void {
  const body = Buffer.from(`${text}\n`);
  const type = 'text/plain; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': body.length, connection: 'close' });
  response.write(body);
  if (request.complete) return void response.end();
  request.pause();
  const cut = setTimeout(() => response.end(), LINGER);
  request.once('close', () => clearTimeout(cut));
}
