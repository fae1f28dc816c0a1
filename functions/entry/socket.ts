import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { buildASTSchema, parse } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { actorOfTicket } from '../auth/tickets.ts';
import { sdl } from '../generated/sdl.ts';
import { learningTopics } from '../learning/learning.topics.ts';
import { LIMITS, readConfig } from '../platform/config.ts';
import { createContext } from '../platform/context.ts';
import { createLog } from '../platform/log.ts';
import { createConnections } from '../platform/realtime/connections.ts';
import { createPosts } from '../platform/realtime/posts.ts';
import { createTransport } from '../platform/realtime/transport.ts';
import { createSecrets } from '../platform/secrets.ts';
import { NO_DATABASE, NO_SERVICES } from '../platform/services.ts';
import { traced } from '../platform/trace.ts';

type Headers = Readonly<Record<string, string | undefined>>;
/** API Gateway sends headers with $connect only, and @types/aws-lambda knows of none. */
export type SocketEvent = APIGatewayProxyWebsocketEventV2 & { headers?: Headers };

const config = readConfig(['connectionsTable', 'siteOrigin', 'socketEndpoint', 'secrets']);
const connections = createConnections(config.connectionsTable);
const posts = createPosts(config.socketEndpoint);
const services = { ...NO_SERVICES, siteOrigin: config.siteOrigin, secrets: createSecrets(config.secrets) };
const receive = createTransport({
  schema: buildASTSchema(parse(sdl, { noLocation: true }), { assumeValidSDL: true }),
  limits: LIMITS,
  connections,
  topics: learningTopics,
  actorOfTicket,
});

/** What API Gateway invokes for $connect, $disconnect and every message. */
export const handler = traced('socket', answerSocket);

async function answerSocket(event: SocketEvent): Promise<APIGatewayProxyResultV2> {
  const { connectionId, eventType, requestId } = event.requestContext;
  const log = createLog(config.logLevel, requestId);
  try {
    switch (eventType) {
      case 'CONNECT':
        return await connect(event);
      case 'DISCONNECT':
        await connections.remove(connectionId);
        return { statusCode: 200 };
      default: {
        const ctx = createContext({ db: NO_DATABASE, log, now: new Date(), requestId, services });
        const outcome = await receive(ctx, connectionId, event.body ?? '');
        if (!('close' in outcome))
          return { statusCode: 200, ...(outcome.answer ? { body: JSON.stringify(outcome.answer) } : {}) };
        log.info('A connection is closed', { reason: outcome.close });
        await connections.remove(connectionId);
        await posts.close(connectionId);
        return { statusCode: 200 };
      }
    }
  } catch (error) {
    log.error('A socket event failed', error, { eventType });
    return { statusCode: 500 };
  }
}

/** A browser names the page that opens the socket: one of another site may not. */
async function connect(event: SocketEvent): Promise<APIGatewayProxyResultV2> {
  if (headerOf(event, 'origin') !== config.siteOrigin) return { statusCode: 403 };
  const offered = (headerOf(event, 'sec-websocket-protocol') ?? '').split(',').map((one) => one.trim());
  if (!offered.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL)) return { statusCode: 400 };
  await connections.add(event.requestContext.connectionId, new Date());
  return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': GRAPHQL_TRANSPORT_WS_PROTOCOL } };
}

function headerOf({ headers }: SocketEvent, name: string): string | undefined {
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}
