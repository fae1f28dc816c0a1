import { SendHorizontal, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ChatMessage } from '../../../client/realtime/messages.ts';
import { sentenceOf, useAction } from '../parts/action.ts';
import { excerptOf } from './message.tsx';

export interface Person {
  id: string;
  name: string;
}

interface Props {
  people: readonly Person[];
  nameOf(id: string | null): string;
  /** What is being written; there again when a change of another message is saved or left. */
  draft: string;
  onDraft(text: string): void;
  replyTo: ChatMessage | undefined;
  editing: ChatMessage | undefined;
  onCancel(): void;
  onTyping(): void;
  /** Sends the draft, which is empty then. */
  onSend(text: string): void;
  /** Changes the message that is edited. @throws when the server did not take it */
  onSave(text: string): Promise<void>;
  /** The last own message, for the arrow key that brings it back. */
  onEditLast(): void;
}

const LONGEST = 4_000;

/** Where a message is written: Enter sends, Shift+Enter begins a line, @ names somebody. */
export function Composer({
  people,
  nameOf,
  draft,
  onDraft,
  replyTo,
  editing,
  onCancel,
  onTyping,
  onSend,
  onSave,
  onEditLast,
}: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [changed, setChanged] = useState('');
  const [text, setText] = editing ? [changed, setChanged] : [draft, onDraft];
  const [failure, setFailure] = useState<unknown>();
  const save = useAction(async (value: string) => {
    setFailure(undefined);
    await onSave(value).catch(setFailure);
  });
  const [asked, setAsked] = useState<{ word: string; at: number }>();
  const [picked, setPicked] = useState(0);
  const found = asked
    ? people.filter(({ name }) => name.toLowerCase().includes(asked.word.toLowerCase())).slice(0, 6)
    : [];

  // biome-ignore lint/correctness/useExhaustiveDependencies: a list of members that is read anew must not take the text.
  useEffect(() => {
    setFailure(undefined);
    if (editing) setChanged(withNames(editing.text, nameOf));
  }, [editing]);
  useEffect(() => {
    if (editing || replyTo) field.current?.focus();
  }, [editing, replyTo]);

  const change = (value: string, caret: number) => {
    setText(value);
    if (value) onTyping();
    const word = /(?:^|\s)@([^\s@]{0,30})$/.exec(value.slice(0, caret))?.[1];
    setAsked(word === undefined ? undefined : { word, at: caret - word.length - 1 });
    setPicked(0);
  };

  const mention = (person: Person) => {
    if (!asked) return;
    const before = text.slice(0, asked.at);
    const after = text.slice(asked.at + asked.word.length + 1);
    setText(`${before}@${person.name} ${after}`);
    setAsked(undefined);
    field.current?.focus();
  };

  /** As it goes to the server, which counts it so. */
  const value = withIds(text.trim(), people);
  const left = LONGEST - value.length;
  const send = () => {
    if (!value || left < 0) return;
    setAsked(undefined);
    if (editing) return void save.run(value);
    onSend(value);
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (found.length > 0) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) setPicked((picked + step + found.length) % found.length);
      else if (event.key === 'Enter' || event.key === 'Tab') found[picked] && mention(found[picked]);
      else if (event.key === 'Escape') setAsked(undefined);
      else return;
      return event.preventDefault();
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && (editing || replyTo)) {
      onCancel();
    } else if (event.key === 'ArrowUp' && text === '' && !editing) {
      event.preventDefault();
      onEditLast();
    }
  };

  return (
    <form
      className="composer"
      aria-label="Write a message"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {(editing || replyTo) && (
        <p className="composer-about">
          <span>
            {editing
              ? 'You change your message.'
              : replyTo && `Answer to ${nameOf(replyTo.authorId)}: ${excerptOf(replyTo, nameOf)}`}
          </span>
          <button type="button" className="icon-button" aria-label="Cancel" onClick={onCancel}>
            <X size={16} aria-hidden />
          </button>
        </p>
      )}
      {found.length > 0 && (
        <div id={`${id}-people`} role="listbox" aria-label="Members" className="popup composer-people">
          {found.map((person, i) => (
            <div
              key={person.id}
              id={`${id}-${person.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === picked}
              onPointerDown={(event) => {
                event.preventDefault();
                mention(person);
              }}
            >
              {person.name}
            </div>
          ))}
        </div>
      )}
      <div className="composer-row">
        <textarea
          ref={field}
          className="input"
          rows={Math.min(8, text.split('\n').length)}
          aria-label="Message"
          placeholder="Markdown, @ to mention"
          aria-controls={found.length > 0 ? `${id}-people` : undefined}
          aria-activedescendant={found[picked] && `${id}-${found[picked].id}`}
          aria-autocomplete="list"
          value={text}
          onChange={({ target }) => change(target.value, target.selectionStart)}
          onKeyDown={onKey}
        />
        <button
          type="submit"
          className="button button-primary"
          aria-label={editing ? 'Save' : 'Send'}
          disabled={!value || left < 0}
          aria-disabled={save.busy || undefined}
        >
          <SendHorizontal size={18} aria-hidden />
        </button>
      </div>
      {left < 200 && (
        <p className={left < 0 ? 'field-problem' : 'field-hint'} role="status">
          {left < 0 ? `Too long by ${-left} characters` : `${left} characters left`}
        </p>
      )}
      {failure !== undefined && (
        <p className="field-problem" role="alert">
          Not saved. {sentenceOf(failure)}
        </p>
      )}
    </form>
  );
}

/** `@Ada Lovelace` as the server knows her; the longest name that fits counts. */
function withIds(text: string, people: readonly Person[]): string {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  return byLength.reduce((sum, { id, name }) => sum.replaceAll(`@${name}`, () => `<@${id}>`), text);
}

function withNames(text: string, nameOf: (id: string) => string): string {
  return text.replace(/<@(usr_[0-9A-Z]{26})>/g, (_all, id: string) => `@${nameOf(id)}`);
}
