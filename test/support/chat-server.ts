import type { ChatMessage } from '../../client/realtime/messages.ts';

/** Messages of a page, and of an answer to a client that was away: few, so that there are always several. */
const PAGE = 4;
const ANSWER = 3;

/** The group of every test. */
export const GROUP = 'grp_1';

/** What a group's chat is at the server: changes have numbers without gaps, and a key is one message. */
export interface ChatServer {
  /** As everybody should see them in the end, in order. */
  messages(): ChatMessage[];
  /** What was written, in order, as it was written; each key once. */
  written(): { author: string; key: string; text: string }[];
  lastSequence(): number;
  write(author: string, key: string, text: string): ChatMessage;
  /** Changes one of the messages, if there is any; a deleted one stays as it is. */
  change(pick: number, how: 'edit' | 'delete' | 'react'): void;
  page(before: number | undefined): { messages: ChatMessage[]; hasEarlier: boolean };
  since(after: number): { messages: ChatMessage[]; upTo: number; more: boolean; anew?: true };
  /** Puts it back to what it was before its last messages, as a backup does; they were not changed since. */
  putBack(messages: number): void;
  /** Calls back with each message that is new or changed. */
  onTold(told: (message: ChatMessage) => void): void;
}

export function createChatServer(): ChatServer {
  const all: ChatMessage[] = [];
  const keys = new Map<string, ChatMessage>();
  const written: { author: string; key: string; text: string }[] = [];
  const listeners: ((message: ChatMessage) => void)[] = [];
  let last = 0;
  const tell = (message: ChatMessage) => {
    for (const told of listeners) told({ ...message });
  };

  return {
    messages: () => all.map((one) => ({ ...one })),
    written: () => written,
    lastSequence: () => last,
    write(authorId, key, text) {
      const known = keys.get(key);
      if (known) return { ...known };
      last += 1;
      const message: ChatMessage = {
        id: `msg_${last}`,
        groupId: GROUP,
        key,
        sequence: last,
        changedSequence: last,
        authorId,
        text,
        replyTo: null,
        mentions: [],
        createdAt: '',
        editedAt: null,
        deletedAt: null,
        reactions: [],
      };
      all.push(message);
      keys.set(key, message);
      written.push({ author: authorId, key, text });
      tell(message);
      return { ...message };
    },
    change(pick, how) {
      const message = all[pick % all.length];
      if (!message || message.deletedAt) return;
      last += 1;
      message.changedSequence = last;
      if (how === 'edit') Object.assign(message, { text: `changed by ${last}`, editedAt: `${last}` });
      else if (how === 'delete') Object.assign(message, { text: '', deletedAt: `${last}` });
      else message.reactions = [{ emoji: '👍', people: [`${last}`] }];
      tell(message);
    },
    page(before = Number.POSITIVE_INFINITY) {
      const found = all.filter(({ sequence }) => sequence < before);
      return {
        messages: found.slice(-PAGE).map((one) => ({ ...one })),
        hasEarlier: found.length > PAGE,
      };
    },
    since(after) {
      if (after > last) return { messages: [], upTo: last, more: false, anew: true };
      const found = all
        .filter(({ changedSequence }) => changedSequence > after)
        .sort((a, b) => a.changedSequence - b.changedSequence);
      const messages = found.slice(0, ANSWER).map((one) => ({ ...one }));
      return {
        messages,
        upTo: messages.at(-1)?.changedSequence ?? after,
        more: messages.length < found.length,
      };
    },
    putBack(messages) {
      for (const { key } of all.splice(-messages)) keys.delete(key);
      last -= messages;
    },
    onTold: (told) => void listeners.push(told),
  };
}
