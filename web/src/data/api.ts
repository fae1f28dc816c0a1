import { createApi } from '../../../client/api.ts';
import { doubt } from './reach.ts';

/** What a proxy says for a server that is down. */
const GATEWAY = [502, 503, 504];

/** The browser's one client of the API. */
export const api = createApi({
  endpoint: '/graphql',
  fetch: async (...args) => {
    try {
      const response = await fetch(...args);
      if (GATEWAY.includes(response.status)) doubt();
      return response;
    } catch (error) {
      // Who left the page asked for no answer any more.
      if ((error as Error).name !== 'AbortError') doubt();
      throw error;
    }
  },
});
