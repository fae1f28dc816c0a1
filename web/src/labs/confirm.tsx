import { type ReactNode, useEffect, useId, useRef } from 'react';
import { sentenceOf, useAction } from '../parts/action.ts';

interface Props {
  title: string;
  /** What it does, and what is lost. */
  children: ReactNode;
  action: string;
  busyAction: string;
  onConfirm(): Promise<void>;
  onClose(): void;
}

/** Asks before something that can't be taken back. Open as long as it is rendered. */
export function Confirm({ title, children, action, busyAction, onConfirm, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { run, busy, error } = useAction(async () => {
    await onConfirm();
    onClose();
  });
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="lab-dialog" aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading}>{title}</h2>
      {children}
      {error !== undefined && (
        <p role="alert" className="lab-problem">
          {sentenceOf(error)}
        </p>
      )}
      <p className="actions">
        {/* First, so that it has the focus: Enter does no harm. */}
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-primary"
          aria-disabled={busy || undefined}
          onClick={() => void run()}
        >
          {busy ? busyAction : action}
        </button>
      </p>
    </dialog>
  );
}
