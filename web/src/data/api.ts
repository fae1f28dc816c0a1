import { QueryClient } from '@tanstack/react-query';
import { createApi } from '../../../client/api.ts';

/** The browser's one client of the API. */
export const api = createApi({ endpoint: '/graphql', fetch: (...args) => fetch(...args) });

/** Retries are the business of `client/api.ts`, which knows what may be asked twice. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}
