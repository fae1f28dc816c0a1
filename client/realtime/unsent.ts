import { pauseAfter } from '../backoff.ts';
import type { ChatMessage } from './messages.ts';

/** A message that was written and is not at the server yet. */
export interface Unsent {
  /** By which the server knows it again, however often it arrives. */
  key: string;
  groupId: string;
  text: string;
  replyTo?: string;
  writtenAt: string;
  /** Why the server refused it for good; the person decides what becomes of it. */
  refused?: string;
}

/** Where unsent messages outlive the page: `localStorage` in a browser. */
export interface UnsentStore {
  list(groupId: string): Unsent[];
  put(message: Unsent): void;
  remove(message: Unsent): void;
}

interface OutboxOptions {
  groupId: string;
  store: UnsentStore;
  send(message: Unsent): Promise<ChatMessage>;
  isOnline(): boolean;
  onChange(): void;
  onSent(message: ChatMessage): void;
  /** The server will refuse it however often it is sent. */
  isFinal(problem: unknown): boolean;
}

/** Milliseconds before a message is sent again that did not get through. */
const RETRY = { first: 1_000, longest: 30_000 };

/** Sends one message after the other, in the order in which they were written, each until it has arrived. */
export function createOutbox(options: OutboxOptions) {
  const { groupId, store } = options;
  let isSending = false;
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  const list = () => store.list(groupId).sort((a, b) => (a.writtenAt < b.writtenAt ? -1 : 1));

  async function flush(): Promise<void> {
    if (isSending || closed) return;
    isSending = true;
    clearTimeout(timer);
    try {
      let next = nextOf(list());
      while (next && options.isOnline() && !closed) {
        await sendOne(next);
        next = nextOf(list());
      }
      attempts = 0;
    } catch {
      attempts += 1;
      timer = setTimeout(() => void flush(), pauseAfter(attempts, RETRY));
    } finally {
      isSending = false;
      options.onChange();
    }
  }

  async function sendOne(message: Unsent): Promise<void> {
    try {
      const sent = await options.send(message);
      store.remove(message);
      options.onSent(sent);
    } catch (problem) {
      // Told of meanwhile, it is there, whatever became of the answer.
      if (!list().some(({ key }) => key === message.key)) return;
      if (!options.isFinal(problem)) throw problem;
      store.put({ ...message, refused: (problem as Error).message });
      options.onChange();
    }
  }

  const online = () => void flush();
  globalThis.addEventListener?.('online', online);

  return {
    list,
    flush: () => void flush(),
    add(text: string, replyTo?: string) {
      const writtenAt = new Date().toISOString();
      store.put({ key: newKey(), groupId, text, writtenAt, ...(replyTo ? { replyTo } : {}) });
      options.onChange();
      void flush();
    },
    retry(key: string) {
      const message = list().find((one) => one.key === key);
      if (!message) return;
      const { refused: _refused, ...again } = message;
      store.put(again);
      options.onChange();
      void flush();
    },
    /** The server has these messages: what is told is often here before the answer to who sent it. */
    arrived(messages: readonly ChatMessage[]) {
      const keys = new Set(messages.map(({ key }) => key));
      for (const message of list()) if (keys.has(message.key)) store.remove(message);
    },
    discard(key: string) {
      const message = list().find((one) => one.key === key);
      if (message) store.remove(message);
      options.onChange();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', online);
    },
  };
}

/** What was refused waits for the person, and holds nothing else up. */
const nextOf = (messages: Unsent[]) => messages.find((message) => message.refused === undefined);

/** 96 bits by chance. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
