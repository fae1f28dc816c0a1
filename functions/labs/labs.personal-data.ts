import type { PersonalData } from '../platform/personal-data.ts';

/** What labs keep of a person. */
export const labsData: PersonalData = {
  name: 'labs',
  // Loaded when somebody asks for their archive, or signs in: no other request should pay for it.
  read: async (ctx, userId) => (await import('./labs.archive.ts')).labsArchive(ctx, userId),
  merge: async (db, guestId, userId) =>
    (await import('./completions.store.ts')).mergeLabs(db, guestId, userId),
};
