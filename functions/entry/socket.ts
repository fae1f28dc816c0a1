import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { buildASTSchema, parse } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, MessageType } from 'graphql-ws';
import { AGENT_PROTOCOL } from '../../client/lab/messages.ts';
import { actorOfTicket } from '../auth/tickets.ts';
import { collabTopics } from '../collab/collab.topics.ts';
import { ROOM_TYPES } from '../collab/rooms.messages.ts';
import { receiveRoomMessage } from '../collab/rooms.ts';
import { sdl } from '../generated/sdl.ts';
import { receiveAgentMessage } from '../labs/agents.ts';
import { AGENT_TYPES, PAGE_TYPES } from '../labs/relay.messages.ts';
import { receivePageMessage } from '../labs/relay.ts';
import { labTopics } from '../labs/telling.ts';
import { learningTopics } from '../learning/learning.topics.ts';
import { LIMITS, readConfig } from '../platform/config.ts';
import { type Context, createContext } from '../platform/context.ts';
import { connect } from '../platform/db/database.ts';
import { createLog } from '../platform/log.ts';
import { createObjects } from '../platform/objects/objects.ts';
import { createDoor } from '../platform/realtime/door.ts';
import { createFloodGate } from '../platform/realtime/flood.ts';
import { createLive, LIVE_KEYS } from '../platform/realtime/live.ts';
import { createTransport } from '../platform/realtime/transport.ts';
import { createRedis } from '../platform/redis/redis.ts';
import { createSecrets } from '../platform/secrets.ts';
import { NO_SERVICES } from '../platform/services.ts';
import { traced } from '../platform/trace.ts';
import { tellLeft } from './left.ts';

type Headers = Readonly<Record<string, string | undefined>>;
/** API Gateway sends headers with $connect only, and @types/aws-lambda knows of none. */
export type SocketEvent = APIGatewayProxyWebsocketEventV2 & { headers?: Headers };

const config = readConfig([
  'databaseUrl',
  'databaseAuth',
  'redisUrl',
  'awsRegion',
  'siteOrigin',
  'secrets',
  'userDataBucket',
  ...LIVE_KEYS,
]);
const db = connect(config);
const redis = createRedis({
  url: config.redisUrl,
  region: config.awsRegion,
  log: createLog(config.logLevel, 'services'),
});
const schema = buildASTSchema(parse(sdl, { noLocation: true }), { assumeValidSDL: true });
const live = createLive(config, redis, async () => schema, tellLeft);
const services = {
  ...NO_SERVICES,
  redis,
  siteOrigin: config.siteOrigin,
  secrets: createSecrets(config.secrets),
  objects: createObjects(config.userDataBucket),
  live: async () => live,
};
const { connections, posts, forget } = live;
const door = createDoor(connections);
const receiveGraphql = createTransport({
  schema,
  limits: LIMITS,
  connections: { ...connections, ...door },
  topics: { ...learningTopics, ...collabTopics, ...labTopics },
  actorOfTicket,
});
const floodGate = createFloodGate();
/** An agent relays what a program prints: it slows down by itself, far below this. */
const agentGate = createFloodGate({ rate: 500, burst: 2_000 });

/** What API Gateway invokes for $connect, $disconnect and every message. */
export const handler = traced('socket', answerSocket);

async function answerSocket(event: SocketEvent): Promise<APIGatewayProxyResultV2> {
  const { connectionId, eventType, requestId } = event.requestContext;
  const log = createLog(config.logLevel, requestId);
  const ctx = createContext({ db, log, now: new Date(), requestId, services });
  try {
    switch (eventType) {
      case 'CONNECT':
        return await connectTo(event);
      case 'DISCONNECT':
        await forget(ctx, [connectionId]);
        return { statusCode: 200 };
      default: {
        const outcome = await receive(ctx, event.requestContext, event.body ?? '');
        if (!('close' in outcome))
          return { statusCode: 200, ...(outcome.answer ? { body: JSON.stringify(outcome.answer) } : {}) };
        log.info('A connection is closed', { reason: outcome.close });
        await forget(ctx, [connectionId]);
        await posts.close(connectionId);
        return { statusCode: 200 };
      }
    }
  } catch (error) {
    log.error('A socket event failed', error, { eventType });
    return { statusCode: 500 };
  }
}

type Outcome = { answer?: object | undefined } | { close: string };

async function receive(
  ctx: Context,
  { connectionId, connectedAt, requestTimeEpoch }: SocketEvent['requestContext'],
  text: string,
): Promise<Outcome> {
  const said = messageIn(text);
  const message = said && OURS.some((types) => types.has(said.type)) ? said : undefined;
  const isAgents = message !== undefined && AGENT_TYPES.has(message.type);
  const verdict = (isAgents ? agentGate : floodGate)(connectionId, ctx.now.getTime());
  if (verdict === 'close') return { close: 'Too many messages' };
  if (verdict === 'refuse') {
    const told = { type: 'refused', id: message?.id ?? null, code: 'RATE_LIMITED' };
    return { answer: { ...told, message: 'That was too often. Slow down.' } };
  }
  const isGreeting = said !== undefined && GREETINGS.has(said.type);
  const age = requestTimeEpoch - connectedAt;
  const wrong = await door.enter({ connectionId, age, now: ctx.now, isGreeting });
  if (wrong) return { close: wrong };
  // What there is beside rooms and labs, the other protocol knows what is wrong with it.
  if (!message) return receiveGraphql(ctx, connectionId, text);
  if (isAgents) return { answer: await receiveAgentMessage(ctx, connectionId, message) };
  const who = () => door.actorOf(connectionId);
  const answerTo = PAGE_TYPES.has(message.type) ? receivePageMessage : receiveRoomMessage;
  return { answer: await answerTo(ctx, connectionId, who, message) };
}

function messageIn(text: string): { type: string; id?: unknown } | undefined {
  try {
    const message: unknown = JSON.parse(text);
    const { type } = (message ?? {}) as { type?: unknown };
    return typeof type === 'string' ? (message as { type: string }) : undefined;
  } catch {
    return undefined;
  }
}

const OURS = [ROOM_TYPES, PAGE_TYPES, AGENT_TYPES];
/** By these a connection says whose it is. */
const GREETINGS: ReadonlySet<string> = new Set([MessageType.ConnectionInit, 'agent-hello']);

/**
 * A browser names the page that opens the socket: one of another site may not. The agent of a lab is no browser: what
 * names an origin is none.
 */
async function connectTo(event: SocketEvent): Promise<APIGatewayProxyResultV2> {
  const offered = (headerOf(event, 'sec-websocket-protocol') ?? '').split(',').map((one) => one.trim());
  const origin = headerOf(event, 'origin');
  const isAgent = origin === undefined && offered.includes(AGENT_PROTOCOL);
  if (!isAgent && origin !== config.siteOrigin) return { statusCode: 403 };
  const protocol = isAgent ? AGENT_PROTOCOL : GRAPHQL_TRANSPORT_WS_PROTOCOL;
  if (!offered.includes(protocol)) return { statusCode: 400 };
  return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': protocol } };
}

function headerOf({ headers }: SocketEvent, name: string): string | undefined {
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Ends the connections to database and cache. */
export const close = async (): Promise<void> => {
  await Promise.all([db.close(), redis.close()]);
};
