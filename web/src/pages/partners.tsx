import { useQuery } from '@tanstack/react-query';
import {
  DeletePartnerProfileDocument,
  type PartnerProfileFieldsFragment,
  SetPartnerProfileDocument,
} from '../../../client/generated/graphql.ts';
import { accountQuery, showAccount } from '../data/account.ts';
import { api } from '../data/api.ts';
import { partnersQuery, refreshPartners } from '../data/partners.ts';
import { ServerState } from '../data/server-state.tsx';
import { PartnerForm } from '../groups/partner-form.tsx';
import { PartnerRequests } from '../groups/partner-requests.tsx';
import { GroupSuggestions, PartnerSuggestions } from '../groups/partner-suggestions.tsx';
import { useAction } from '../parts/action.ts';
import { zoneHere } from '../parts/time-zone-field.tsx';
import { Failure } from '../shell/failure.tsx';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { useToast } from '../shell/toasts.tsx';
import '../groups/groups.css';
import '../groups/partners.css';
import './account.css';

/** Who would be good to learn with, why, and how to ask them. */
export default function PartnersPage() {
  return (
    <ServerState>
      <div className="wrap groups-page">
        <header className="page-header">
          <h1>Find a study partner</h1>
          <p className="lead">
            Suggestions come from what you have learned, your goal, languages and hours, and from nothing
            else. Only people who look for a partner themselves are suggested; they see your name, never your
            address.
          </p>
        </header>
        <Partners />
      </div>
    </ServerState>
  );
}

function Partners() {
  const { data: account } = useQuery(accountQuery());
  const { data, error, refetch } = useQuery({ ...partnersQuery(), enabled: Boolean(account) });
  if (account === null)
    return (
      <p className="notice">
        <Link to="/sign-in?return=/partners">Sign in</Link> to look for a partner.
      </p>
    );
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton label="Loading" />;
  const { partnerProfile: profile } = data;
  const isNew = !profile && data.partnerRequests.length === 0;
  return (
    <div className={isNew ? 'partners partners-new' : 'partners'}>
      <div>
        <PartnerRequests requests={data.partnerRequests} />
        {profile && !profile.paused && (
          <>
            <PartnerSuggestions suggestions={data.partnerSuggestions} />
            <GroupSuggestions suggestions={data.groupSuggestions} />
          </>
        )}
        {isNew && (
          <p className="groups-none">
            Say what you want to learn, which languages you speak and when you are free. Here you then see who
            would be a good partner, and why; and groups that would fit.
          </p>
        )}
        {profile?.paused && (
          <p className="notice">You have paused: you are suggested to nobody, and nobody to you.</p>
        )}
      </div>
      <Profile profile={profile ?? undefined} timeZone={data.currentUser?.timeZone ?? 'UTC'} />
    </div>
  );
}

function Profile({
  profile,
  timeZone,
}: {
  profile: PartnerProfileFieldsFragment | undefined;
  timeZone: string;
}) {
  const toast = useToast();
  const forget = useAction(async () => {
    if (!confirm('Forget what you said here? You are not suggested to anybody then.')) return;
    await api.request(DeletePartnerProfileDocument, {});
    await refreshPartners();
  });
  return (
    <section className="account-card" aria-labelledby="looking">
      <h2 id="looking">{profile ? 'What you look for' : 'Look for a partner'}</h2>
      <PartnerForm
        key={profile ? 'change' : 'new'}
        profile={profile}
        // Who signed in by Google or GitHub has never been asked: UTC is what an account begins with.
        timeZone={!profile && timeZone === 'UTC' ? zoneHere() : timeZone}
        onSubmit={async (input, chosen) => {
          const { updateProfile } = await api.request(SetPartnerProfileDocument, { input, timeZone: chosen });
          showAccount(updateProfile);
          toast({ text: input.paused ? 'Paused.' : 'Saved. These fit you now.' });
          await refreshPartners();
        }}
      />
      {profile && (
        <button type="button" className="link-button" onClick={() => void forget.run()}>
          Stop looking and forget this
        </button>
      )}
    </section>
  );
}
