import { ApiError } from '../api-errors.ts';
import { pauseAfter } from '../backoff.ts';
import { createCompany } from './company.ts';
import { type ChatPage, createHistory } from './history.ts';
import { type Live, type LiveState, RefusedError } from './live.ts';
import type { ChatMessage, ToClient } from './messages.ts';
import { createOutbox, type Unsent, type UnsentStore } from './unsent.ts';

export interface ChatState {
  /** In the order of their numbers. */
  messages: readonly ChatMessage[];
  hasEarlier: boolean;
  /** Up to the change of this number nothing is missing. */
  upTo: number;
  /** Written here and not at the server yet, in order. */
  unsent: readonly Unsent[];
  connection: LiveState;
  /** Ids of the people who are there now, the asking person too. */
  present: readonly string[];
  /** Ids of the people who are writing. */
  typing: readonly string[];
  /** False until the first page is there. */
  ready: boolean;
  error: unknown;
}

export interface ChatOptions {
  groupId: string;
  live: Live;
  store: UnsentStore;
  /** The newest messages, or those before a number. */
  load(before: number | undefined): Promise<ChatPage>;
  /** @throws ApiError when the server refuses, anything else when it could not be asked */
  send(message: Unsent): Promise<ChatMessage>;
  /** False while it is certain that nothing gets through. */
  isOnline(): boolean;
  /** Something of the group but its messages has changed. */
  onGroupChanged(): void;
  /** The person is no member any more. */
  onClosed(): void;
}

export interface Chat {
  state(): ChatState;
  subscribe(changed: () => void): () => void;
  /** Writes a message down; it is sent now, or when there is a connection again. */
  send(text: string, replyTo?: string): void;
  retry(key: string): void;
  discard(key: string): void;
  loadEarlier(): Promise<void>;
  /** A message as the server answered a change of it. */
  apply(message: ChatMessage): void;
  /** The person is writing; told to the others at most every few seconds. */
  typing(): void;
  close(): void;
}

/** Before it asks again what failed. */
const RETRY = { first: 1_000, longest: 30_000 };
/** Milliseconds between two times that one says that one is writing. */
const SAYS_TYPING = 2_500;

/**
 * The chat of a group. Every change has a number: the next one is applied, one that was seen is dropped, and a gap is
 * filled by asking for what came after the last one, as after each break. So each message is shown once, in order.
 */
export function openChat(options: ChatOptions): Chat {
  const { groupId, live, load } = options;
  const listeners = new Set<() => void>();
  let ready = false;
  let error: unknown;
  let saidTyping = 0;
  let loading: Promise<void> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let catchingUp: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let shown: ChatState | undefined;

  const changed = () => {
    shown = undefined;
    for (const listener of listeners) listener();
  };
  const history = createHistory();
  const company = createCompany(groupId, changed);
  const outbox = createOutbox({
    groupId,
    store: options.store,
    send: options.send,
    isOnline: options.isOnline,
    onChange: changed,
    onSent: apply,
    isFinal: (problem) =>
      problem instanceof ApiError && !['RATE_LIMITED', 'UNAVAILABLE'].includes(problem.code),
  });

  function keep(messages: readonly ChatMessage[]): void {
    history.keep(messages);
    outbox.arrived(messages);
  }

  function apply(message: ChatMessage): void {
    keep([message]);
    if (message.changedSequence === history.upTo() + 1) history.reach(message.changedSequence);
    // Something before it was not told. Without a connection, the next one asks anyway.
    else if (message.changedSequence > history.upTo() && live.state() === 'live') void catchUp();
    changed();
  }

  /** Asks for what came after the last number until there is nothing more. */
  async function catchUp(): Promise<void> {
    clearTimeout(retry);
    if (catchingUp) {
      again = true;
      return catchingUp;
    }
    catchingUp = (async () => {
      try {
        if (!ready) await loadFirst();
        do {
          again = false;
          let more = true;
          while (more) {
            const answer = await live.ask({
              type: 'join-study-group',
              group: groupId,
              after: history.upTo(),
            });
            if (answer.type !== 'study-group-joined') break;
            if (answer.anew) await loadAnew();
            keep(answer.messages);
            history.reach(answer.upTo);
            company.enter(answer.peers);
            more = answer.more;
            changed();
          }
        } while (again);
        error = undefined;
        failures = 0;
        outbox.flush();
      } catch (problem) {
        error = problem;
        if (!isFinal(problem)) tryLater();
      } finally {
        catchingUp = undefined;
        changed();
      }
    })();
    return catchingUp;
  }

  /** The history that is known here is not the server's any more. */
  async function loadAnew(): Promise<void> {
    history.forget();
    ready = false;
    await loadFirst();
  }

  /** A server that is just starting fails some: on a connection that holds, nothing else would ask again. */
  function tryLater(): void {
    if (closed) return;
    const wait = pauseAfter(failures, RETRY);
    failures += 1;
    retry = setTimeout(() => {
      if (live.state() === 'live') void catchUp();
    }, wait);
  }

  /** Once, whoever waits for it. */
  function loadFirst(): Promise<void> {
    loading ??= load(undefined)
      .then((page) => {
        history.begin(page);
        outbox.arrived(page.messages);
        ready = true;
        changed();
      })
      .finally(() => {
        loading = undefined;
      });
    return loading;
  }

  function hear(message: ToClient): void {
    if (company.hear(message)) return;
    if (message.type === 'group-message' && message.group === groupId) {
      const told = message.message;
      company.hasWritten(told.authorId ?? '');
      if (told.changedSequence <= history.upTo()) return;
      if (told.changedSequence === history.upTo() + 1) apply(told);
      else void catchUp();
    } else if (message.type === 'group-changed' && message.group === groupId) options.onGroupChanged();
    else if (message.type === 'room-closed' && message.room === `group:${groupId}`) options.onClosed();
  }

  const stops = [
    live.onMessage(hear),
    live.onState((connection) => {
      if (connection === 'live') void catchUp();
      // Without a connection the page still shows what can be read.
      else if (!ready) void loadFirst().catch((problem) => fail(problem));
      changed();
    }),
  ];
  const fail = (problem: unknown) => {
    if (ready) return;
    error = problem;
    changed();
  };

  return {
    state() {
      shown ??= {
        messages: history.list(),
        hasEarlier: history.hasEarlier(),
        upTo: history.upTo(),
        unsent: outbox.list(),
        connection: live.state(),
        present: company.present(),
        typing: company.typing(),
        ready,
        error,
      };
      return shown;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(text, replyTo) {
      outbox.add(text, replyTo);
      saidTyping = 0;
    },
    retry: outbox.retry,
    discard: outbox.discard,
    async loadEarlier() {
      const before = history.before();
      if (before === undefined) return;
      const page = await load(before);
      history.prepend(before, page);
      outbox.arrived(page.messages);
      changed();
    },
    apply,
    typing() {
      const now = Date.now();
      if (now - saidTyping < SAYS_TYPING) return;
      saidTyping = now;
      live.say({ type: 'typing', group: groupId, on: true });
    },
    close() {
      if (closed) return;
      closed = true;
      for (const stop of stops) stop();
      company.close();
      clearTimeout(retry);
      outbox.close();
      if (live.state() === 'live')
        void live.ask({ type: 'leave-room', room: `group:${groupId}` }).catch(() => {});
    },
  };
}

/** The server refuses it however often it is asked. */
const isFinal = (problem: unknown) =>
  (problem instanceof ApiError || problem instanceof RefusedError) &&
  !['RATE_LIMITED', 'UNAVAILABLE', 'INTERNAL'].includes(problem.code);
