import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { accountQuery } from '../data/account.ts';
import { useChat } from '../data/chat.ts';
import { useLive } from '../data/connection.ts';
import { type Group, groupQuery, itemsOfGoal } from '../data/groups.ts';
import { meet, nameMet } from '../data/names.ts';
import { ServerState } from '../data/server-state.tsx';
import { About, Members } from '../groups/about.tsx';
import { Boards } from '../groups/boards.tsx';
import { ChatPanel } from '../groups/chat-panel.tsx';
import { Goal } from '../groups/goal.tsx';
import { Manage } from '../groups/manage.tsx';
import { Reports } from '../groups/reports.tsx';
import { WayIn } from '../groups/way-in.tsx';
import { Failure } from '../shell/failure.tsx';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import '../groups/groups.css';
import '../groups/people.css';
import './account.css';
import './settings.css';

/** One group: its chat, and beside it who is in it and what it learns. */
export default function GroupPage() {
  const { id = '' } = useParams();
  return (
    <ServerState>
      <div className="wrap group-page">
        <GroupLoader key={id} id={id} />
      </div>
    </ServerState>
  );
}

function GroupLoader({ id }: { id: string }) {
  const who = useQuery(accountQuery());
  const what = useQuery({ ...groupQuery(id), enabled: id.startsWith('grp_') });
  const [account, group] = [who.data, what.data];
  const missing = account === undefined ? who : what;
  const wasMember = useRef(false);
  if (group?.myRole) wasMember.current = true;
  if (missing.error && missing.data === undefined)
    return <Failure error={missing.error} onRetry={() => void missing.refetch()} isPage />;
  if (group && group.myRole === null) return <Stranger group={group} wasMember={wasMember.current} />;
  if (account === null || group === null)
    return (
      <section className="empty">
        <h1>This group is not open to you{wasMember.current && ' any more'}</h1>
        {account ? (
          <p>
            Look for it among <Link to="/groups">the groups that everybody may join</Link>, or ask a member
            for an invitation.
          </p>
        ) : (
          <p>
            <Link to={`/sign-in?return=${encodeURIComponent(`/groups/${id}`)}`}>Sign in</Link> if you are a
            member.
          </p>
        )}
      </section>
    );
  if (!group || !account) return <Skeleton label="Loading the group" />;
  return <GroupView group={group} me={account.id} />;
}

/** Somebody was sent the address of a group that everybody may join. */
function Stranger({ group, wasMember }: { group: Group; wasMember: boolean }) {
  const goal = itemsOfGoal(group, new Set());
  return (
    <WayIn
      group={group}
      by={{ id: group.id }}
      path={`/groups/${group.id}`}
      eyebrow={
        wasMember ? 'You are no member of this group any more' : 'A study group that everybody may join'
      }
    >
      {goal.length > 0 && (
        <section aria-labelledby="stranger-goal">
          <h2 id="stranger-goal">What it learns</h2>
          <ol className="goal">
            {goal.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ol>
        </section>
      )}
    </WayIn>
  );
}

function GroupView({ group, me }: { group: Group; me: string }) {
  const live = useLive(true);
  const chat = useChat(group.id, live, me);
  const [tab, setTab] = useState<'chat' | 'group'>('chat');
  const people = useMemo(() => (group.members ?? []).map(({ peer }) => peer), [group.members]);
  useEffect(() => meet(people), [people]);
  const nameOf = useCallback(
    (id: string | null) => people.find((one) => one.id === id)?.name ?? nameMet(id) ?? 'Somebody who left',
    [people],
  );
  return (
    <>
      <header className="group-head">
        <p className="eyebrow">
          <Link to="/groups">Study groups</Link>
        </p>
        <h1>{group.name}</h1>
        {group.archivedAt && <p className="notice">Archived</p>}
        <fieldset className="group-tabs" aria-label="Show">
          <button type="button" aria-pressed={tab === 'chat'} onClick={() => setTab('chat')}>
            Chat
          </button>
          <button type="button" aria-pressed={tab === 'group'} onClick={() => setTab('group')}>
            Group
          </button>
        </fieldset>
      </header>
      <div className="group-columns" data-tab={tab}>
        {chat ? (
          <ChatPanel group={group} {...chat} me={me} people={people} nameOf={nameOf} />
        ) : (
          <div className="chat">
            <Skeleton label="Connecting" />
          </div>
        )}
        <aside className="group-aside" aria-label="Group">
          <Reports group={group} nameOf={nameOf} />
          <Goal group={group} />
          <Members group={group} me={me} present={chat?.state.present ?? []} />
          <Boards group={group} />
          <About group={group} />
          <Manage group={group} />
        </aside>
      </div>
    </>
  );
}
