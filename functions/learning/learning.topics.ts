import type { Topics } from '../platform/realtime/transport.ts';

/** The topic of each subscription of this domain, for the person who asks. */
export const learningTopics: Topics = {
  progressUpdated: (_ctx, { userId }) => progressTopic(userId),
};

export function progressTopic(userId: string): string {
  return `progress:${userId}`;
}
