import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useCatalogue } from '../data/content.ts';
import { pageHead } from '../data/head.ts';

/**
 * After a change of page: title, description, canonical path, focus to the main part, a spoken title and the
 * top of the page, as a full load would have done. A change of the query string alone moves nothing.
 */
export function PageChange() {
  const { pathname } = useLocation();
  const { data: catalogue } = useCatalogue();
  const [spoken, setSpoken] = useState('');
  const shown = useRef(pathname);
  const head = pageHead(pathname, catalogue);

  useEffect(() => {
    document.title = head.title;
    document.querySelector('meta[name="description"]')?.setAttribute('content', head.description);
    document.querySelector('link[rel="canonical"]')?.setAttribute('href', head.canonical);
  }, [head.title, head.description, head.canonical]);

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
    setSpoken(head.title);
  }, [pathname, head.title]);

  return (
    <p className="visually-hidden" aria-live="assertive">
      {spoken}
    </p>
  );
}
