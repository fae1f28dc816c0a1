import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.ts';
import type { Redis } from '../redis/redis.ts';
import { type Connections, createConnections } from './connections.ts';
import { createPosts, type Posts } from './posts.ts';
import type { Publisher } from './publish.ts';
import { createRooms, type Rooms } from './rooms.ts';

/** Open connections, as domains reach them. */
export interface Live {
  connections: Connections;
  posts: Posts;
  rooms: Rooms;
  /** Tells who subscribed by GraphQL; its code is loaded with the first publication. */
  publish: Publisher['publish'];
}

/** What `createLive` reads of the configuration. */
export const LIVE_KEYS = ['connectionsTable', 'socketEndpoint', 'socketPosts'] as const;

/** @param schema the executable one, behind its policies */
export function createLive(
  config: Pick<Config, (typeof LIVE_KEYS)[number]>,
  redis: Redis,
  schema: () => Promise<GraphQLSchema>,
): Live {
  const connections = createConnections(config.connectionsTable);
  const posts = createPosts(config.socketEndpoint, config.socketPosts);
  let publishing: Promise<Publisher> | undefined;
  const publisher = () => {
    publishing ??= Promise.all([import('./publish.ts'), schema()]).then(([{ createPublisher }, built]) =>
      createPublisher({ schema: built, connections, posts }),
    );
    return publishing;
  };
  return {
    connections,
    posts,
    rooms: createRooms(config.connectionsTable, posts, redis),
    publish: async (...told) => (await publisher()).publish(...told),
  };
}
