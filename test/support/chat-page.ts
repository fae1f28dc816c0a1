import { ApiError, NetworkError } from '../../client/api-errors.ts';
import { type Chat, openChat } from '../../client/realtime/chat.ts';
import { ConnectionLost, type Live, type LiveState, RefusedError } from '../../client/realtime/live.ts';
import type { ToClient, ToServer } from '../../client/realtime/messages.ts';
import type { Unsent, UnsentStore } from '../../client/realtime/unsent.ts';
import { type ChatServer, GROUP } from './chat-server.ts';

/** What becomes of something that is under way between a page and the server. */
export type Fate = 'arrives' | 'arrives twice' | 'is lost' | 'is refused';

/** Under way, over the WebSocket or by HTTP. A question that arrives is under way again as its answer. */
interface UnderWay {
  by: 'socket' | 'http';
  isAnswer?: boolean;
  /** The server told it by itself, so that nobody waits for it. */
  isPush: boolean;
  arrive(): void;
  lose(): void;
  /** A server that is starting or busy answers so. */
  refuse?(): void;
}

/** One person's page: Atlas's own chat, on a network that does what a test says. */
export interface ChatPage {
  readonly name: string;
  chat(): Chat;
  live(): LiveState;
  underWay(): number;
  /** A push was lost and the connection was not: only a later number shows it. */
  hasMissed(): boolean;
  /** Written and not thrown away, in order. */
  typed(): string[];
  /** How often a message was sent, whatever became of it. */
  sendings(): number;
  type(text: string): void;
  discard(pick: number): void;
  decide(pick: number, fate: Fate): void;
  lose(): void;
  /** There is a network and a connection again. */
  connect(): void;
  /** No network at all. */
  cut(): void;
  /** Closed and opened again, with what its store keeps. */
  reload(): void;
}

/** What a question comes to, for whoever brings its answer. */
function settling<Answer>(
  answer: () => Answer,
  resolve: (value: Answer) => void,
  reject: (error: unknown) => void,
): () => void {
  try {
    const value = answer();
    return () => resolve(value);
  } catch (error) {
    return () => reject(error);
  }
}

/** A text that the server refuses for good. */
export const REFUSED = 'refused';

const LOST = {
  socket: () => new ConnectionLost('The connection was lost.'),
  http: () => new NetworkError('Nobody answered.'),
};
const BUSY = {
  socket: () => new RefusedError('INTERNAL', 'Unexpected error'),
  http: () => new ApiError('The server is busy.', 'UNAVAILABLE'),
};

