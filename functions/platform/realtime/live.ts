import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import type { Redis } from '../redis/redis.ts';
import { type Connections, createConnections } from './connections.ts';
import { createPosts, type Posts } from './posts.ts';
import type { Publisher } from './publish.ts';
import { createRooms, type Left, type Lost, type Rooms } from './rooms.ts';

/** Open connections, as domains reach them. */
export interface Live {
  connections: Connections;
  posts: Posts;
  rooms: Rooms;
  /** Tells who subscribed by GraphQL; its code is loaded with the first publication. */
  publish: Publisher['publish'];
  /** These connections are gone: out of their rooms, and those who stay are told. */
  forget(ctx: Context, connectionIds: readonly string[]): Promise<void>;
}

/** What `createLive` reads of the configuration. */
export const LIVE_KEYS = ['connectionsTable', 'socketEndpoint', 'socketPosts'] as const;

/**
 * @param schema the executable one, behind its policies
 * @param tellLeft tells those who stay in a room that a connection has left it, as the domain of the room does
 */
export function createLive(
  config: Pick<Config, (typeof LIVE_KEYS)[number]>,
  redis: Redis,
  schema: () => Promise<GraphQLSchema>,
  tellLeft: (ctx: Context, left: Left) => Promise<void>,
): Live {
  const connections = createConnections(config.connectionsTable);
  const posts = createPosts(config.socketEndpoint, config.socketPosts);
  const rooms = createRooms(config.connectionsTable, posts, redis, drop);
  /** Being forgotten: when a gateway has died, each message to its rooms finds the same hundreds gone. */
  const leaving = new Set<string>();
  let publishing: Promise<Publisher> | undefined;
  const publisher = () => {
    publishing ??= Promise.all([import('./publish.ts'), schema()]).then(([{ createPublisher }, built]) =>
      createPublisher({ schema: built, connections, posts, drop }),
    );
    return publishing;
  };

  async function forget(ctx: Context, connectionIds: readonly string[]): Promise<void> {
    const ids = connectionIds.filter((id) => !leaving.has(id));
    for (const id of ids) leaving.add(id);
    try {
      // All of them are out before anybody is told: none is told of another one that is gone.
      const rows = await connections.rowsOf(ids);
      const left = await rooms.leaveAll(ids, { rows });
      await connections.remove(ids, rows);
      for (const one of left) await tellLeft(ctx, one);
    } finally {
      for (const id of ids) leaving.delete(id);
    }
  }

  /** Whoever told them something has told the others, whatever comes of these. */
  async function drop(ctx: Context, { gone, ended }: Lost): Promise<void> {
    if (gone.length + ended.length === 0) return;
    try {
      await Promise.all(ended.map((id) => posts.close(id)));
      await forget(ctx, [...gone, ...ended]);
    } catch (error) {
      ctx.log.error('Connections that are gone could not be forgotten', error);
    }
  }

  return {
    connections,
    posts,
    rooms,
    forget,
    publish: async (...told) => (await publisher()).publish(...told),
  };
}
