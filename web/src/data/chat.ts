import { useEffect, useState, useSyncExternalStore } from 'react';
import {
  GroupMessagesDocument,
  type MessageFieldsFragment,
  SendMessageDocument,
} from '../../../client/generated/graphql.ts';
import { type Chat, type ChatState, openChat } from '../../../client/realtime/chat.ts';
import type { ChatPage } from '../../../client/realtime/history.ts';
import type { Live } from '../../../client/realtime/live.ts';
import type { ChatMessage } from '../../../client/realtime/messages.ts';
import { api } from './api.ts';
import { groupQuery, myGroupsQuery } from './groups.ts';
import { keepAnswer, keptAnswer } from './kept-answers.ts';
import { meet } from './names.ts';
import { queryClient } from './server-state.tsx';
import { unsentStoreOf } from './unsent.ts';

/** Messages that are kept, and milliseconds over which new ones are gathered. */
const PAGE = 50;
const GATHER = 500;

/** As the server answers by GraphQL, in the form in which the WebSocket tells it. */
export function toChatMessage({ author, ...message }: MessageFieldsFragment): ChatMessage {
  if (author) meet([author]);
  return {
    ...message,
    authorId: author?.id ?? null,
    mentions: [],
    replyTo: message.replyTo ?? null,
    editedAt: message.editedAt ?? null,
    deletedAt: message.deletedAt ?? null,
  };
}

const keyOf = (groupId: string) => ['chat', groupId];

async function loadPage(groupId: string, before?: number): Promise<ChatPage> {
  const { studyGroup } = await api.request(GroupMessagesDocument, { id: groupId, before });
  const page = studyGroup?.messages;
  if (!page) throw new Error('You are no member of this group.');
  return {
    messages: page.nodes.map(toChatMessage),
    hasEarlier: page.hasEarlier,
    lastSequence: studyGroup.lastSequence ?? 0,
  };
}

/** Keeps the newest messages in this browser as they come, for a page without a network. */
function keepNewest(groupId: string, chat: Chat): { close(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    timer = undefined;
    const { messages, hasEarlier, upTo: lastSequence } = chat.state();
    const page: ChatPage = {
      messages: messages.slice(-PAGE),
      hasEarlier: hasEarlier || messages.length > PAGE,
      lastSequence,
    };
    void keepAnswer(keyOf(groupId), page);
  };
  const stop = chat.subscribe(() => {
    const { ready, connection } = chat.state();
    // What is shown from here is not newer for being shown.
    if (ready && connection === 'live') timer ??= setTimeout(keep, GATHER);
  });
  const keepNow = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    keep();
  };
  addEventListener('pagehide', keepNow);
  return {
    close() {
      stop();
      removeEventListener('pagehide', keepNow);
      keepNow();
    },
  };
}

/** The chat of a group for as long as its page is open, and what is to be shown of it. */
export function useChat(
  groupId: string,
  live: Live | undefined,
  me: string,
): { chat: Chat; state: ChatState } | undefined {
  const [chat, setChat] = useState<Chat>();
  useEffect(() => {
    if (!live) return;
    const opened = openChat({
      groupId,
      live,
      store: unsentStoreOf(me),
      load: (before) =>
        before === undefined
          ? keptAnswer(keyOf(groupId), () => loadPage(groupId))
          : loadPage(groupId, before),
      async send({ groupId: id, key, text, replyTo }) {
        const sent = await api.request(SendMessageDocument, { groupId: id, key, text, replyTo });
        return toChatMessage(sent.sendGroupMessage);
      },
      isOnline: () => navigator.onLine,
      onGroupChanged: () => void queryClient.invalidateQueries({ queryKey: groupQuery(groupId).queryKey }),
      onClosed: () => {
        void queryClient.invalidateQueries({ queryKey: groupQuery(groupId).queryKey });
        void queryClient.invalidateQueries({ queryKey: myGroupsQuery().queryKey });
      },
    });
    setChat(opened);
    const keeping = keepNewest(groupId, opened);
    return () => {
      keeping.close();
      opened.close();
      setChat(undefined);
    };
  }, [groupId, live, me]);
  const state = useSyncExternalStore(
    chat?.subscribe ?? never,
    chat?.state ?? nothing,
    nothing as () => ChatState | undefined,
  );
  return chat && state ? { chat, state } : undefined;
}

const never = () => () => {};
const nothing = () => undefined;
