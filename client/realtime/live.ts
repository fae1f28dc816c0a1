import { createClient } from 'graphql-ws';
import type { TypedDocumentString } from '../generated/graphql.ts';

/** What the connection is doing, for the person to see. */
export type LiveState = 'connecting' | 'live' | 'offline';

export interface LiveOptions {
  /** A fresh ticket for each attempt, and the address that goes with it. */
  openSocket(): Promise<{ url: string; ticket: string }>;
  onState(state: LiveState): void;
  /** After a break: what was told meanwhile has to be asked for. */
  onReconnect(): void;
}

export interface Live {
  /** @returns a function that unsubscribes */
  follow<Result, Variables extends Record<string, unknown>>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
    next: (data: Result) => void,
  ): () => void;
  close(): void;
}

/** Milliseconds before the first attempt after a break; doubled each time up to the second, half of it by chance. */
const WAIT = { first: 500, longest: 30_000 };
/** API Gateway ends a connection that is silent for ten minutes. */
const KEEP_ALIVE = 240_000;

/**
 * The WebSocket of Atlas, in the public client of graphql-transport-ws: reconnects by itself, by chance spread in
 * time, since all clients lose their connection when a server starts anew.
 */
export function openLive({ openSocket, onState, onReconnect }: LiveOptions): Live {
  let ticket = '';
  let wasLive = false;
  const client = createClient({
    url: async () => {
      const socket = await openSocket();
      ticket = socket.ticket;
      return socket.url;
    },
    connectionParams: () => ({ ticket }),
    keepAlive: KEEP_ALIVE,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async (attempt) => {
      const longest = Math.min(WAIT.longest, WAIT.first * 2 ** attempt);
      await new Promise((resolve) => setTimeout(resolve, longest * (0.5 + Math.random() / 2)));
    },
    on: {
      connecting: () => onState('connecting'),
      connected: () => {
        onState('live');
        if (wasLive) onReconnect();
        wasLive = true;
      },
      closed: () => onState('offline'),
    },
  });
  return {
    follow(document, variables, next) {
      return client.subscribe(
        { query: document.toString(), variables },
        {
          next: ({ data }) => {
            if (data) next(data as Parameters<typeof next>[0]);
          },
          // A break is healed by the client; a refusal leaves the page as it is without.
          error: () => onState('offline'),
          complete: () => {},
        },
      );
    },
    close: () => void client.dispose(),
  };
}
