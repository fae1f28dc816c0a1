import type { PersonalData } from '../platform/personal-data.ts';

/** What study groups keep of a person. A guest is in no group, so there is nothing to merge. */
export const collabData: PersonalData = {
  name: 'study-groups',
  // Loaded when somebody asks for their archive: no other request should pay for it.
  read: async (ctx, userId) => (await import('./collab.archive.ts')).collabArchive(ctx, userId),
  merge: async () => 0,
  leave: async (ctx, db, userId) => (await import('./collab.leaving.ts')).leaveGroups(ctx, db, userId),
};
