import type { Actor } from '../context.ts';
import { hasEnded } from './connections.ts';

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

/**
 * Sends away who does not say who they are, and whose session has ended. Whose a connection is does not change: a
 * process looks once.
 *
 * @returns what is wrong, where the connection is to be closed
 */
export function createDoor(
  actorOf: (connectionId: string) => Promise<Actor | undefined>,
): (coming: Coming) => Promise<string | undefined> {
  const known = new Map<string, { actor: Actor | undefined; said: number }>();

  return async ({ connectionId, age, now, isGreeting }) => {
    const one = known.get(connectionId) ?? { actor: undefined, said: 0 };
    // Last used comes last.
    known.delete(connectionId);
    known.set(connectionId, one);
    if (known.size > KNOWN) known.delete(known.keys().next().value ?? '');
    if (!one.actor) {
      one.said += 1;
      const isLate = age > GREETING.within;
      if (one.said <= GREETING.messages && !(isGreeting && !isLate)) one.actor = await actorOf(connectionId);
      if (!one.actor && isLate) return 'Nobody said in time who it is';
      if (!one.actor && one.said > GREETING.messages) return 'Too many messages of nobody';
    }
    return one.actor && hasEnded(one.actor, now) ? 'The session has ended' : undefined;
  };
}
