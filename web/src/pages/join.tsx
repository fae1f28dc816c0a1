import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { JoinGroupDocument } from '../../../client/generated/graphql.ts';
import { accountQuery } from '../data/account.ts';
import { api } from '../data/api.ts';
import { invitationQuery, languageName, myGroupsQuery } from '../data/groups.ts';
import { queryClient, ServerState } from '../data/server-state.tsx';
import { sentenceOf, useAction } from '../parts/action.ts';
import { Failure } from '../shell/failure.tsx';
import { useHydrated } from '../shell/hydrated.ts';
import { Link, useQueryString } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import '../groups/groups.css';
import './account.css';

/** Where an invitation leads: what the group is, and the way in. */
export default function JoinPage() {
  const [search] = useQueryString();
  const hydrated = useHydrated();
  return (
    <ServerState>
      <div className="wrap groups-page">
        {hydrated ? <Invitation token={search.get('invitation') ?? ''} /> : <Skeleton label="Loading" />}
      </div>
    </ServerState>
  );
}

function Invitation({ token }: { token: string }) {
  const navigate = useNavigate();
  const { data: account } = useQuery(accountQuery());
  const { data: group, error, refetch } = useQuery(invitationQuery(token));
  const join = useAction(async () => {
    const { joinStudyGroup } = await api.request(JoinGroupDocument, { invitation: token });
    void queryClient.invalidateQueries({ queryKey: myGroupsQuery().queryKey });
    navigate(`/groups/${joinStudyGroup.id}`);
  });
  if (error && group === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  if (group === undefined || account === undefined) return <Skeleton label="Loading the invitation" />;
  if (group === null)
    return (
      <section className="empty">
        <h1>This invitation is not good any more</h1>
        <p>
          Ask whoever sent it for a new one, or look at <Link to="/groups">the open groups</Link>.
        </p>
      </section>
    );
  return (
    <section className="invited">
      <p className="eyebrow">You are invited to a study group</p>
      <h1>{group.name}</h1>
      {group.description && <p className="lead">{group.description}</p>}
      <p className="settings-detail">
        {group.memberCount === 1 ? '1 member' : `${group.memberCount} members`} ·{' '}
        {languageName(group.language)}
      </p>
      {join.error !== undefined && <p role="alert">{sentenceOf(join.error)}</p>}
      <p className="actions">
        {group.myRole ? (
          <Link className="button button-primary" to={`/groups/${group.id}`}>
            You are a member: open the group
          </Link>
        ) : account ? (
          <button
            type="button"
            className="button button-primary"
            aria-disabled={join.busy || undefined}
            onClick={() => void join.run()}
          >
            {join.busy ? 'Joining' : 'Join the group'}
          </button>
        ) : (
          <>
            <Link
              className="button button-primary"
              to={`/sign-in?return=${encodeURIComponent(`/join?invitation=${token}`)}`}
            >
              Sign in to join
            </Link>
            <Link
              className="button"
              to={`/sign-up?return=${encodeURIComponent(`/join?invitation=${token}`)}`}
            >
              Sign up
            </Link>
          </>
        )}
      </p>
    </section>
  );
}
