import { createClient } from 'graphql-ws';
import { ApiError } from '../api-errors.ts';
import { pauseAfter } from '../backoff.ts';
import type { TypedDocumentString } from '../generated/graphql.ts';
import type { PageToServer, ServerToPage } from '../lab/messages.ts';
import type { ToClient, ToServer } from './messages.ts';
import { socketWithRooms } from './room-socket.ts';

/** What the connection is doing, for the person to see. Who is signed out gets none until they sign in again. */
export type LiveState = 'connecting' | 'live' | 'offline' | 'signed-out';

export interface LiveOptions {
  /**
   * A fresh ticket for each attempt, and the address that goes with it.
   *
   * @throws ApiError UNAUTHENTICATED for who is signed out, anything else when it could not be had
   */
  openSocket(): Promise<{ url: string; ticket: string }>;
  /** The browser's, or what a test puts in its place. */
  WebSocket?: typeof WebSocket;
}

type Asked = Extract<ToServer, { id: string }>;
type AskedOfLab = Extract<PageToServer, { id: string }>;
type Said = Exclude<ToServer | PageToServer, { id: string }>;
/** `Omit` that keeps a union a union. */
type WithoutId<Message> = Message extends unknown ? Omit<Message, 'id'> : never;

export interface Live {
  state(): LiveState;
  /** Calls back now and at each change; gives back what stops it. After a break, whoever was away asks for more. */
  onState(changed: (state: LiveState) => void): () => void;
  /** Follows a GraphQL subscription; gives back what ends it. */
  follow<Result, Variables extends Record<string, unknown>>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
    next: (data: Result) => void,
  ): () => void;
  /** Everything that is said to rooms. */
  onMessage(heard: (message: ToClient) => void): () => void;
  /**
   * Says something that is answered. Several answers under one id are told to `onMessage` too; the last one counts.
   *
   * @throws RefusedError when the server refuses; ConnectionLost when there is no answer
   */
  ask(message: WithoutId<Asked>): Promise<ToClient>;
  ask(message: WithoutId<AskedOfLab>): Promise<ServerToPage>;
  /** Everything that is said of labs. */
  onLabMessage(heard: (message: ServerToPage) => void): () => void;
  /** Says something that nobody misses when it is lost. */
  say(message: Said): void;
  close(): void;
}

/** The server has refused a message: by its code one knows whether it helps to try again. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** There is no connection, or it broke before the answer. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** Milliseconds before the first attempt after a break; doubled each time up to the second, half of it by chance. */
const WAIT = { first: 500, longest: 30_000 };
/** API Gateway ends a connection that is silent for ten minutes. */
const KEEP_ALIVE = 240_000;
/** Milliseconds until an unanswered ping or message means that the connection is dead. */
const PATIENCE = 15_000;
/** The same for a page that wakes up: what it was connected to before is probably not there any more. */
const AWAKE_PATIENCE = 5_000;

/**
 * The one WebSocket of a page: the public client of graphql-transport-ws, with room messages beside. It reconnects by
 * itself, by chance spread in time, since all clients lose their connection when a server starts anew.
 */
