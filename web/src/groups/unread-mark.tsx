import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { myGroupsQuery } from '../data/groups.ts';
import { ASIDE } from '../data/or-kept.ts';
import { ServerState } from '../data/server-state.tsx';
import './unread-mark.css';

/** How much is unread in all groups, beside their link in the navigation. Loaded for who is signed in alone. */
export function UnreadMark() {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => setPlace(document.getElementById('groups-unread')), []);
  if (!place) return null;
  return createPortal(
    <ServerState>
      <Mark />
    </ServerState>,
    place,
  );
}

function Mark() {
  const { data = [] } = useQuery({ ...myGroupsQuery(), meta: ASIDE });
  const sum = (counts: (number | null | undefined)[]) =>
    counts.reduce<number>((all, one) => all + (one ?? 0), 0);
  const unread = sum(data.map(({ unreadCount }) => unreadCount));
  if (unread === 0) return null;
  const isNamed = sum(data.map(({ mentionCount }) => mentionCount)) > 0;
  return (
    <span className="nav-mark" data-mention={isNamed || undefined}>
      {unread > 99 ? '99+' : unread}{' '}
      <span className="visually-hidden">{isNamed ? 'new, some name you' : 'new'}</span>
    </span>
  );
}
