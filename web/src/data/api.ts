import { createApi } from '../../../client/api.ts';

/** The browser's one client of the API. */
export const api = createApi({ endpoint: '/graphql', fetch: (...args) => fetch(...args) });