export function openLive({ openSocket, WebSocket: Socket = WebSocket }: LiveOptions): Live {
  const states = new Set<(state: LiveState) => void>();
  /** Each listens for its own types of messages: the types of rooms and of labs have nothing in common. */
  const listeners = new Set<(message: never) => void>();
  const waiting = new Map<string, { answered(message: ToClient): void; lost(): void }>();
  let state: LiveState = 'connecting';
  let open: WebSocket | undefined;
  let ticket = '';
  let asked = 0;
  let pong: ReturnType<typeof setTimeout> | undefined;

  const setState = (next: LiveState) => {
    if (state === next) return;
    state = next;
    for (const changed of states) changed(next);
  };
  let closed = false;

  /** Asks until there is a ticket: the client would not ask again by itself. */
  async function addressOf(): Promise<string> {
    for (let attempt = 0; ; attempt++) {
      try {
        const socket = await openSocket();
        ticket = socket.ticket;
        setState('connecting');
        return socket.url;
      } catch (error) {
        const isSignedOut = error instanceof ApiError && error.code === 'UNAUTHENTICATED';
        setState(isSignedOut ? 'signed-out' : 'offline');
        await waitFor(pauseAfter(attempt, WAIT));
        // Nobody waits for it any more.
        if (closed) return new Promise(() => {});
      }
    }
  }

  const expectPong = (patience: number) => {
    clearTimeout(pong);
    // A tunnel, a lid: nobody says that the connection is dead.
    pong = setTimeout(() => client.terminate(), patience);
  };

  const client = createClient({
    lazy: false,
    url: addressOf,
    webSocketImpl: socketWithRooms(Socket, (message) => {
      for (const heard of listeners) heard(message as never);
      if ('id' in message && message.id) waiting.get(message.id)?.answered(message);
    }),
    connectionParams: () => ({ ticket }),
    connectionAckWaitTimeout: PATIENCE,
    keepAlive: KEEP_ALIVE,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    // It goes on trying: what the person sees is the state.
    onNonLazyError: () => {},
    retryWait: async (attempt) => {
      await waitFor(pauseAfter(attempt, WAIT));
    },
    on: {
      connecting: () => setState('connecting'),
      connected: (socket) => {
        open = socket as WebSocket;
        setState('live');
      },
      ping: (received) => {
        if (!received) expectPong(PATIENCE);
      },
      pong: (received) => {
        if (received) clearTimeout(pong);
      },
      closed: () => {
        open = undefined;
        clearTimeout(pong);
        for (const { lost } of waiting.values()) lost();
        setState('offline');
      },
    },
  });

  const send = (message: ToServer | PageToServer): boolean => {
    if (state !== 'live' || open?.readyState !== 1) return false;
    open.send(JSON.stringify(message));
    return true;
  };

  const stopWaking = onAwake(() => {
    if (state !== 'live' || open?.readyState !== 1) return;
    open.send(JSON.stringify({ type: 'ping' }));
    expectPong(AWAKE_PATIENCE);
  });

  const listen = (heard: (message: never) => void) => {
    listeners.add(heard);
    return () => void listeners.delete(heard);
  };

  return {
    state: () => state,
    onState(changed) {
      states.add(changed);
      changed(state);
      return () => states.delete(changed);
    },
    onMessage: listen,
    onLabMessage: listen,
    follow(document, variables, next) {
      return client.subscribe(
        { query: document.toString(), variables },
        {
          next: ({ data }) => {
            if (data) next(data as Parameters<typeof next>[0]);
          },
          // A break is healed by the client; a refusal leaves the page as it is without.
          error: () => {},
          complete: () => {},
        },
      );
    },
    ask(message: WithoutId<Asked | AskedOfLab>) {
      asked += 1;
      const id = `${asked}`;
      return new Promise<never>((resolve, reject) => {
        const end = (settle: () => void) => {
          waiting.delete(id);
          clearTimeout(timer);
          settle();
        };
        const lost = () => end(() => reject(new ConnectionLost('The connection was lost.')));
        const timer = setTimeout(() => {
          lost();
          client.terminate();
        }, PATIENCE);
        waiting.set(id, {
          lost,
          answered(answer) {
            if (answer.type === 'refused') end(() => reject(new RefusedError(answer.code, answer.message)));
            else if (answer.type !== 'whiteboard-sync' || answer.part === answer.parts - 1)
              end(() => resolve(answer as never));
          },
        });
        if (!send({ ...message, id } as Asked | AskedOfLab)) lost();
      });
    },
    say: (message) => void send(message),
    close() {
      closed = true;
      stopWaking();
      // A connection that is just being refused is no failure of closing it.
      Promise.resolve(client.dispose()).catch(() => {});
    },
  };
}

/** Waits, though not for all of it if somebody comes back to the page. */
function waitFor(pause: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, pause);
    // Whoever is back does not want to wait out the rest, but all of them at once are too many.
    const stop = onAwake(() => setTimeout(done, Math.random() * 1_000));
    function done() {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}

/**
 * Calls back when the network is back, or the page is looked at again or taken out of the browser's cache; gives back
 * what stops it. On a phone there are no such events.
 */
function onAwake(awake: () => void): () => void {
  const names = ['online', 'pageshow', 'visibilitychange'];
  const hear = () => {
    if (globalThis.document?.visibilityState !== 'hidden') awake();
  };
  for (const name of names) globalThis.addEventListener?.(name, hear);
  return () => {
    for (const name of names) globalThis.removeEventListener?.(name, hear);
  };
}
