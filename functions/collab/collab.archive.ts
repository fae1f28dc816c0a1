import type { Context } from '../platform/context.ts';
import { listOwnMessages } from './chat.store.ts';
import { listAllRequests, listMadeBoards, listOwnReactions, listOwnReports } from './collab.archive.store.ts';
import { listOwnGroups } from './groups.store.ts';
import { findProfile } from './partners.store.ts';
import { peerOf } from './peers.ts';

/** Everything that study groups keep of a person, for their archive. */
export async function collabArchive(ctx: Context, userId: string): Promise<Record<string, unknown>> {
  const actor = { userId };
  const groups = await listOwnGroups(ctx.db, actor);
  const messages = await listOwnMessages(ctx.db, actor);
  const reactions = await listOwnReactions(ctx.db, actor);
  const boards = await listMadeBoards(ctx.db, actor);
  const reports = await listOwnReports(ctx.db, actor);
  const profile = await findProfile(ctx.db, actor);
  const requests = await listAllRequests(ctx.db, actor);
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
    reactions: reactions.map(({ group_name: group, emoji, reacted_at: at }) => ({ group, emoji, at })),
    boards: boards.map(({ group_name: group, title, created_at: at, deleted_at: deletedAt }) => ({
      group,
      title,
      at,
      deletedAt,
    })),
    reports: reports.map(({ group_name: group, message_id: messageId, reason, created_at, resolved_at }) => ({
      group,
      about: messageId ? 'a message' : 'the group',
      reason,
      at: created_at,
      settledAt: resolved_at,
    })),
    partnerRequests: await Promise.all(
      requests.map(async ({ from_id, to_id, state, created_at: at, answered_at: answeredAt }) => ({
        asked: from_id === userId ? 'by you' : 'you',
        other: (await peerOf(ctx, from_id === userId ? to_id : from_id)).name,
        state,
        at,
        answeredAt,
      })),
    ),
    partnerProfile: profile
      ? { languages: profile.languages, goal: profile.goal, hours: profile.hours, paused: profile.paused }
      : null,
  };
}
