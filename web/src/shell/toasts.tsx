import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';

export interface Toast {
  text: string;
  /** What one can do about it, such as undo. */
  action?: { label: string; run: () => void };
  /** Errors stay until closed. */
  kind?: 'error';
}

const Show = createContext<(toast: Toast) => void>(() => {});

/** Milliseconds that a toast stays: long enough to read it and reach its action by keyboard. */
const STAYS = 8_000;

/** Shows a short message at the edge of the page; a new one takes the place of the last. */
export const useToast = () => useContext(Show);

export function Toasts({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast>();
  const close = useCallback(() => setToast(undefined), []);

  useEffect(() => {
    if (!toast || toast.kind === 'error') return;
    const timer = setTimeout(close, STAYS);
    return () => clearTimeout(timer);
  }, [toast, close]);

  const show = useMemo(() => (next: Toast) => setToast(next), []);
  return (
    <Show value={show}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toast && (
          <div className={toast.kind === 'error' ? 'toast toast-error' : 'toast'}>
            <p>{toast.text}</p>
            {toast.action && (
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  close();
                  toast.action?.run();
                }}
              >
                {toast.action.label}
              </button>
            )}
            <button type="button" className="link-button" onClick={close}>
              Close
            </button>
          </div>
        )}
      </div>
    </Show>
  );
}
