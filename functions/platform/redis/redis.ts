import type { Redis as Client, Cluster, RedisOptions } from 'ioredis';
import type { Log } from '../log.ts';
import { signedPassword } from './iam.ts';

export type Command = readonly [name: string, ...args: (string | number)[]];

/** The cache: sessions, limits, cached answers. Whatever it forgets is found again elsewhere. */
export interface Redis {
  /**
   * Runs commands in one round trip; in a cluster their keys share a hash tag. Undefined when Redis does not
   * answer in time: no caller may depend on it.
   *
   * @param options `skipColdStart`: undefined also while the client is still being loaded, which takes longer than to
   * do without: the first request of a process goes without the cache
   */
  run(commands: readonly Command[], options?: { skipColdStart?: boolean }): Promise<unknown[] | undefined>;
  close(): Promise<void>;
}

export interface RedisTarget {
  /** `redis://host:6379`, or `rediss://user@host:6379` for a cluster that takes signed passwords. */
  url: string;
  /** Needed for signed passwords only. */
  region?: string;
  log: Log;
}

/** Milliseconds for a round trip: the cache is in the same zone; later than that, the database is faster. */
const PATIENCE = 250;
/** Milliseconds without another try after Redis failed: a dead cache must not slow every request. */
const PAUSE = 1_000;
/** Milliseconds after which the client is loaded that nobody waits for. */
const SOON = 20;
/** Signed passwords are good for 15 minutes (ElastiCache user guide, "Authenticating with IAM"). */
const SIGN_EVERY = 600_000;

/** Connects with the first command; ioredis is loaded then. */
export function createRedis({ url, region = '', log }: RedisTarget): Redis {
  let opening: Promise<Opened> | undefined;
  let isOpen = false;
  let later: NodeJS.Timeout | undefined;
  let silentUntil = 0;

  /** Once the answer that does without is on its way. */
  function openSoon(): void {
    later ??= setTimeout(() => {
      opening ??= open(url, region);
      opening.then(
        () => {
          isOpen = true;
        },
        () => {
          later = undefined;
        },
      );
    }, SOON).unref();
  }

  return {
    async run(commands, { skipColdStart = false } = {}) {
      if (Date.now() < silentUntil) return undefined;
      try {
        if (skipColdStart && !isOpen) {
          openSoon();
          return undefined;
        }
        opening ??= open(url, region);
        const { client, renew } = await opening;
        isOpen = true;
        await renew?.();
        const answers = await inTime(
          client.pipeline(commands.map(([name, ...args]) => [name.toLowerCase(), ...args])).exec(),
        );
        return answers?.map(([error, value]) => {
          if (error) throw error;
          return value;
        });
      } catch (error) {
        silentUntil = Date.now() + PAUSE;
        log.warn('Redis does not answer', { reason: (error as Error).message });
        return undefined;
      }
    },
    async close() {
      clearTimeout(later);
      const opened = await opening?.catch(() => undefined);
      opening = undefined;
      opened?.client.disconnect();
    },
  };
}

interface Opened {
  client: Client | Cluster;
  /** Gives new connections a password that is still good. */
  renew?: () => Promise<void>;
}

async function open(url: string, region: string): Promise<Opened> {
  // By its default export: as a chunk of a bundle it has no other.
  const { default: SingleClient } = await import('ioredis');
  const common: RedisOptions = {
    connectTimeout: PATIENCE * 4,
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(100 * attempt, 2_000),
    enableReadyCheck: false,
  };
  const { protocol, hostname, port, username } = new URL(url);
  if (protocol === 'redis:') return { client: quiet(new SingleClient(url, common)) };

  const signed = await signedPassword(hostname, username, region);
  const redisOptions: RedisOptions = { ...common, username, password: await signed(), tls: {} };
  const client = new SingleClient.Cluster([{ host: hostname, port: Number(port) }], {
    redisOptions,
    // ElastiCache's certificates name hosts; without this, ioredis would connect to addresses.
    dnsLookup: (address, callback) => callback(null, address),
    clusterRetryStrategy: (attempt) => Math.min(100 * attempt, 2_000),
  });
  let signedAt = Date.now();
  const renew = async () => {
    if (Date.now() - signedAt < SIGN_EVERY) return;
    signedAt = Date.now();
    redisOptions.password = await signed();
  };
  return { client: quiet(client), renew };
}

/** ioredis reconnects by itself; what failed is told by the command that did. */
function quiet<Kind extends Client | Cluster>(client: Kind): Kind {
  client.on('error', () => {});
  return client;
}

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`No answer within ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
