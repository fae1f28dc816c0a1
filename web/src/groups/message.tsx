import { CornerUpLeft, Ellipsis, SmilePlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ChatMessage } from '../../../client/realtime/messages.ts';
import { diagramOf } from '../data/catalogue.ts';
import { useCatalogue } from '../data/content.ts';
import { labOf } from '../data/labs.ts';
import { Link } from '../shell/router.tsx';
import { colourOf } from './colours.ts';
import { itemsIn, Markdown } from './markdown.tsx';

export const EMOJI = ['👍', '❤️', '🎉', '💡', '😄', '🤔'] as const;

export interface MessageActions {
  reply(message: ChatMessage): void;
  edit(message: ChatMessage): void;
  remove(message: ChatMessage): void;
  report(message: ChatMessage): void;
  react(message: ChatMessage, emoji: string, on: boolean): void;
  /** Brings a message into sight, also one that is not loaded. */
  show(id: string): void;
}

interface Props {
  message: ChatMessage;
  /** The message that it answers, where that one is loaded. */
  answered: ChatMessage | undefined;
  /** Right after another one of the same author: no need to name them again. */
  continues: boolean;
  me: string;
  /** May delete what others wrote. */
  leads: boolean;
  nameOf(id: string | null): string;
  /** Nothing can be changed: an archived group. */
  readOnly: boolean;
  actions: MessageActions;
}

/** One message of a chat: who, when, what, what it answers, and what one can do about it. */
export function Message({ message, answered, continues, me, leads, nameOf, readOnly, actions }: Props) {
  const { authorId, text, deletedAt, editedAt, createdAt, reactions } = message;
  const name = nameOf(authorId);
  const isMine = authorId === me;
  return (
    <li
      className={continues ? 'message message-continues' : 'message'}
      id={message.id}
      tabIndex={-1}
      data-mine={isMine || undefined}
    >
      {!continues && (
        <span className="avatar" data-colour={colourOf(authorId ?? '')} aria-hidden>
          {[...name][0]?.toUpperCase()}
        </span>
      )}
      <div className="message-body">
        <p className={continues ? 'visually-hidden' : 'message-head'}>
          <strong>{name}</strong> <time dateTime={createdAt}>{timeOf(createdAt)}</time>
        </p>
        {message.replyTo && (
          <p className="message-quote">
            <CornerUpLeft size={13} aria-hidden />{' '}
            <button type="button" onClick={() => actions.show(message.replyTo ?? '')}>
              {answered
                ? `${nameOf(answered.authorId)}: ${excerptOf(answered, nameOf)}`
                : 'an earlier message'}
            </button>
          </p>
        )}
        {deletedAt ? (
          <p className="message-deleted">This message was deleted.</p>
        ) : (
          <div className="message-text">
            <Markdown text={text} nameOf={nameOf} />
            {editedAt && <small title={new Date(editedAt).toLocaleString()}>edited</small>}
          </div>
        )}
        {!deletedAt && <Unfolded text={text} groupId={message.groupId} />}
        {reactions.length > 0 && (
          <ul className="reactions" aria-label="Reactions">
            {reactions.map(({ emoji, people }) => (
              <li key={emoji}>
                <button
                  type="button"
                  aria-pressed={people.includes(me)}
                  title={people.map(nameOf).join(', ')}
                  disabled={readOnly}
                  onClick={() => actions.react(message, emoji, !people.includes(me))}
                >
                  {emoji} {people.length}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {!deletedAt && !readOnly && (
        <Tools message={message} isMine={isMine} mayDelete={isMine || leads} me={me} actions={actions} />
      )}
    </li>
  );
}

/** The first words of a message, for who answers it. */
export function excerptOf({ text, deletedAt }: ChatMessage, nameOf: (id: string) => string): string {
  if (deletedAt) return 'a deleted message';
  const line = text
    .replace(/<@(usr_[0-9A-Z]{26})>/g, (_all, id: string) => `@${nameOf(id)}`)
    .replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

const timeOf = (instant: string) => {
  const at = new Date(instant);
  const isToday = at.toDateString() === new Date().toDateString();
  return at.toLocaleString(
    undefined,
    isToday
      ? { hour: '2-digit', minute: '2-digit' }
      : { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  );
};

/** The diagrams and labs that a message links to, as cards; diagrams open in the group's company. */
function Unfolded({ text, groupId }: { text: string; groupId: string }) {
  const { data: catalogue } = useCatalogue();
  if (!catalogue) return null;
  const found = itemsIn(text).flatMap((path) => {
    const [, kind, slug = ''] = path.split('/');
    const item = kind === 'labs' ? labOf(catalogue, slug) : diagramOf(catalogue, slug);
    return item ? [{ ...item, to: kind === 'labs' ? path : `${path}?group=${groupId}` }] : [];
  });
  if (found.length === 0) return null;
  return (
    <ul className="unfolded">
      {found.slice(0, 3).map(({ to, title, summary, minutes }) => (
        <li key={to}>
          <Link to={to}>{title}</Link> <small>{minutes} min</small>
          <p>{summary}</p>
        </li>
      ))}
    </ul>
  );
}

interface ToolsProps {
  message: ChatMessage;
  isMine: boolean;
  mayDelete: boolean;
  me: string;
  actions: MessageActions;
}

function Tools({ message, isMine, mayDelete, me, actions }: ToolsProps) {
  const [open, setOpen] = useState<'emoji' | 'more'>();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    place.current?.querySelector<HTMLElement>('.popup button')?.focus();
    const outside = (event: PointerEvent) => {
      if (!place.current?.contains(event.target as Node)) setOpen(undefined);
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [open]);
  const run = (work: () => void) => () => {
    setOpen(undefined);
    work();
  };
  const hasReacted = (emoji: string) =>
    message.reactions.some((one) => one.emoji === emoji && one.people.includes(me));
  return (
    <div
      ref={place}
      className="message-tools"
      data-open={open}
      role="toolbar"
      aria-label="Message"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        place.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
        setOpen(undefined);
      }}
    >
      <button
        type="button"
        aria-label="React"
        aria-expanded={open === 'emoji'}
        onClick={() => setOpen(open === 'emoji' ? undefined : 'emoji')}
      >
        <SmilePlus size={16} aria-hidden />
      </button>
      <button type="button" aria-label="Reply" onClick={() => actions.reply(message)}>
        <CornerUpLeft size={16} aria-hidden />
      </button>
      <button
        type="button"
        aria-label="More"
        aria-expanded={open === 'more'}
        onClick={() => setOpen(open === 'more' ? undefined : 'more')}
      >
        <Ellipsis size={16} aria-hidden />
      </button>
      {open === 'emoji' && (
        <div className="popup popup-row">
          {EMOJI.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-pressed={hasReacted(emoji)}
              onClick={run(() => actions.react(message, emoji, !hasReacted(emoji)))}
            >
              {emoji}
            </button>
          ))}
        </div>
      )}
      {open === 'more' && (
        <div className="popup">
          {isMine && (
            <button type="button" onClick={run(() => actions.edit(message))}>
              Edit
            </button>
          )}
          {mayDelete && (
            <button type="button" onClick={run(() => actions.remove(message))}>
              Delete
            </button>
          )}
          {!isMine && (
            <button type="button" onClick={run(() => actions.report(message))}>
              Report
            </button>
          )}
          <button type="button" onClick={run(() => void navigator.clipboard?.writeText(message.text))}>
            Copy text
          </button>
        </div>
      )}
    </div>
  );
}
