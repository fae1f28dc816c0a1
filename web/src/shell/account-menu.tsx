import { UserRound } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Account } from '../data/account.ts';
import { whenIdle } from './idle.ts';
import { Link } from './router.tsx';

type Live = typeof import('./account-button.tsx');

/**
 * The way in, or the account. Starts as a link, as everybody's static HTML has it; who asks is looked up, with
 * the code for it, when the page has nothing better to do.
 */
export function AccountMenu() {
  const place = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  const [live, setLive] = useState<{ account: Account; Button: Live['AccountButton'] }>();

  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    const start = async () => {
      if (gone) return;
      const { watchAccount, AccountButton } = await import('./account-button.tsx');
      if (gone) return;
      stop = watchAccount((account) => {
        hadFocus.current = place.current?.contains(document.activeElement) ?? false;
        setLive(account ? { account, Button: AccountButton } : undefined);
      });
    };
    whenIdle(() => {
      start().catch(() => {
        // Without a network the link stays; the page behind it tells what is wrong.
      });
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, []);

  // The link and the button take each other's place: who stood on one goes on from the other.
  useLayoutEffect(() => {
    if (hadFocus.current) place.current?.querySelector<HTMLElement>(live ? 'button' : 'a')?.focus();
    hadFocus.current = false;
  }, [live]);

  return (
    <div ref={place} className="account-menu">
      {live ? (
        <live.Button account={live.account} />
      ) : (
        <Link to="/sign-in" className="account-link">
          <UserRound size={18} aria-hidden />
          <span className="account-link-label">Sign in</span>
        </Link>
      )}
    </div>
  );
}
