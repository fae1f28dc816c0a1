import {
  type ComponentProps,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { type Navigator, Router, useHref, useLocation, useNavigate } from 'react-router';

/**
 * React Router over the browser's history, with the few pieces that we need. Its own `BrowserRouter`, `Link`
 * and `useSearchParams` bring the data router along: 7 KB gzip that no page here uses.
 */
export function BrowserHistory({ children }: { children: ReactNode }) {
  const [location, setLocation] = useState(readLocation);

  useEffect(() => {
    const moved = () => setLocation(readLocation());
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);

  const navigator = useMemo((): Navigator => {
    const go = (how: 'pushState' | 'replaceState', to: Parameters<Navigator['push']>[0]) => {
      history[how](null, '', hrefOf(to));
      setLocation(readLocation());
    };
    return {
      createHref: hrefOf,
      go: (steps) => history.go(steps),
      push: (to) => go('pushState', to),
      replace: (to) => go('replaceState', to),
    };
  }, []);

  return (
    <Router location={location} navigator={navigator}>
      {children}
    </Router>
  );
}

function readLocation() {
  const { pathname, search, hash } = window.location;
  return { pathname, search, hash, state: null, key: 'default' };
}

function hrefOf(to: Parameters<Navigator['createHref']>[0]): string {
  return typeof to === 'string' ? to : `${to.pathname ?? ''}${to.search ?? ''}${to.hash ?? ''}`;
}

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  to: string;
}

/** A link inside Atlas: a plain click moves without a load, anything else is left to the browser. */
export function Link({ to, onClick, children, ...rest }: LinkProps) {
  const href = useHref(to);
  const navigate = useNavigate();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button !== 0 || modified) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a {...rest} href={href} onClick={follow}>
      {children}
    </a>
  );
}

/** A link that says when it leads to the page one is on, or to one above it; `also` is above other pages too. */
export function NavLink({ to, also = [], ...rest }: LinkProps & { also?: readonly string[] }) {
  const { pathname } = useLocation();
  const here = [to, ...also].some((path) => pathname === path || pathname.startsWith(`${path}/`));
  return <Link to={to} aria-current={here ? 'page' : undefined} {...rest} />;
}

/** The query string and a way to change it; the page and its scroll position stay. */
export function useQueryString(): [
  URLSearchParams,
  (next: URLSearchParams, options: { replace: boolean }) => void,
] {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const set = useCallback(
    (next: URLSearchParams, { replace }: { replace: boolean }) => {
      const text = next.toString();
      navigate(text ? `${pathname}?${text}` : pathname, { replace });
    },
    [navigate, pathname],
  );
  return [params, set];
}
