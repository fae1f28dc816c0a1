import { execute, type GraphQLSchema, parse } from 'graphql';
import { MessageType } from 'graphql-ws';
import { type Context, createContext } from '../context.ts';
import { publicErrors } from '../graphql/errors.ts';
import { type Connections, type Follower, hasEnded, type Operation } from './connections.ts';
import type { Posts } from './posts.ts';
import type { Lost } from './rooms.ts';

export interface Publisher {
  /**
   * Tells everybody who follows a topic: runs each one's operation on their behalf, so that every policy holds, and
   * posts what comes out. Connections that are gone are forgotten, those whose session has ended are closed.
   *
   * @param root the value of the subscription's field, made for each follower
   */
  publish(
    ctx: Context,
    topic: string,
    field: string,
    root: (ctx: Context) => Promise<unknown>,
  ): Promise<number>;
}

export interface PublisherOptions {
  schema: GraphQLSchema;
  connections: Connections;
  posts: Posts;
  drop(ctx: Context, lost: Lost): Promise<void>;
}

/** Posts under way at a time: more would only wait in the client's sockets. */
const AT_ONCE = 50;

export function createPublisher({ schema, connections, posts, drop }: PublisherOptions): Publisher {
  async function tell(
    ctx: Context,
    { connectionId, actor }: Follower,
    operation: Operation,
    field: string,
    root: (ctx: Context) => Promise<unknown>,
  ): Promise<boolean> {
    const { db, log, now, requestId, services } = ctx;
    const theirs = createContext({ db, log, now, requestId, services, actor });
    const { data, errors } = await execute({
      schema,
      document: parse(operation.query),
      variableValues: operation.variables,
      contextValue: theirs,
      rootValue: { [field]: await root(theirs) },
    });
    const shown = errors && publicErrors(errors, ctx.log, ctx.requestId);
    const payload = { data, ...(shown ? { errors: shown } : {}) };
    return posts.send(connectionId, { type: MessageType.Next, id: operation.id, payload });
  }

  return {
    async publish(ctx, topic, field, root) {
      const followers = await connections.followers(topic);
      const isOver = ({ actor }: Follower) => hasEnded(actor, ctx.now);
      const ended = followers.filter(isOver).map(({ connectionId }) => connectionId);
      const all = followers
        .filter((follower) => !isOver(follower))
        .flatMap((follower) => follower.operations.map((one) => ({ follower, one })));
      const gone = new Set<string>();
      let told = 0;
      for (let i = 0; i < all.length; i += AT_ONCE) {
        const some = all.slice(i, i + AT_ONCE);
        const outcomes = await Promise.allSettled(
          some.map(({ follower, one }) => tell(ctx, follower, one, field, root)),
        );
        for (const [at, outcome] of outcomes.entries()) {
          if (outcome.status === 'rejected')
            ctx.log.error('A follower could not be told', outcome.reason, { topic });
          else if (outcome.value) told += 1;
          else gone.add(some[at]?.follower.connectionId ?? '');
        }
      }
      await drop(ctx, { gone: [...gone], ended });
      return told;
    },
  };
}
