import type { PersonalData } from '../platform/personal-data.ts';
import { listOwnMessages } from './chat.store.ts';
import { listOwnGroups } from './groups.store.ts';
import { findProfile } from './partners.store.ts';

/** What study groups keep of a person. A guest is in no group, so there is nothing to merge. */
export const collabData: PersonalData = {
  name: 'study-groups',
  async read(ctx, userId) {
    const actor = { userId };
    const groups = await listOwnGroups(ctx.db, actor);
    const messages = await listOwnMessages(ctx.db, actor);
    const profile = await findProfile(ctx.db, actor);
    return {
      groups: groups.map(({ name, my_role: role, shares_progress: sharesProgress }) => ({
        name,
        role,
        sharesProgress,
      })),
      messages: messages.map(({ group_name: group, text, created_at: at, edited_at: editedAt }) => ({
        group,
        text,
        at,
        editedAt,
      })),
      partnerProfile: profile
        ? { languages: profile.languages, goal: profile.goal, hours: profile.hours, paused: profile.paused }
        : null,
    };
  },
  merge: async () => 0,
};
