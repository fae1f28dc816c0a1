import { useEffect, useState } from 'react';
import { MarkReadDocument } from '../../../client/generated/graphql.ts';
import type { ChatState } from '../../../client/realtime/chat.ts';
import { api } from '../data/api.ts';
import { type Group, myGroupsQuery } from '../data/groups.ts';
import { queryClient } from '../data/server-state.tsx';

/** Milliseconds that a message is seen before it counts as read. */
const SEEN = 1_000;

/**
 * Tells the server what was read once the end is in sight. Gives back the id of the first message that was unread when
 * the page was opened: the mark stays there.
 */
export function useRead(group: Group, { messages, ready }: ChatState, isAtEnd: boolean): string | undefined {
  const [readBefore] = useState(group.readSequence ?? 0);
  const newest = messages.at(-1)?.sequence ?? 0;
  useEffect(() => {
    if (!ready || !isAtEnd || newest === 0 || document.visibilityState !== 'visible') return;
    const timer = setTimeout(() => {
      api.request(MarkReadDocument, { groupId: group.id, sequence: newest }).then(
        () => void queryClient.invalidateQueries({ queryKey: myGroupsQuery().queryKey }),
        // It stays unread: nothing is lost, and nobody has to be told.
        () => {},
      );
    }, SEEN);
    return () => clearTimeout(timer);
  }, [group.id, ready, isAtEnd, newest]);
  const unread = messages.find(({ sequence }) => sequence > readBefore);
  // Everything is new to who has just come.
  return readBefore > 0 ? unread?.id : undefined;
}
