import { ApiError, isTransient, MalformedAnswerError, NetworkError } from './api-errors.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

export interface ApiOptions {
  /** Where GraphQL is served: `/graphql`, or a full URL outside a browser. */
  endpoint: string;
  fetch: typeof fetch;
  /** Milliseconds to wait for an answer, retries not counted. */
  timeout?: number;
  /** A number in [0, 1): spreads the retries of many clients. */
  random?: () => number;
  /** Milliseconds around which the one retry waits. */
  retryAfter?: number;
}

export interface Api {
  /**
   * Runs an operation and gives its data. A query is tried once more where that may help; a mutation never is,
   * because the first try may have arrived.
   *
   * @throws NetworkError, ApiError or MalformedAnswerError
   */
  request<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
    options?: { signal?: AbortSignal },
  ): Promise<Result>;
}

interface Answer {
  data?: unknown;
  errors?: { message?: unknown; extensions?: { code?: unknown; requestId?: unknown } }[];
}

/**
 * Bytes of bodies that may be under way with `keepalive`: with more than 64 KiB of them, headers not counted, the Fetch
 * standard (4.6, HTTP-network-or-cache fetch, "inflightKeepaliveBytes") makes of the next one a network error.
 */
const KEEPALIVE_BYTES = 60_000;

/** A server that does not know the hash of an operation says so with this code (GraphQL over HTTP, appendix A). */
const UNKNOWN_DOCUMENT = new Set(['PERSISTED_DOCUMENT_NOT_FOUND', 'PERSISTED_QUERY_NOT_FOUND']);

/** The client of the API: typed operations in, typed data or typed errors out. Knows no DOM. */
export function createApi(options: ApiOptions): Api {
  const { endpoint, fetch, timeout = 10_000, random = Math.random, retryAfter = 400 } = options;
  /** Bytes under way that outlive the page. */
  let keptAlive = 0;

  async function send(
    body: object,
    isMutation: boolean,
    signal: AbortSignal | undefined,
  ): Promise<{ answer: Answer; status: number }> {
    const limit = AbortSignal.timeout(timeout);
    const text = JSON.stringify(body);
    const { length } = new TextEncoder().encode(text);
    // Who leaves the page right after a change has still made it, unless it is a large one.
    const keepalive = isMutation && keptAlive + length <= KEEPALIVE_BYTES;
    if (keepalive) keptAlive += length;
    let response: Response;
    let answer: string;
    try {
      response = await fetch(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          // One id from here to the last worker; an error names it.
          'x-request-id': requestId(random),
        },
        credentials: 'same-origin',
        keepalive,
        body: text,
        signal: signal ? AbortSignal.any([limit, signal]) : limit,
      });
      answer = await response.text();
    } catch (error) {
      if (signal?.aborted) throw error;
      const message = limit.aborted ? 'Atlas took too long to answer.' : 'Atlas could not be reached.';
      throw new NetworkError(message, { cause: error, timedOut: limit.aborted });
    } finally {
      if (keepalive) keptAlive -= length;
    }
    return { answer: readAnswer(answer, response.status), status: response.status };
  }

  async function ask(
    id: string | undefined,
    query: string,
    variables: unknown,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const isMutation = query.trimStart().startsWith('mutation');
    const first = await send(id ? { documentId: id, variables } : { query, variables }, isMutation, signal);
    const unknown = first.answer.errors?.some((error) =>
      UNKNOWN_DOCUMENT.has(String(error.extensions?.code)),
    );
    return dataOf(id && unknown ? await send({ query, variables }, isMutation, signal) : first);
  }

  return {
    async request<Result, Variables>(
      document: TypedDocumentString<Result, Variables>,
      variables: Variables,
      { signal }: { signal?: AbortSignal } = {},
    ) {
      const query = document.toString();
      const id: unknown = document.__meta__?.hash;
      const run = () => ask(typeof id === 'string' ? id : undefined, query, variables, signal);
      try {
        return (await run()) as Result;
      } catch (error) {
        if (!query.trimStart().startsWith('query') || !isTransient(error) || signal?.aborted) throw error;
        await new Promise((resolve) => setTimeout(resolve, retryAfter * (0.5 + random())));
        return (await run()) as Result;
      }
    },
  };
}

/** Sixteen letters and digits: enough to find one request in a log. */
function requestId(random: () => number): string {
  return Array.from({ length: 16 }, () => Math.floor(random() * 36).toString(36)).join('');
}

function readAnswer(text: string, status: number): Answer {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    throw new MalformedAnswerError(status, { cause: error });
  }
  const readable = typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);
  if (!readable) throw new MalformedAnswerError(status);
  const { errors } = answer as Answer;
  if (errors !== undefined && (!Array.isArray(errors) || errors.length === 0))
    throw new MalformedAnswerError(status);
  return answer as Answer;
}

/** An answer with any error counts as failed: our operations ask for nothing that they can do without. */
function dataOf({ answer, status }: { answer: Answer; status: number }): unknown {
  const [error] = answer.errors ?? [];
  if (error) {
    const code = error.extensions?.code;
    const requestId = error.extensions?.requestId;
    throw new ApiError(
      typeof error.message === 'string' ? error.message : 'Unexpected error',
      typeof code === 'string' ? code : 'UNKNOWN',
      typeof requestId === 'string' ? requestId : undefined,
    );
  }
  if (answer.data === null || typeof answer.data !== 'object') throw new MalformedAnswerError(status);
  return answer.data;
}
