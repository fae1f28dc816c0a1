import { useQuery } from '@tanstack/react-query';
import { accountQuery } from '../data/account.ts';
import { invitationQuery } from '../data/groups.ts';
import { ServerState } from '../data/server-state.tsx';
import { WayIn } from '../groups/way-in.tsx';
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
  const { data: account } = useQuery(accountQuery());
  const { data: group, error, refetch } = useQuery(invitationQuery(token));
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
    <WayIn
      group={group}
      by={{ invitation: token }}
      path={`/join?invitation=${token}`}
      eyebrow="You are invited to a study group"
    />
  );
}
