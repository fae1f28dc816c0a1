import { useCallback, useMemo, useRef, useState } from 'react';
import type { Chat, ChatState } from '../../../client/realtime/chat.ts';
import type { ChatMessage } from '../../../client/realtime/messages.ts';
import type { Group } from '../data/groups.ts';
import { sentenceOf, useAction } from '../parts/action.ts';
import { Failure } from '../shell/failure.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { ChatSearch } from './chat-search.tsx';
import { Composer, type Person } from './composer.tsx';
import { Connection } from './connection.tsx';
import { Message } from './message.tsx';
import { useActions } from './use-actions.ts';
import { useDraft } from './use-draft.ts';
import { useEnd } from './use-end.ts';
import { useRead } from './use-read.ts';
import { useShow } from './use-show.ts';
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
  const [draft, changeDraft] = useDraft(me, group.id);
  const [editing, setEditing] = useState<ChatMessage>();
  const list = useRef<HTMLOListElement>(null);
  const { isAtEnd, onScroll, toEnd, leaveEnd } = useEnd(list, state.messages.at(-1)?.id, state.unsent.length);
  const firstUnread = useRead(group, state, isAtEnd, me);
  const readOnly = group.archivedAt !== null && group.archivedAt !== undefined;
  const { show, isLooking } = useShow(chat, leaveEnd);
  const reply = useCallback(({ id }: ChatMessage) => changeDraft({ replyTo: id }), [changeDraft]);
  const actions = useActions(chat, group.id, { reply, edit: setEditing, show });
  const earlier = useAction(async () => {
    leaveEnd();
    await chat.loadEarlier();
  });
  const byId = useMemo(() => new Map(state.messages.map((one) => [one.id, one])), [state.messages]);
  const replyTo = byId.get(draft.replyTo ?? '');

  const send = (text: string) => {
    chat.send(text, replyTo?.id);
    changeDraft({ text: '', replyTo: undefined });
    toEnd();
  };
  const save = async (text: string) => {
    if (!editing) return;
    await actions.change(editing, text);
    setEditing((now) => (now === editing ? undefined : now));
  };

  if (!state.ready && state.error) return <Failure error={state.error} onRetry={() => location.reload()} />;
  if (!state.ready) return <Skeleton label="Loading the messages" />;
  return (
    <section className="chat" aria-label="Chat">
      <div className="chat-head">
        <Connection state={state.connection} unsent={state.unsent.length} />
        <ChatSearch groupId={group.id} nameOf={nameOf} onShow={show} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached by keyboard. */}
      <div className="chat-scroll" onScroll={onScroll} tabIndex={0} role="log" aria-label="Messages">
        {state.hasEarlier && (
          <button
            type="button"
            className="link-button chat-earlier"
            aria-disabled={earlier.busy || undefined}
            onClick={() => void earlier.run()}
          >
            {earlier.busy ? 'Loading earlier messages' : 'Show earlier messages'}
          </button>
        )}
        {earlier.error !== undefined && (
          <p className="chat-problem" role="alert">
            The earlier messages are not here. {sentenceOf(earlier.error)}
          </p>
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
        {isLooking ? 'Looking for the message' : writing(state.typing.filter((id) => id !== me).map(nameOf))}
      </p>
      {readOnly ? (
        <p className="notice">This group is archived: it can be read, not written to.</p>
      ) : (
        <Composer
          people={people}
          nameOf={nameOf}
          draft={draft.text}
          onDraft={(text) => changeDraft({ text })}
          replyTo={replyTo}
          editing={editing}
          onCancel={() => (editing ? setEditing(undefined) : changeDraft({ replyTo: undefined }))}
          onTyping={chat.typing}
          onSend={send}
          onSave={save}
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
