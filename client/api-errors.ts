/** Nobody answered: no network, a refused connection, or no answer in time. Trying again may help. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly timedOut: boolean;

  constructor(message: string, options?: ErrorOptions & { timedOut?: boolean }) {
    super(message, options);
    this.timedOut = options?.timedOut ?? false;
  }
}

/** The server understood the request and refused it; the message is meant for a person. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The server's stable code, such as `NOT_FOUND`; `UNKNOWN` where it gave none. */
  readonly code: string;
  /** Names the request in the server's log. */
  readonly requestId: string | undefined;

  constructor(message: string, code: string, requestId?: string) {
    super(message);
    this.code = code;
    this.requestId = requestId;
  }
}

/** What came back is no GraphQL answer: a proxy's error page, a cut body, or another server. */
export class MalformedAnswerError extends Error {
  override readonly name = 'MalformedAnswerError';
  /** HTTP status of the answer. */
  readonly status: number;

  constructor(status: number, options?: ErrorOptions) {
    super(`The server answered with status ${status} and no readable content.`, options);
    this.status = status;
  }
}

/** True where asking the same question again may go better. */
export function isTransient(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  if (error instanceof MalformedAnswerError) return error.status >= 500 || error.status === 429;
  return error instanceof ApiError && error.code === 'UNAVAILABLE';
}
