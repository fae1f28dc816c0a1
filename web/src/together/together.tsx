import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { accountQuery } from '../data/account.ts';
import { diagramStateQuery } from '../data/completion.ts';
import { useLive, useLiveState } from '../data/connection.ts';
import { groupQuery } from '../data/groups.ts';
import { latestOf, usePointers } from '../data/pointers.ts';
import { ServerState } from '../data/server-state.tsx';
import { colourOf } from '../groups/colours.ts';
import { Connection } from '../groups/connection.tsx';
import { Link } from '../shell/router.tsx';
import { Pointers } from './pointers.tsx';
import { useOwnPointer } from './use-own-pointer.ts';
import { usePresence } from './use-presence.ts';
import '../groups/people.css';
import './together.css';

interface Props {
  /** Id of the group in whose company the diagram is read. */
  groupId: string;
  slug: string;
  /** What the reader looks at, as the query of the page without the group. */
  view: string;
  onView(view: string): void;
  onLeave(): void;
}

/** Reading a diagram with the members of a group: who is here, where they point, what they look at. */
export default function Together(props: Props) {
  return (
    <ServerState>
      <Company {...props} />
    </ServerState>
  );
}

function Company({ groupId, slug, view, onView, onLeave }: Props) {
  const { data: account } = useQuery(accountQuery());
  const { data: group } = useQuery({ ...groupQuery(groupId), enabled: Boolean(account) });
  const { data: diagram } = useQuery(diagramStateQuery(slug));
  const isMember = Boolean(group?.myRole);
  const live = useLive(isMember);
  const connection = useLiveState(live);
  const room = diagram ? `diagram:${groupId}:${diagram.id}` : '';
  const { pointers, point } = usePointers(live, room);
  const { present, closed, again } = usePresence(live, groupId, diagram?.id);
  const [following, setFollowing] = useState<string>();
  const me = account?.id;
  const names = useMemo(() => new Map(group?.members?.map(({ peer }) => [peer.id, peer.name])), [group]);
  const nameOf = (id: string) => names.get(id) ?? 'A member';

  useOwnPointer(view, point);
  const theirView = following === undefined ? undefined : latestOf(pointers, following)?.view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a move of one's own ends nothing; theirs is followed.
  useEffect(() => {
    if (theirView !== undefined && theirView !== view) onView(theirView);
  }, [theirView]);

  if (account === null || group === null || (group && !group.myRole) || closed === 'gone')
    return (
      <p className="together notice">
        This diagram was opened in a group that is not open to you.{' '}
        <button type="button" className="link-button" onClick={onLeave}>
          Read alone
        </button>
      </p>
    );
  if (!group || !me) return null;
  const others = present.filter((id) => id !== me);
  return (
    <section className="together" aria-label="Reading together">
      <p>
        Reading with <Link to={`/groups/${groupId}`}>{group.name}</Link>
      </p>
      {connection && <Connection state={connection} unsent={0} />}
      {closed === 'failed' && (
        <p role="alert">
          You can't be seen here, nor see others now.{' '}
          <button type="button" className="link-button" onClick={again}>
            Try again
          </button>
        </p>
      )}
      {others.length === 0 && !closed && <p className="settings-detail">Nobody else is here now.</p>}
      <ul aria-label="Here now">
        {others.map((id) => {
          const isFollowed = id === following;
          return (
            <li key={id}>
              <span className="avatar" data-colour={colourOf(id)} aria-hidden>
                {[...nameOf(id)][0]?.toUpperCase()}
              </span>
              {nameOf(id)}
              <button
                type="button"
                className="link-button"
                aria-pressed={isFollowed}
                onClick={() => setFollowing(isFollowed ? undefined : id)}
              >
                {isFollowed ? 'Stop following' : 'Follow'}
                <span className="visually-hidden"> {nameOf(id)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <button type="button" className="link-button" onClick={onLeave}>
        Read alone
      </button>
      <Pointers pointers={pointers} nameOf={nameOf} />
    </section>
  );
}
