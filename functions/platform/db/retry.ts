import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../errors.ts';

/** Serialization failure and deadlock: the same work may succeed now (PostgreSQL, appendix A, class 40). */
const RETRYABLE = new Set(['40001', '40P01']);
const TRIES = 3;
/** Milliseconds before the first retry, doubled each time, the half of it by chance. */
const PAUSE = 20;

/** Does work again when the database ended it for the sake of another's, three times in all. */
export async function withRetries<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!RETRYABLE.has(String((error as { code?: unknown }).code))) throw error;
      if (tries === TRIES)
        throw new DomainError('UNAVAILABLE', 'Others changed the same just now. Try again.', {
          cause: error,
          retryAfterSeconds: 1,
        });
      await sleep(PAUSE * 2 ** (tries - 1) * (0.5 + Math.random() / 2));
    }
  }
}
