import { useEffect, useState, useSyncExternalStore } from 'react';
import { MarkReadDocument } from '../../../client/generated/graphql.ts';
import type { ChatState } from '../../../client/realtime/chat.ts';
import { api } from '../data/api.ts';
import { type Group, refreshMarks, showRead } from '../data/groups.ts';

/** Milliseconds that a message is seen before it counts as read. */
const SEEN = 1_000;

/**
 * Tells the server what was read once the end is in sight of somebody who looks at it. Gives back the id of the first
 * message of others that was unread when the page was opened: the mark stays there.
 */
export function useRead(
  group: Group,
  { messages, ready }: ChatState,
  isAtEnd: boolean,
  me: string,
): string | undefined {
  const [readBefore] = useState(group.readSequence ?? 0);
  const [atOpening, setAtOpening] = useState<number>();
  const isLookedAt = useSyncExternalStore(onVisibility, isVisible);
  const newest = messages.at(-1)?.sequence ?? 0;
  // What comes later is seen as it comes.
  if (ready && atOpening === undefined) setAtOpening(newest);
  const isUnread = ready && newest > (group.readSequence ?? 0);
  useEffect(() => {
    if (!isUnread || !isLookedAt) return;
    const timer = setTimeout(() => {
      // Who reads further up has not read it: the marks say so.
      if (!isAtEnd) return refreshMarks();
      api.request(MarkReadDocument, { groupId: group.id, sequence: newest }).then(
        ({ markGroupRead }) => showRead(markGroupRead),
        // It stays unread: nothing is lost, and nobody has to be told.
        () => {},
      );
    }, SEEN);
    return () => clearTimeout(timer);
  }, [group.id, isUnread, isLookedAt, isAtEnd, newest]);
  // Everything is new to who has just come.
  if (readBefore === 0 || atOpening === undefined) return undefined;
  return messages.find(
    ({ sequence, authorId }) => sequence > readBefore && sequence <= atOpening && authorId !== me,
  )?.id;
}

const isVisible = () => document.visibilityState === 'visible';

function onVisibility(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}