export function openChatPage(name: string, server: ChatServer): ChatPage {
  const stored = new Map<string, Unsent>();
  const store: UnsentStore = {
    list: () => [...stored.values()],
    put: (message) => stored.set(message.key, message),
    remove: ({ key }) => stored.delete(key),
  };
  let wire: UnderWay[] = [];
  let typed: string[] = [];
  let sendings = 0;
  let hasMissed = false;
  let isOnline = true;
  let isInRoom = false;
  let state: LiveState = 'connecting';
  let states = new Set<(state: LiveState) => void>();
  let heard = new Set<(message: ToClient) => void>();

  const setState = (next: LiveState) => {
    if (state === next) return;
    state = next;
    for (const changed of states) changed(next);
  };
  const send = (one: UnderWay) => void wire.push(one);

  /** How often the page was opened. */
  let openings = 0;

  /** A question, then its answer: both can be lost. */
  function asked<Answer>(by: UnderWay['by'], answer: () => Answer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const lose = () => reject(LOST[by]());
      const refuse = () => reject(BUSY[by]());
      const asking = openings;
      const arrive = () => {
        const settle = settling(answer, resolve, reject);
        // Nobody is there any more to hear it.
        if (asking === openings) send({ by, isPush: false, isAnswer: true, lose, refuse, arrive: settle });
      };
      send({ by, isPush: false, lose, refuse, arrive });
    });
  }
  const byHttp = <Answer>(answer: () => Answer) => asked('http', answer);

  server.onTold((message) => {
    if (!isInRoom) return;
    const told: ToClient = { type: 'group-message', group: GROUP, message };
    const arrive = () => {
      for (const hear of heard) hear(told);
    };
    send({ by: 'socket', isPush: true, lose: () => {}, arrive });
  });

  /** As the server's function answers; what it says by itself goes to whoever listens at that time. */
  function answer(message: ToServer): ToClient {
    const { id = '' } = message as { id?: string };
    if (message.type !== 'join-study-group') return { type: 'left', id, room: `group:${GROUP}` };
    isInRoom = true;
    return { type: 'study-group-joined', id, group: GROUP, peers: [name], ...server.since(message.after) };
  }

  const openLive = (): Live => {
    const [myStates, myHeard] = [new Set<(state: LiveState) => void>(), new Set<(one: ToClient) => void>()];
    [states, heard] = [myStates, myHeard];
    return {
      state: () => state,
      onState(changed) {
        myStates.add(changed);
        changed(state);
        return () => myStates.delete(changed);
      },
      onMessage(hear) {
        myHeard.add(hear);
        return () => void myHeard.delete(hear);
      },
      ask: (message: object) =>
        (state === 'live'
          ? asked('socket', () => answer(message as ToServer))
          : Promise.reject(new ConnectionLost('Lost'))) as Promise<never>,
      say: () => {},
      follow: () => () => {},
      onLabMessage: () => () => {},
      close: () => {},
    };
  };

  const open = () =>
    openChat({
      groupId: GROUP,
      live: openLive(),
      store,
      load(before) {
        // The group's row is read before the messages are: what comes in between has a higher number.
        const lastSequence = server.lastSequence();
        return byHttp(() => ({ ...server.page(before), lastSequence }));
      },
      send({ key, text }) {
        sendings += 1;
        return byHttp(() => {
          if (text.startsWith(REFUSED)) throw new ApiError('This text is not taken.', 'BAD_INPUT');
          return server.write(name, key, text);
        });
      },
      isOnline: () => isOnline,
      onGroupChanged: () => {},
      onClosed: () => {},
    });

  function drop(by: UnderWay['by']): void {
    const dropped = wire.filter((one) => one.by === by);
    wire = wire.filter((one) => one.by !== by);
    for (const one of dropped) one.lose();
  }
  const lose = () => {
    isInRoom = false;
    drop('socket');
    setState('offline');
  };
  let chat = open();

  return {
    name,
    chat: () => chat,
    live: () => state,
    underWay: () => wire.length,
    hasMissed: () => hasMissed,
    typed: () => typed,
    sendings: () => sendings,
    type(text) {
      typed.push(text);
      chat.send(text);
    },
    discard(pick) {
      const refused = [...stored.values()].filter((one) => one.refused !== undefined);
      const one = refused[pick % refused.length];
      if (!one) return;
      typed = typed.filter((text) => text !== one.text);
      chat.discard(one.key);
    },
    decide(pick, fate) {
      const [one] = wire.splice(pick % Math.max(1, wire.length), 1);
      if (!one) return;
      if (fate === 'is refused' && one.refuse) return one.refuse();
      if (fate !== 'is lost') {
        one.arrive();
        // What is said once more is a push, or a request that somebody between sent again.
        if (fate === 'arrives twice') one.arrive();
        return;
      }
      if (one.isPush) hasMissed = true;
      one.lose();
      // Who gets no answer over the socket gives the connection up.
      if (!one.isPush && one.by === 'socket') lose();
    },
    lose,
    connect() {
      isOnline = true;
      setState('connecting');
      setState('live');
    },
    cut() {
      isOnline = false;
      drop('http');
      lose();
    },
    reload() {
      lose();
      chat.close();
      wire = wire.filter((one) => !one.isAnswer);
      openings += 1;
      state = 'connecting';
      chat = open();
    },
  };
}
