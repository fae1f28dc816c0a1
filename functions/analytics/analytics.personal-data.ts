import type { PersonalData } from '../platform/personal-data.ts';
import { listEventsOf, moveEvents } from './analytics.store.ts';

/** What the statistics keep of a person: it loses its name when the account is deleted. */
export const analyticsData: PersonalData = {
  name: 'activity',
  read: async ({ db }, userId) => ({ events: await listEventsOf(db, userId) }),
  async merge(db, guestId, userId) {
    await moveEvents(db, guestId, userId);
    return 0;
  },
};
