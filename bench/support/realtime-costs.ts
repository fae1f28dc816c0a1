import { setTimeout as sleep } from 'node:timers/promises';
import { receiveRoomMessage } from '../../functions/collab/rooms.ts';
import { createContext } from '../../functions/platform/context.ts';
import { createLog } from '../../functions/platform/log.ts';
import { createConnections } from '../../functions/platform/realtime/connections.ts';
import { createRooms } from '../../functions/platform/realtime/rooms.ts';
import { createRedis } from '../../functions/platform/redis/redis.ts';
import { NO_DATABASE, NO_SERVICES } from '../../functions/platform/services.ts';
import type { Child } from './realtime-child.ts';
import type { AtlasGroup } from './realtime-rooms.ts';
import { openMany, openReceiver, type Way } from './realtime-sockets.ts';

const MESSAGES = 3_000;

/**
 * Milliseconds of CPU that the function takes for a cursor told to a room, in this process, with the cache and the table
 * in another one. What posting costs is left out: in AWS that is a request a member, which waits more than it computes.
 */
export async function cpuPerMessage({ group, env }: AtlasGroup): Promise<number> {
  Object.assign(process.env, env);
  const log = createLog('SILENT', 'bench');
  const redis = createRedis({ url: env.REDIS_URL ?? '', log });
  let posted = 0;
  const posts = {
    send: async () => true,
    sendAll: async (ids: readonly string[], message: object) => {
      posted += ids.length * Math.min(1, JSON.stringify(message).length);
      return [];
    },
    close: async () => {},
  };
  const forget = async () => {};
  const rooms = createRooms(env.CONNECTIONS_TABLE ?? '', posts, redis, forget);
  const connections = createConnections(env.CONNECTIONS_TABLE ?? '');
  const publish = async () => 0;
  const live = async () => ({ connections, posts, rooms, publish, forget });
  const room = `group:${group}`;
  const ids = (await rooms.occupants(room)).map(({ connectionId }) => connectionId);
  const tell = async (i: number) => {
    const connectionId = ids[(i * 37) % ids.length] ?? '';
    const services = { ...NO_SERVICES, redis, live };
    const ctx = createContext({ db: NO_DATABASE, log, now: new Date(), requestId: 'bench', services });
    const text = JSON.stringify({ type: 'cursor-move', room, at: { x: i % 800, y: 3 }, selection: [] });
    await receiveRoomMessage(ctx, connectionId, () => connections.actorOf(connectionId), JSON.parse(text));
  };
  for (let i = 0; i < MESSAGES / 10; i++) await tell(i);
  posted = 0;
  const before = process.cpuUsage();
  for (let i = 0; i < MESSAGES; i++) await tell(i);
  const { user, system } = process.cpuUsage(before);
  await redis.close();
  if (posted !== MESSAGES * (ids.length - 1)) throw new Error(`${posted} posts are not what was said.`);
  return (user + system) / 1000 / MESSAGES;
}

/** KB of the server's memory for each of so many connections that say nothing. */
export async function memoryPerConnection(
  child: Child,
  count: number,
  way: Omit<Way, 'port'>,
): Promise<number> {
  const { port, rss: before } = await child.ask<{ port: number; rss: number }>({});
  const open = await openMany(
    count,
    async () => {},
    async () => {
      const one = await openReceiver({ ...way, port });
      // Socket.IO knows nobody before that, and would close the connection.
      if (way.path.startsWith('/socket.io')) {
        await one.heard('0{');
        one.say('40');
        await one.heard('40{');
      }
      return one;
    },
  );
  await sleep(1_000);
  const { rss: after } = await child.ask<{ rss: number }>({});
  for (const one of open) one.close();
  return (after - before) / 1024 / count;
}
