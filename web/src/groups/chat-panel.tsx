import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  DeleteMessageDocument,
  EditMessageDocument,
  ReactDocument,
  ReportGroupDocument,
} from '../../../client/generated/graphql.ts';
import type { Chat, ChatState } from '../../../client/realtime/chat.ts';
import type { ChatMessage } from '../../../client/realtime/messages.ts';
import { api } from '../data/api.ts';
import { toChatMessage } from '../data/chat.ts';
import type { Group } from '../data/groups.ts';
import { sentenceOf } from '../parts/action.ts';
import { Failure } from '../shell/failure.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { useToast } from '../shell/toasts.tsx';
import { ChatSearch } from './chat-search.tsx';
import { Composer, type Person } from './composer.tsx';
import { Connection } from './connection.tsx';
import { Message, type MessageActions } from './message.tsx';
import { useRead } from './use-read.ts';
import './chat.css';

interface Props {
  group: Group;
  chat: Chat;
  state: ChatState;
  me: string;
  people: readonly Person[];
  nameOf(id: string | null): string;
}

/** Milliseconds between two messages of one author that stand together. */
const TOGETHER = 5 * 60_000;

/** The chat of a group: what was said, who is writing, what waits to be sent. */
export function ChatPanel({ group, chat, state, me, people, nameOf }: Props) {
  const [replyTo, setReplyTo] = useState<ChatMessage>();
  const [editing, setEditing] = useState<ChatMessage>();
  const list = useRef<HTMLOListElement>(null);
  const { isAtEnd, onScroll, toEnd } = useEnd(list, state.messages.at(-1)?.id, state.unsent.length);
  const firstUnread = useRead(group, state, isAtEnd);
  const readOnly = group.archivedAt !== null && group.archivedAt !== undefined;
  const actions = useActions(chat, group.id, setReplyTo, setEditing);
  const byId = useMemo(() => new Map(state.messages.map((one) => [one.id, one])), [state.messages]);

  const send = (text: string) => {
    if (editing) actions.change(editing, text);
    else chat.send(text, replyTo?.id);
    setReplyTo(undefined);
    setEditing(undefined);
    toEnd();
  };

  if (!state.ready && state.error) return <Failure error={state.error} onRetry={() => location.reload()} />;
  if (!state.ready) return <Skeleton label="Loading the messages" />;
  return (
    <section className="chat" aria-label="Chat">
      <div className="chat-head">
        <Connection state={state.connection} unsent={state.unsent.length} />
        <ChatSearch groupId={group.id} nameOf={nameOf} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached by keyboard. */}
      <div className="chat-scroll" onScroll={onScroll} tabIndex={0} role="log" aria-label="Messages">
        {state.hasEarlier && (
          <button type="button" className="link-button chat-earlier" onClick={() => void chat.loadEarlier()}>
            Show earlier messages
          </button>
        )}
        {state.messages.length === 0 && state.unsent.length === 0 && (
          <p className="chat-empty">
            Nothing was said here yet. Say hello, or ask what puzzled you in a diagram: a link to it unfolds.
          </p>
        )}
        <ol ref={list} className="messages">
          {state.messages.map((message, i) => (
            <MessageRow key={message.id} isFirstUnread={message.id === firstUnread}>
              <Message
                message={message}
                answered={byId.get(message.replyTo ?? '')}
                continues={continues(state.messages[i - 1], message) && message.id !== firstUnread}
                me={me}
                leads={group.myRole === 'OWNER' || group.myRole === 'MODERATOR'}
                nameOf={nameOf}
                readOnly={readOnly}
                actions={actions}
              />
            </MessageRow>
          ))}
          {state.unsent.map(({ key, text, refused }) => (
            <li
              key={key}
              className="message message-unsent"
              data-refused={refused !== undefined || undefined}
            >
              <div className="message-body">
                <p className="message-text">{text}</p>
                {refused === undefined ? (
                  <small>{state.connection === 'live' ? 'Sending' : 'Waits for a connection'}</small>
                ) : (
                  <p role="alert">
                    Not sent: {refused}{' '}
                    <button type="button" className="link-button" onClick={() => chat.retry(key)}>
                      Send again
                    </button>{' '}
                    <button type="button" className="link-button" onClick={() => chat.discard(key)}>
                      Discard
                    </button>
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
      </div>
      {!isAtEnd && (
        <button type="button" className="button chat-to-end" onClick={toEnd}>
          Newest messages
        </button>
      )}
      <p className="chat-typing" role="status">
        {writing(state.typing.filter((id) => id !== me).map(nameOf))}
      </p>
      {readOnly ? (
        <p className="notice">This group is archived: it can be read, not written to.</p>
      ) : (
        <Composer
          people={people}
          nameOf={nameOf}
          replyTo={replyTo}
          editing={editing}
          onCancel={() => {
            setReplyTo(undefined);
            setEditing(undefined);
          }}
          onTyping={chat.typing}
          onSend={send}
          onEditLast={() =>
            setEditing(state.messages.findLast((one) => one.authorId === me && !one.deletedAt))
          }
        />
      )}
    </section>
  );
}

function MessageRow({ isFirstUnread, children }: { isFirstUnread: boolean; children: React.ReactNode }) {
  return (
    <>
      {isFirstUnread && <li className="unread-mark">New</li>}
      {children}
    </>
  );
}

function continues(before: ChatMessage | undefined, message: ChatMessage): boolean {
  if (!before || before.authorId !== message.authorId || message.replyTo) return false;
  return Date.parse(message.createdAt) - Date.parse(before.createdAt) < TOGETHER;
}

function writing(names: string[]): string {
  if (names.length === 0) return '';
  if (names.length > 3) return 'Several people are writing';
  return `${new Intl.ListFormat('en').format(names)} ${names.length === 1 ? 'is' : 'are'} writing`;
}

interface Actions extends MessageActions {
  change(message: ChatMessage, text: string): void;
}

function useActions(
  chat: Chat,
  groupId: string,
  reply: (message: ChatMessage) => void,
  edit: (message: ChatMessage) => void,
): Actions {
  const toast = useToast();
  return useMemo(() => {
    const run = (work: Promise<void>) =>
      void work.catch((error) => toast({ kind: 'error', text: sentenceOf(error) }));
    return {
      reply,
      edit,
      change: (message, text) =>
        run(
          api
            .request(EditMessageDocument, { id: message.id, text })
            .then(({ editGroupMessage }) => chat.apply(toChatMessage(editGroupMessage))),
        ),
      remove(message) {
        if (!confirm('Delete this message for everybody?')) return;
        run(
          api
            .request(DeleteMessageDocument, { id: message.id })
            .then(({ deleteGroupMessage }) => chat.apply(toChatMessage(deleteGroupMessage))),
        );
      },
      report(message) {
        const reason = prompt(
          'What is wrong with this message? The group’s moderators read it without your name, and so do those of Atlas.',
        );
        if (!reason) return;
        run(
          api
            .request(ReportGroupDocument, { id: groupId, messageId: message.id, reason })
            .then(() => toast({ text: 'Reported. Thank you.' })),
        );
      },
      react: (message, emoji, on) =>
        run(
          api
            .request(ReactDocument, { id: message.id, emoji, on })
            .then(({ reactToMessage }) => chat.apply(toChatMessage(reactToMessage))),
        ),
    };
  }, [chat, groupId, reply, edit, toast]);
}

/** Keeps the newest message in sight while somebody is at the end, and leaves who reads further up in peace. */
function useEnd(list: React.RefObject<HTMLOListElement | null>, lastId: string | undefined, unsent: number) {
  const [isAtEnd, setAtEnd] = useState(true);
  const scroller = () => list.current?.parentElement;
  const toEnd = useCallback(() => {
    const place = list.current?.parentElement;
    if (place) place.scrollTop = place.scrollHeight;
    setAtEnd(true);
  }, [list]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what moves the end.
  useLayoutEffect(() => {
    if (isAtEnd) toEnd();
  }, [lastId, unsent]);
  // Pictures of text: fonts and cards arrive late and make it longer.
  useEffect(() => {
    const inner = list.current;
    if (!inner || !isAtEnd) return;
    const observer = new ResizeObserver(() => toEnd());
    observer.observe(inner);
    return () => observer.disconnect();
  }, [list, isAtEnd, toEnd]);
  const onScroll = () => {
    const place = scroller();
    if (place) setAtEnd(place.scrollHeight - place.scrollTop - place.clientHeight < 40);
  };
  return { isAtEnd, onScroll, toEnd };
}
