import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { CreateGroupDocument, JoinGroupDocument } from '../../../client/generated/graphql.ts';
import { accountQuery } from '../data/account.ts';
import { api } from '../data/api.ts';
import { type GroupCard, languageName, myGroupsQuery, publicGroupsQuery } from '../data/groups.ts';
import { queryClient, ServerState } from '../data/server-state.tsx';
import { GroupForm } from '../groups/group-form.tsx';
import { sentenceOf, useAction } from '../parts/action.ts';
import { Failure } from '../shell/failure.tsx';
import { Link, useQueryString } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import '../groups/groups.css';
import './account.css';

/** The groups that one is in, and those that one may join. */
export default function GroupsPage() {
  return (
    <ServerState>
      <div className="wrap groups-page">
        <header className="page-header">
          <h1>Study groups</h1>
          <p className="lead">
            Learn together: set a goal, ask each other, draw on one whiteboard. Or{' '}
            <Link to="/partners">find a study partner</Link>.
          </p>
        </header>
        <OwnGroups />
        <PublicGroups />
      </div>
    </ServerState>
  );
}

function OwnGroups() {
  const who = useQuery(accountQuery());
  const groups = useQuery({ ...myGroupsQuery(), enabled: Boolean(who.data) });
  const [account, data] = [who.data, groups.data];
  const { error, refetch } = account === undefined ? who : groups;
  const navigate = useNavigate();
  const [starting, setStarting] = useState(false);
  if (account === null)
    return (
      <p className="notice">
        <Link to="/sign-in?return=/groups">Sign in</Link> to join a group or start one: the others see your
        name, never your address.
      </p>
    );
  return (
    <section aria-labelledby="own-groups" className="groups-section">
      <div className="groups-head">
        <h2 id="own-groups">Your groups</h2>
        <button
          type="button"
          className="button"
          aria-expanded={starting}
          onClick={() => setStarting(!starting)}
        >
          {starting ? 'Not now' : 'Start a group'}
        </button>
      </div>
      {starting && (
        <div className="account-card">
          <GroupForm
            label="Start a group"
            action="Start the group"
            busyAction="Starting"
            onSubmit={async (input) => {
              const { createStudyGroup } = await api.request(CreateGroupDocument, { input });
              void queryClient.invalidateQueries({ queryKey: myGroupsQuery().queryKey });
              navigate(`/groups/${createStudyGroup.id}`);
            }}
          />
        </div>
      )}
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton label="Loading your groups" />
      ) : data.length === 0 ? (
        <p className="groups-none">You are in no group yet. Join one below, or start your own.</p>
      ) : (
        <ul className="group-cards">
          {data.map((group) => (
            <li key={group.id}>
              <Card group={group} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function PublicGroups() {
  const [search, setSearch] = useQueryString();
  const query = search.get('q') ?? '';
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    publicGroupsQuery(query),
  );
  const groups = data?.pages.flatMap((page) => page.nodes) ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get('q') ?? '').trim();
    setSearch(new URLSearchParams(words ? { q: words } : {}), { replace: true });
  };
  return (
    <section aria-labelledby="public-groups" className="groups-section">
      <div className="groups-head">
        <h2 id="public-groups">Find a group</h2>
        <search>
          <form className="groups-search" onSubmit={submit}>
            <input
              className="input"
              type="search"
              name="q"
              aria-label="Words about the group"
              defaultValue={query}
            />
            <button type="submit" className="button">
              Search
            </button>
          </form>
        </search>
      </div>
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton label="Loading groups" />
      ) : groups.length === 0 ? (
        <p className="groups-none">
          {query
            ? `No group is about "${query}". Start one?`
            : 'There is no open group yet. Start the first one.'}
        </p>
      ) : (
        <ul className="group-cards">
          {groups.map((group) => (
            <li key={group.id}>
              <Card group={group} />
              {!group.myRole && <Join group={group} />}
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <button
          type="button"
          className="button"
          aria-disabled={isFetchingNextPage || undefined}
          onClick={() => void fetchNextPage()}
        >
          More groups
        </button>
      )}
    </section>
  );
}

function Card({ group }: { group: GroupCard }) {
  const { id, name, description, memberCount, language, unreadCount, mentionCount } = group;
  return (
    <div className="group-card">
      <h3>
        {group.myRole ? <Link to={`/groups/${id}`}>{name}</Link> : name}
        {Boolean(unreadCount) && (
          <span className="badge" data-mention={Boolean(mentionCount) || undefined}>
            {unreadCount} new
          </span>
        )}
      </h3>
      {description && <p>{description}</p>}
      <p className="settings-detail">
        {memberCount === 1 ? '1 member' : `${memberCount} members`} · {languageName(language)}
        {group.visibility === 'INVITATION' && ' · by invitation'}
        {group.archivedAt && ' · archived'}
      </p>
    </div>
  );
}

function Join({ group }: { group: GroupCard }) {
  const navigate = useNavigate();
  const { data: account } = useQuery(accountQuery());
  const { run, busy, error } = useAction(async () => {
    if (!account) return navigate('/sign-in?return=/groups');
    await api.request(JoinGroupDocument, { id: group.id });
    void queryClient.invalidateQueries({ queryKey: myGroupsQuery().queryKey });
    navigate(`/groups/${group.id}`);
  });
  return (
    <>
      {error !== undefined && <p role="alert">{sentenceOf(error)}</p>}
      <button
        type="button"
        className="button"
        aria-label={`Join ${group.name}`}
        aria-disabled={busy || undefined}
        onClick={() => void run()}
      >
        {busy ? 'Joining' : 'Join'}
      </button>
    </>
  );
}
