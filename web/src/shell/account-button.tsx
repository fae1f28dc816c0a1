import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Account, signOut, watchAccount } from '../data/account.ts';
import { UnreadMark } from '../groups/unread-mark.tsx';
import { sentenceOf } from '../parts/action.ts';
import { Link } from './router.tsx';
import { useToast } from './toasts.tsx';

export { watchAccount };

/** The account's first letter; opens a menu (keys as in the ARIA Authoring Practices, "Menu Button"). */
export function AccountButton({ account }: { account: Account }) {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<'first' | 'last'>();
  const leaving = useRef(false);
  const toast = useToast();
  const items = () => [...(place.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const name = account.name || account.email || 'you';

  // biome-ignore lint/correctness/useExhaustiveDependencies: only an opening moves the focus.
  useEffect(() => {
    if (open)
      items()
        .at(open === 'first' ? 0 : -1)
        ?.focus();
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!place.current?.contains(event.target as Node)) setOpen(undefined);
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [open]);

  const close = () => {
    setOpen(undefined);
    button.current?.focus();
  };

  const onMenuKey = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const typed = all.findIndex(({ textContent }) => textContent?.toLowerCase().startsWith(event.key));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') return setOpen(undefined);
    else if (to !== undefined) all.at(to % all.length)?.focus();
    else if (typed >= 0) all[typed]?.focus();
    else return;
    event.preventDefault();
  };

  const leave = async () => {
    close();
    if (leaving.current) return;
    leaving.current = true;
    try {
      await signOut();
      toast({ text: 'Signed out.' });
    } catch (error) {
      toast({ kind: 'error', text: `You are still signed in. ${sentenceOf(error)}` });
    } finally {
      leaving.current = false;
    }
  };

  return (
    <div ref={place}>
      <UnreadMark />
      <button
        ref={button}
        type="button"
        className="account-button"
        aria-label={`Account of ${name}`}
        aria-haspopup="menu"
        aria-expanded={open !== undefined}
        aria-controls={open && id}
        onClick={() => setOpen(open ? undefined : 'first')}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(event.key === 'ArrowDown' ? 'first' : 'last');
        }}
      >
        <span aria-hidden>{[...name][0]?.toUpperCase()}</span>
      </button>
      {open && (
        <div className="account-popup">
          <p className="account-name">{name}</p>
          <div id={id} role="menu" aria-label="Account" tabIndex={-1} onKeyDown={onMenuKey}>
            <Link to="/settings" role="menuitem" tabIndex={-1} onClick={close}>
              Settings
            </Link>
            <Link to="/progress" role="menuitem" tabIndex={-1} onClick={close}>
              Progress
            </Link>
            {(account.role === 'MODERATOR' || account.role === 'ADMIN') && (
              <Link to="/reports" role="menuitem" tabIndex={-1} onClick={close}>
                Reports
              </Link>
            )}
            <button type="button" role="menuitem" tabIndex={-1} onClick={() => void leave()}>
              Sign out
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
