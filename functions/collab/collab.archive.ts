import type { Context } from '../platform/context.ts';
import { listOwnMessages } from './chat.store.ts';
import { listOwnGroups } from './groups.store.ts';
import { findProfile } from './partners.store.ts';

/** Everything that study groups keep of a person, for their archive. */
export async function collabArchive(ctx: Context, userId: string): Promise<Record<string, unknown>> {
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
}
