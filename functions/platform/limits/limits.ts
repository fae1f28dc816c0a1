import type { Database } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import type { Command, Redis } from '../redis/redis.ts';
import { countUse, uncountUse } from './limits.store.ts';
import { type LimitRule, RULES, type RuleName } from './rules.ts';

export interface Quota {
  limit: number;
  remaining: number;
  /** Seconds until there is room again, at least 1. */
  resetSeconds: number;
  allowed: boolean;
}

export interface Taken extends Quota {
  /** Answers to the commands that went along; undefined when Redis did not answer. */
  answers: unknown[] | undefined;
}

export interface Limits {
  /**
   * Counts one use by `key` and says whether it was allowed. Atomic: of any number of parallel uses exactly as
   * many pass as are left.
   *
   * @param key a slot of the cluster: what goes along has the same hash tag, `{key}`
   * @param along commands for the same round trip
   */
  take(rule: RuleName, key: string, at: Moment, along?: readonly Command[]): Promise<Taken>;
  /** As `take`. @throws DomainError RATE_LIMITED */
  require(rule: RuleName, key: string, at: Moment): Promise<void>;
  /** Gives a use back: a password that was right is no attempt to guess. */
  giveBack(rule: RuleName, key: string, at: Moment): Promise<void>;
}

export interface Moment {
  now: Date;
  db: Database;
}

/**
 * Rate limits as a sliding window of two counters: what was used in this window, and of the last one the share
 * that still lies within one length (https://blog.cloudflare.com/counting-things-a-lot-of-different-things/).
 * Counters are raised before they are looked at, hence correct whoever else counts.
 *
 * @param perMinute requests a minute and person; multiplies the rules `person` and `visitor`
 */
export function createLimits(redis: Redis, perMinute: number): Limits {
  const limits: Limits = {
    async take(name, key, { now, db }, along = []) {
      const rule = ruleOf(name, perMinute);
      const { current, previous, elapsed } = windowsOf(name, key, rule, now);
      const commands: Command[] = [
        ['INCR', current],
        ['EXPIRE', current, 2 * rule.seconds, 'NX'],
        ['GET', previous],
        ...along,
      ];
      const answers = await redis.run(commands, { skipColdStart: rule.withoutRedis === 'open' });
      if (answers) {
        const used = Number(answers[0]) + Math.floor(Number(answers[2] ?? 0) * (1 - elapsed));
        return { ...quotaOf(rule, used, elapsed), answers: answers.slice(3) };
      }
      const used =
        rule.withoutRedis === 'open' ? 0 : await countUse(db, `${name} ${key}`, startOf(rule, now));
      return { ...quotaOf(rule, used, elapsed), answers: undefined };
    },

    async require(name, key, at) {
      const { allowed, resetSeconds } = await limits.take(name, key, at);
      if (!allowed) throw tooMany(resetSeconds);
    },

    async giveBack(name, key, { now, db }) {
      const rule = ruleOf(name, perMinute);
      const { current } = windowsOf(name, key, rule, now);
      if (await redis.run([['DECR', current]])) return;
      if (rule.withoutRedis === 'counted') await uncountUse(db, `${name} ${key}`, startOf(rule, now));
    },
  };
  return limits;
}

/** Says when to come again; the header `Retry-After` takes the seconds from it. */
export function tooMany(seconds: number): DomainError {
  const when = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new DomainError('RATE_LIMITED', `That was too often. Try again in ${when}.`, {
    retryAfterSeconds: seconds,
  });
}

function ruleOf(name: RuleName, perMinute: number): LimitRule {
  const rule = RULES[name];
  return name === 'person' || name === 'visitor' ? { ...rule, limit: rule.limit * perMinute } : rule;
}

function windowsOf(name: string, key: string, { seconds }: LimitRule, now: Date) {
  const window = now.getTime() / 1000 / seconds;
  const index = Math.floor(window);
  const counter = (i: number) => `{${key}}:limit:${name}:${i}`;
  return { current: counter(index), previous: counter(index - 1), elapsed: window - index };
}

function startOf({ seconds }: LimitRule, now: Date): Date {
  const length = seconds * 1000;
  return new Date(Math.floor(now.getTime() / length) * length);
}

function quotaOf({ limit, seconds }: LimitRule, used: number, elapsed: number): Quota {
  return {
    limit,
    remaining: Math.max(0, limit - used),
    resetSeconds: Math.max(1, Math.ceil(seconds * (1 - elapsed))),
    allowed: used <= limit,
  };
}
