import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { readConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import { createConnections } from '../platform/realtime/connections.ts';
import { traced } from '../platform/trace.ts';

type Headers = Readonly<Record<string, string | undefined>>;
/** API Gateway sends headers with $connect only, and @types/aws-lambda knows of none. */
export type SocketEvent = APIGatewayProxyWebsocketEventV2 & { headers?: Headers };

const config = readConfig(['connectionsTable', 'siteOrigin']);
const connections = createConnections(config.connectionsTable);
const message = z.object({ type: z.string().check(z.maxLength(64)) });

/** What API Gateway invokes for $connect, $disconnect and every message. */
export const handler = traced('socket', answerSocket);

async function answerSocket(event: SocketEvent): Promise<APIGatewayProxyResultV2> {
  const { connectionId, eventType, requestId } = event.requestContext;
  try {
    switch (eventType) {
      case 'CONNECT': {
        // A browser names the page that opens the socket; a page of another site may not.
        if (headerOf(event, 'origin') !== config.siteOrigin) return { statusCode: 403 };
        await connections.add(connectionId, new Date());
        return { statusCode: 200 };
      }
      case 'DISCONNECT':
        await connections.remove(connectionId);
        return { statusCode: 200 };
      default:
        return { statusCode: 200, body: JSON.stringify(answerTo(event.body)) };
    }
  } catch (error) {
    createLog(config.logLevel, requestId).error('A socket event failed', error, { eventType });
    return { statusCode: 500 };
  }
}

function answerTo(body: string | undefined): object {
  const parsed = z.safeParse(message, parseJson(body ?? ''));
  if (!parsed.success) return { type: 'error', code: 'BAD_INPUT', message: 'A message is JSON with a type.' };
  if (parsed.data.type === 'ping') return { type: 'pong' };
  return { type: 'error', code: 'UNKNOWN_TYPE', message: 'There are no messages of this type.' };
}

function headerOf({ headers }: SocketEvent, name: string): string | undefined {
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
