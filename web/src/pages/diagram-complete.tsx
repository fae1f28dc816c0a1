import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { CatalogueDiagram } from '../../../client/catalogue/document.ts';
import { diagramStateQuery, useCompletion } from '../data/completion.ts';
import { useReach } from '../data/reach.ts';
import { ServerState } from '../data/server-state.tsx';
import { useUnsentCompletions } from '../data/unsent-completions.ts';
import { explain } from '../shell/failure.tsx';
import { useToast } from '../shell/toasts.tsx';

interface Props {
  diagram: CatalogueDiagram;
  /** The reader pressed before this code had come. */
  pressed: boolean;
  /** The button that this one replaces had the focus. */
  focused: boolean;
}

/** Marks the diagram as completed, at once; says what happened when that did not reach the server. */
export default function CompleteButton(props: Props) {
  return (
    <ServerState>
      <Button {...props} />
    </ServerState>
  );
}

function Button({ diagram, pressed, focused }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const hadFocus = useRef(focused);
  const { data: state } = useQuery(diagramStateQuery(diagram.slug));
  const { mutate, isPaused, failureCount, error, variables, isError } = useCompletion(diagram.slug);
  const unsent = useUnsentCompletions().get(diagram.slug);
  const reach = useReach();
  const toast = useToast();
  const done = unsent?.done ?? Boolean(state?.completedAt);
  const waits = unsent !== undefined && (isPaused || failureCount > 0 || reach !== 'here');

  const change = (next: boolean) => {
    mutate(next);
    toast(
      next
        ? { text: `Completed: ${diagram.title}`, action: { label: 'Undo', run: () => mutate(false) } }
        : { text: `Back to do: ${diagram.title}`, action: { label: 'Undo', run: () => mutate(true) } },
    );
  };

  // Before the browser hears the next key: between the two buttons it would go to the page.
  useLayoutEffect(() => {
    if (hadFocus.current) button.current?.focus();
  }, []);
  const waiting = useRef(pressed);
  useEffect(() => {
    if (!waiting.current) return;
    waiting.current = false;
    change(true);
  });

  return (
    <>
      <button
        ref={button}
        type="button"
        className={done ? 'button button-done' : 'button button-primary'}
        aria-pressed={done}
        onClick={() => change(!done)}
      >
        <Check size={18} aria-hidden /> {done ? 'Completed' : 'Complete this diagram'}
      </button>
      <div role="status">
        {waits && (
          <p>
            {reach === 'unreachable' || failureCount > 0
              ? 'Atlas does not answer. This is kept here and sent when it does.'
              : 'You are offline. This is kept here and sent when you are back.'}
          </p>
        )}
        {!waits && !isError && done && <p>Kept in your progress. Press again to take it back.</p>}
      </div>
      {isError && (
        <p role="alert" className="complete-error">
          This was not saved. {explain(error)}{' '}
          <button type="button" className="link-button" onClick={() => mutate(variables ?? true)}>
            Try again
          </button>
        </p>
      )}
    </>
  );
}
