import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import type { Topics } from '../platform/realtime/transport.ts';
import { findMembership } from './members.store.ts';

/** The topic of each subscription of this domain, for a member. */
export const collabTopics: Topics = {
  async groupMessageReceived(ctx: Context, actor, { groupId }) {
    const id = parseId('grp', String(groupId));
    if (!(await findMembership(ctx.db, actor, id)))
      throw new DomainError('NOT_FOUND', 'There is no such group, or it is not open to you.');
    return groupTopic(id);
  },
};

export const groupTopic = (groupId: string) => `group:${groupId}`;
