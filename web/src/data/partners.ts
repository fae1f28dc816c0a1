import { queryOptions } from '@tanstack/react-query';
import { PartnersDocument } from '../../../client/generated/graphql.ts';
import { api } from './api.ts';
import { queryClient } from './server-state.tsx';

/** How one looks for partners, who fits, and who was asked. */
export const partnersQuery = () =>
  queryOptions({
    queryKey: ['partners'],
    queryFn: ({ signal }) => api.request(PartnersDocument, {}, { signal }),
    refetchOnWindowFocus: true,
  });

/** Asks anew who fits and who was asked. */
export const refreshPartners = () => queryClient.invalidateQueries({ queryKey: partnersQuery().queryKey });
