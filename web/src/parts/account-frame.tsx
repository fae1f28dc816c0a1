import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { providersQuery, safeReturn } from '../data/account.ts';
import { holdPerson } from '../data/held-person.ts';
import { ServerState } from '../data/server-state.tsx';
import { useHydrated } from '../shell/hydrated.ts';
import { useQueryString } from '../shell/router.tsx';
import '../pages/account.css';

interface FrameProps {
  title: string;
  lead: ReactNode;
  /** What cannot be done without a script, as a gerund. */
  doing: string;
  children: ReactNode;
}

/** A page with one form beside what it is for. */
export function AccountFrame({ title, lead, doing, children }: FrameProps) {
  return (
    <ServerState>
      <div className="wrap account-page">
        <header className="page-header">
          <h1>{title}</h1>
          <p className="lead">{lead}</p>
        </header>
        <div className="account-card">
          <noscript>
            <p className="notice">{doing} needs JavaScript. Everything there is to read works without.</p>
          </noscript>
          {children}
        </div>
      </div>
    </ServerState>
  );
}

const NAMES: Record<string, string> = { GOOGLE: 'Google', GITHUB: 'GitHub' };

/** How people know a provider. */
export const providerName = (provider: string) => NAMES[provider] ?? provider;

/** Other ways in, where this deployment has any. They come last, so that nothing moves when they appear. */
export function Providers({ returnTo }: { returnTo: string }) {
  const { data: providers } = useQuery(providersQuery());
  if (!providers?.length) return null;
  return (
    <section className="providers" aria-label="Other ways to sign in">
      <p>Or without a password</p>
      {providers.map(({ name, url }) => (
        <a
          key={name}
          className="button"
          href={`${url}?return=${encodeURIComponent(returnTo)}`}
          // Who comes back may be somebody else, before any page has asked.
          onClick={() => holdPerson(null)}
        >
          Continue with {providerName(name)}
        </a>
      ))}
    </section>
  );
}

/** Where to go after signing in, if the address says so; not before the page is awake. */
export function useReturn(): string | undefined {
  const [search] = useQueryString();
  return (useHydrated() && safeReturn(search.get('return'))) || undefined;
}

/** A link to another of these pages that keeps where the person wanted to go. */
export const keepReturn = (page: string, returnTo: string | undefined) =>
  returnTo ? `${page}?return=${encodeURIComponent(returnTo)}` : page;

/**
 * The token behind the `#` of a mail's link, which no server sees. It is taken out of the address at once, so
 * that it stays in no history. Undefined until looked for; null where there is none.
 */
export function useLinkToken(): string | null | undefined {
  const { pathname, hash } = useLocation();
  const navigate = useNavigate();
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    if (hash.length > 1) {
      setToken(hash.slice(1));
      navigate(pathname, { replace: true });
    } else setToken((known) => known ?? null);
  }, [hash, pathname, navigate]);
  return token;
}
