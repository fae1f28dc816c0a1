import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useState,
} from 'react';
import { ErrorBoundary } from '../shell/error-boundary.tsx';

const Open = createContext<() => void>(() => {});

/** Opens the search dialog. */
export const useOpenSearch = () => useContext(Open);

const loadDialog = () => import('./dialog.tsx');
const SearchDialog = lazy(loadDialog);

/** Fetches code and index of search ahead of its first use. */
export async function preloadSearch(): Promise<void> {
  const { preloadIndex } = await loadDialog();
  await preloadIndex();
}

/** Opens search by Ctrl+K, Cmd+K or `/`; its code and index come when the page has nothing better to do. */
export function SearchLauncher({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  const hide = useCallback(() => setOpen(false), []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const letter = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey;
      const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
      if (!letter && !slash) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return (
    <Open value={show}>
      {children}
      {open && (
        <ErrorBoundary resetKey="search" onRetry={hide}>
          <Suspense>
            <SearchDialog onClose={hide} />
          </Suspense>
        </ErrorBoundary>
      )}
    </Open>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
