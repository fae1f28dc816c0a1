import type { HttpResponse } from './alb.ts';
import type { Context } from './context.ts';
import { DomainError, type ErrorCode, reasonOf } from './errors.ts';
import type { Quota } from './limits/limits.ts';

const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** The answer to a request that failed before or outside GraphQL, in GraphQL's form: one shape for clients. */
export function refuseWith(error: unknown, { log, requestId }: Context): HttpResponse {
  const known = error instanceof DomainError ? error : undefined;
  if (!known) log.error('A request failed', error);
  else if (known.cause)
    log.warn('A request was refused', { code: known.code, reason: reasonOf(known.cause) });
  const message = known?.message ?? 'Unexpected error';
  const extensions = { code: known?.code ?? 'INTERNAL', requestId };
  return {
    status: known ? (STATUS[known.code] ?? 400) : 500,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...retryAfter(known?.retryAfterSeconds),
    },
    body: JSON.stringify({ errors: [{ message, extensions }] }),
  };
}

/** What is left of a limit, in the header fields that clients know (draft-ietf-httpapi-ratelimit-headers-03). */
export function quotaHeaders({ limit, remaining, resetSeconds }: Quota): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(resetSeconds),
  };
}

export function retryAfter(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}
