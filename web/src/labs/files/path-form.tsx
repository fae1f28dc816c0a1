import { useEffect, useRef, useState } from 'react';
import { useAction } from '../../parts/action.ts';
import { failureOf } from './failure.ts';

interface Props {
  label: string;
  action: string;
  path?: string;
  onDone(path: string): Promise<void>;
  onClose(): void;
}

/** Asks for the path of a file below the home folder. */
export function PathForm({ label, action, path = '', onDone, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(path);
  const { run, busy, error } = useAction(async () => {
    const to = typed.trim();
    if (to !== '' && to !== path) await onDone(to);
  });
  useEffect(() => field.current?.select(), []);
  return (
    <form
      className="path-form"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <input
        ref={field}
        aria-label={label}
        value={typed}
        placeholder="folder/name.txt"
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape') onClose();
        }}
      />
      <button type="submit" className="link-button" aria-disabled={busy || undefined}>
        {action}
      </button>
      <button type="button" className="link-button" onClick={onClose}>
        Cancel
      </button>
      {error !== undefined && (
        <p role="alert" className="lab-problem">
          {failureOf(error)}
        </p>
      )}
    </form>
  );
}
