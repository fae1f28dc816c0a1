/** Stable codes, part of the API: clients decide by them. */
export type ErrorCode =
  | 'BAD_INPUT'
  | 'NOT_FOUND'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'TOO_COMPLEX'
  /** It was made from a state that is not the server's: get that, and try again. */
  | 'CONFLICT'
  /** A link of a mail that is unknown, used or too old. */
  | 'LINK_EXPIRED'
  /** Too often; `retryAfterSeconds` says when again. */
  | 'RATE_LIMITED'
  /** Something that Atlas needs does not answer, or too many ask at once. */
  | 'UNAVAILABLE';

export interface DomainErrorOptions extends ErrorOptions {
  /** For RATE_LIMITED and UNAVAILABLE: when to ask again. */
  retryAfterSeconds?: number;
}

/** A failure that a person may be told, in one sentence. Everything else is masked and logged. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, { retryAfterSeconds, ...options }: DomainErrorOptions = {}) {
    super(message, options);
    this.name = 'DomainError';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What lies behind a refusal, without what it was about: the innermost cause's code or message. */
export function reasonOf(cause: unknown): string {
  const { code, message, cause: inner } = cause as { code?: unknown; message?: string; cause?: unknown };
  return inner ? reasonOf(inner) : String(code ?? message ?? cause);
}
