import { useEffect } from 'react';
import { whenIdle } from './idle.ts';
import { useToast } from './toasts.tsx';

/** Has the browser keep what pages are made of, and says when there is a newer version of it. */
export function NewVersion() {
  const toast = useToast();
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    whenIdle(() => {
      const tell = () =>
        toast({
          text: 'A new version of Atlas is there.',
          action: { label: 'Reload', run: () => location.reload() },
        });
      // Without it, pages need a network: nothing else is lost.
      import('./keep-pages.ts').then(({ keepPages }) => keepPages(tell)).catch(() => {});
    });
  }, [toast]);
  return null;
}
