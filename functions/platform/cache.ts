import type { Redis } from './redis/redis.ts';

/** Seconds that answers and what they are made of are kept; a publication ends both. */
export const KEPT = { response: 300, metadata: 3_600 } as const;

/** Values that are the same for everybody and change with a publication only. */
export interface Cache {
  /**
   * The value of a key, made when nobody has it. Callers of one process that miss at the same time share one
   * `make`. Without Redis each makes its own.
   *
   * @param seconds until it is made anew
   */
  cached<Value>(key: string, seconds: number, make: () => Promise<Value>): Promise<Value>;
  /** Makes every key a miss. */
  invalidate(): Promise<void>;
}

/** One hash tag: the version and every value lie on one shard, so that both come in one round trip. */
const VERSION = '{shared}:version';

/**
 * Each value carries the version that was current before it was made: a publication in between makes it a miss, so
 * that nothing old is kept however the two interleave.
 */
export function createCache(redis: Redis): Cache {
  const making = new Map<string, Promise<unknown>>();

  async function lookUp<Value>(name: string, seconds: number, make: () => Promise<Value>): Promise<Value> {
    const answer = await redis.run([['MGET', VERSION, name]], { skipColdStart: true });
    const [version, kept] = (answer?.[0] ?? []) as (string | null)[];
    const current = version ?? '0';
    const found = kept?.startsWith(`${current}\n`) ? kept.slice(current.length + 1) : undefined;
    if (found !== undefined) return JSON.parse(found) as Value;
    const value = await make();
    if (answer) void redis.run([['SET', name, `${current}\n${JSON.stringify(value)}`, 'EX', seconds]]);
    return value;
  }

  return {
    cached<Value>(key: string, seconds: number, make: () => Promise<Value>): Promise<Value> {
      const name = `{shared}:${key}`;
      const running = making.get(name) as Promise<Value> | undefined;
      // Who started it may have gone away, and taken its statements along: then each makes its own.
      if (running) return running.catch(() => make());
      const looking = lookUp(name, seconds, make).finally(() => making.delete(name));
      making.set(name, looking);
      return looking;
    },
    async invalidate() {
      await redis.run([['INCR', VERSION]]);
    },
  };
}
