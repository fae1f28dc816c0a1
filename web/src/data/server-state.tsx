import { onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { reach, watchReach } from './reach.ts';

/** One for all islands of server state, so that what one learns the others know. */
export const queryClient = new QueryClient({
  defaultOptions: {
    // Retries are the business of `client/api.ts`, which knows what may be asked twice.
    queries: {
      retry: false,
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // Asked without a network too: what is kept may answer, or the page says what is missing.
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    mutations: { retry: false },
  },
});

// Changes wait while nobody answers, whatever the reason.
onlineManager.setEventListener((setOnline) => {
  const tell = () => setOnline(reach() === 'here');
  tell();
  return watchReach(tell);
});

/**
 * Around each part of a page that asks the server. Not around the whole application: the diagram page is
 * read without the server, so the code for asking comes with the first part that does.
 */
export function ServerState({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
