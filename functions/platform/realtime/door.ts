import type { Actor } from '../context.ts';
import { type Connections, hasEnded } from './connections.ts';

/** Milliseconds in which a connection says who it is, and messages that it may send before it has. */
const GREETING = { within: 10_000, messages: 20 };
/** Connections that a process knows. */
const KNOWN = 10_000;

export interface Coming {
  connectionId: string;
  /** Milliseconds since the connection was opened. */
  age: number;
  now: Date;
  /** The message says who it is. */
  isGreeting: boolean;
}

/** Sends away who does not say who they are, and whose session has ended. */
export interface Door extends Pick<Connections, 'identify' | 'actorOf'> {
  /** @returns what is wrong, where the connection is to be closed */
  enter(coming: Coming): Promise<string | undefined>;
}

/** Whose a connection is does not change: a process looks once, and not at all where it has been told. */
export function createDoor(connections: Pick<Connections, 'identify' | 'actorOf'>): Door {
  const known = new Map<string, { actor: Actor | undefined; said: number }>();

  function find(connectionId: string) {
    const one = known.get(connectionId) ?? { actor: undefined, said: 0 };
    // Last used comes last.
    known.delete(connectionId);
    known.set(connectionId, one);
    if (known.size > KNOWN) known.delete(known.keys().next().value ?? '');
    return one;
  }

  return {
    async identify(connectionId, actor, now) {
      const isFirst = await connections.identify(connectionId, actor, now);
      if (isFirst) find(connectionId).actor = actor;
      return isFirst;
    },
    actorOf: async (connectionId) =>
      known.get(connectionId)?.actor ?? (await connections.actorOf(connectionId)),
    async enter({ connectionId, age, now, isGreeting }) {
      const one = find(connectionId);
      if (!one.actor) {
        one.said += 1;
        const isLate = age > GREETING.within;
        if (one.said <= GREETING.messages && !(isGreeting && !isLate))
          one.actor = await connections.actorOf(connectionId);
        if (!one.actor && isLate) return 'Nobody said in time who it is';
        if (!one.actor && one.said > GREETING.messages) return 'Too many messages of nobody';
      }
      return one.actor && hasEnded(one.actor, now) ? 'The session has ended' : undefined;
    },
  };
}
