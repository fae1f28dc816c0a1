import { DomainError } from '../errors.ts';

export interface Breaker {
  /** @throws DomainError UNAVAILABLE at once while the breaker is open */
  check(): void;
  succeeded(): void;
  /** What to throw for a connection that failed. */
  failed(error: unknown): DomainError;
}

/** Failures one after the other that open it, and milliseconds until the next try. */
const THRESHOLD = 5;
const PAUSE = 1_000;

/**
 * Stops asking a database that does not answer: callers hear so at once instead of waiting in turn, and the
 * database is not met by all of them when it comes back. After the pause one caller tries; what becomes of it
 * decides for the others.
 */
export function createBreaker(now: () => number = Date.now): Breaker {
  let failures = 0;
  let openUntil = 0;

  const unavailable = (cause?: unknown) =>
    new DomainError('UNAVAILABLE', 'Atlas can not reach its data just now. Try again in a moment.', {
      cause,
      retryAfterSeconds: Math.max(1, Math.ceil((openUntil - now()) / 1000)),
    });

  return {
    check() {
      if (failures < THRESHOLD) return;
      if (now() < openUntil) throw unavailable();
      // Half open: this caller tries, the next ones wait for another pause.
      openUntil = now() + PAUSE;
    },
    succeeded() {
      failures = 0;
    },
    failed(error) {
      failures += 1;
      if (failures >= THRESHOLD) openUntil = now() + PAUSE;
      return unavailable(error);
    },
  };
}
