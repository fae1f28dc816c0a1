import type { Cache } from './cache.ts';
import type { Vault } from './crypto/vault.ts';
import type { Database } from './db/database.ts';
import { newId } from './ids.ts';
import type { Limits } from './limits/limits.ts';
import type { Log } from './log.ts';
import type { Objects } from './objects/objects.ts';
import type { PersonalData } from './personal-data.ts';
import type { Live } from './realtime/live.ts';
import type { Redis } from './redis/redis.ts';
import type { Secrets } from './secrets.ts';
import { NO_SERVICES } from './services.ts';
import type { Providers } from './sign-in/providers.ts';

export type Role = 'learner' | 'author' | 'moderator' | 'admin';

/** On whose behalf a request runs. */
export interface Actor {
  userId: string;
  sessionId: string;
  role: Role;
  guest: boolean;
  /** Of an open connection: when its session ends, whatever it does; in milliseconds. */
  endsAt?: number;
}

/** What the functions of the API and the mail worker share; made once a process. */
export interface Services {
  redis: Redis;
  cache: Cache;
  limits: Limits;
  /** Addresses and names, see `Vault`. */
  vault(): Promise<Vault>;
  secrets(): Promise<Secrets>;
  /** `https://learn.example.com`: of links in mails and of tokens. */
  siteOrigin: string;
  /** Where clients open the WebSocket. */
  socketUrl: string;
  /** Other ways to sign in. */
  providers: Providers;
  personalData: readonly PersonalData[];
  /** What people make: snapshots of whiteboards. */
  objects: Objects;
  /** Open WebSocket connections. */
  live(): Promise<Live>;
}

/** Where a request comes from. */
export interface Caller {
  /** The address that the last trusted hop saw; an IPv6 network of 64 bits. */
  address: string;
  /** The header as sent. */
  userAgent: string;
  cookies: string;
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
  caller: Caller;
  /** Without any, nothing is cached or limited, and what needs keys throws. */
  services: Services;
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
    caller: { address: '', userAgent: '', cookies: '' },
    services: NO_SERVICES,
    newId,
    cookies: [],
    once<Value>(key: string, make: () => Value): Value {
      if (!made.has(key)) made.set(key, make());
      return made.get(key) as Value;
    },
    ...parts,
  };
}
