import type { ChatMessage } from './messages.ts';

/** Messages of a chat that follow each other, and the number of the newest change by then. */
export interface ChatPage {
  messages: ChatMessage[];
  hasEarlier: boolean;
  lastSequence: number;
}

/** The messages of a chat that are known here, and between which numbers none is missing. */
export interface History {
  /** In the order of their numbers, from the first one before which nothing is left out. */
  list(): ChatMessage[];
  hasEarlier(): boolean;
  /** Up to the change of this number nothing is missing. */
  upTo(): number;
  /** What was told, in whatever order: of two states of a message the newer one stays. */
  keep(messages: readonly ChatMessage[]): void;
  /** Nothing is missing up to this number, as the server says. */
  reach(sequence: number): void;
  /** The newest messages. */
  begin(page: ChatPage): void;
  /** The number before which more can be asked for; undefined where there is nothing more. */
  before(): number | undefined;
  /** What came before a number, unless that is known by now. */
  prepend(before: number, page: ChatPage): void;
  forget(): void;
}

export function createHistory(): History {
  const byId = new Map<string, ChatMessage>();
  let last = 0;
  let hasEarlier = false;
  /** From this number on no message is missing; an earlier one may be known because it was changed. */
  let earliest = Number.POSITIVE_INFINITY;

  function keep(messages: readonly ChatMessage[]): void {
    for (const message of messages) {
      const known = byId.get(message.id);
      if (!known || known.changedSequence < message.changedSequence) byId.set(message.id, message);
    }
  }
  function lead(page: ChatPage): void {
    keep(page.messages);
    earliest = startOf(page);
    hasEarlier = page.hasEarlier;
  }

  return {
    list: () =>
      [...byId.values()]
        .filter(({ sequence }) => sequence >= earliest)
        .sort((a, b) => a.sequence - b.sequence),
    hasEarlier: () => hasEarlier,
    upTo: () => last,
    keep,
    reach(sequence) {
      last = Math.max(last, sequence);
    },
    begin(page) {
      lead(page);
      last = Math.max(last, page.lastSequence);
    },
    before: () => (hasEarlier && Number.isFinite(earliest) ? earliest : undefined),
    prepend(before, page) {
      keep(page.messages);
      if (before === earliest) lead(page);
    },
    forget() {
      byId.clear();
      last = 0;
      earliest = Number.POSITIVE_INFINITY;
    },
  };
}

/** The number from which a page leaves nothing out: its first one's, or the very first. */
const startOf = ({ messages, hasEarlier }: ChatPage) =>
  hasEarlier ? Math.min(...messages.map(({ sequence }) => sequence)) : 0;
