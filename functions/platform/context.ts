import type { Database } from './db/database.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';

/** On whose behalf a request runs. */
export interface Actor {
  userId: string;
}

/** Everything an operation may depend on, built once a request and passed as the first argument. */
export interface Context {
  /** Absent for a visitor without an account. The first write may set it, see `auth.ensureActor`. */
  actor: Actor | undefined;
  db: Database;
  log: Log;
  now: Date;
  requestId: string;
  /** True when the browser speaks HTTPS to the edge. */
  secure: boolean;
  newId: typeof newId;
  /** `set-cookie` headers of the answer. */
  cookies: string[];
  /** The value of `make`, made once a request for this key: for DataLoaders and what many fields share. */
  once<Value>(key: string, make: () => Value): Value;
}

export type ContextParts = Pick<Context, 'db' | 'log' | 'now' | 'requestId'> & Partial<Context>;

/** Completes the parts that a request brings with what every context has. */
export function createContext(parts: ContextParts): Context {
  const made = new Map<string, unknown>();
  return {
    actor: undefined,
    secure: false,
    newId,
    cookies: [],
    once<Value>(key: string, make: () => Value): Value {
      if (!made.has(key)) made.set(key, make());
      return made.get(key) as Value;
    },
    ...parts,
  };
}
