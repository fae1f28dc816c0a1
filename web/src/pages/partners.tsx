import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import {
  AnswerPartnerDocument,
  DeletePartnerProfileDocument,
  JoinGroupDocument,
  type PartnerProfileFieldsFragment,
  type PartnersQuery,
  RequestPartnerDocument,
  SetPartnerProfileDocument,
  WithdrawPartnerDocument,
} from '../../../client/generated/graphql.ts';
import { accountQuery } from '../data/account.ts';
import { api } from '../data/api.ts';
import { myGroupsQuery } from '../data/groups.ts';
import { partnersQuery } from '../data/partners.ts';
import { queryClient, ServerState } from '../data/server-state.tsx';
import { PartnerForm } from '../groups/partner-form.tsx';
import { sentenceOf, useAction } from '../parts/action.ts';
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
  return (
    <div className="partners">
      <div>
        <Requests requests={data.partnerRequests} />
        {profile && !profile.paused && (
          <>
            <Suggestions suggestions={data.partnerSuggestions} />
            <GroupSuggestions suggestions={data.groupSuggestions} />
          </>
        )}
        {!profile && data.partnerRequests.length === 0 && (
          <p className="groups-none">
            Say what you want to learn, which languages you speak and when you are free. Here you then see who
            would be a good partner, and why; and groups that would fit.
          </p>
        )}
        {profile?.paused && (
          <p className="notice">You have paused: you are suggested to nobody, and nobody to you.</p>
        )}
      </div>
      <Profile profile={profile ?? undefined} />
    </div>
  );
}

const refresh = () => queryClient.invalidateQueries({ queryKey: partnersQuery().queryKey });

function Requests({ requests }: { requests: PartnersQuery['partnerRequests'] }) {
  const navigate = useNavigate();
  const answer = useAction(async ({ id, accept }: { id: string; accept: boolean }) => {
    const { answerPartnerRequest } = await api.request(AnswerPartnerDocument, { id, accept });
    void refresh();
    void queryClient.invalidateQueries({ queryKey: myGroupsQuery().queryKey });
    if (answerPartnerRequest.group) navigate(`/groups/${answerPartnerRequest.group.id}`);
  });
  const withdraw = useAction(async (id: string) => {
    await api.request(WithdrawPartnerDocument, { id }).finally(refresh);
  });
  const error = answer.error ?? withdraw.error;
  if (requests.length === 0) return null;
  return (
    <section aria-labelledby="partner-requests" className="groups-section">
      <h2 id="partner-requests">Requests</h2>
      {error !== undefined && <p role="alert">{sentenceOf(error)}</p>}
      <ul className="partner-list">
        {requests.map(({ id, peer, incoming, state, group }) => (
          <li key={id}>
            <p>
              <strong>{peer.name}</strong>{' '}
              {state === 'ACCEPTED'
                ? 'is your study partner.'
                : state === 'DECLINED'
                  ? 'does not look for a partner just now.'
                  : incoming
                    ? 'would like to learn with you.'
                    : 'was asked.'}{' '}
              {group && <Link to={`/groups/${group.id}`}>Open your group</Link>}
            </p>
            {incoming && state === 'OPEN' && (
              <p className="actions" aria-busy={answer.busy}>
                <button
                  type="button"
                  className="button button-primary"
                  aria-label={`Accept ${peer.name}`}
                  onClick={() => void answer.run({ id, accept: true })}
                >
                  Accept
                </button>
                <button
                  type="button"
                  className="button"
                  aria-label={`Decline ${peer.name}`}
                  onClick={() => void answer.run({ id, accept: false })}
                >
                  Decline
                </button>
              </p>
            )}
            {!incoming && state === 'OPEN' && (
              <button
                type="button"
                className="link-button"
                aria-label={`Take back what you asked ${peer.name}`}
                aria-disabled={withdraw.busy || undefined}
                onClick={() => void withdraw.run(id)}
              >
                Take it back
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Suggestions({ suggestions }: { suggestions: PartnersQuery['partnerSuggestions'] }) {
  const toast = useToast();
  const { run, busy, error } = useAction(async (userId: string) => {
    const { requestPartner } = await api.request(RequestPartnerDocument, { userId });
    const { name } = requestPartner.peer;
    toast({
      text: requestPartner.incoming
        ? `${name} has asked you already: the answer is yours.`
        : `${name} is asked. You hear here when they answer.`,
    });
    await refresh();
  });
  return (
    <section aria-labelledby="suggested" className="groups-section">
      <h2 id="suggested">People</h2>
      {error !== undefined && <p role="alert">{sentenceOf(error)}</p>}
      {suggestions.length === 0 && (
        <p className="groups-none">
          Nobody fits yet. More languages or hours make it likelier; who comes later is shown here.
        </p>
      )}
      <ul className="partner-list">
        {suggestions.map(({ peer, reasons }) => (
          <li key={peer.id}>
            <h3>{peer.name}</h3>
            <Reasons reasons={reasons} />
            <button
              type="button"
              className="button"
              aria-label={`Ask ${peer.name}`}
              aria-disabled={busy || undefined}
              onClick={() => void run(peer.id)}
            >
              Ask
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function GroupSuggestions({ suggestions }: { suggestions: PartnersQuery['groupSuggestions'] }) {
  const navigate = useNavigate();
  const { run, error } = useAction(async (id: string) => {
    await api.request(JoinGroupDocument, { id });
    navigate(`/groups/${id}`);
  });
  if (suggestions.length === 0) return null;
  return (
    <section aria-labelledby="suggested-groups" className="groups-section">
      <h2 id="suggested-groups">Groups</h2>
      {error !== undefined && <p role="alert">{sentenceOf(error)}</p>}
      <ul className="partner-list">
        {suggestions.map(({ group, reasons }) => (
          <li key={group.id}>
            <h3>{group.name}</h3>
            <Reasons reasons={reasons} />
            <button
              type="button"
              className="button"
              aria-label={`Join ${group.name}`}
              onClick={() => void run(group.id)}
            >
              Join
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reasons({ reasons }: { reasons: string[] }) {
  return (
    <ul className="reasons" aria-label="Why">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

function Profile({ profile }: { profile: PartnerProfileFieldsFragment | undefined }) {
  const toast = useToast();
  const forget = useAction(async () => {
    if (!confirm('Forget what you said here? You are not suggested to anybody then.')) return;
    await api.request(DeletePartnerProfileDocument, {});
    await refresh();
  });
  return (
    <section className="account-card" aria-labelledby="looking">
      <h2 id="looking">{profile ? 'What you look for' : 'Look for a partner'}</h2>
      <PartnerForm
        key={profile ? 'change' : 'new'}
        profile={profile}
        onSubmit={async (input) => {
          await api.request(SetPartnerProfileDocument, { input });
          toast({ text: input.paused ? 'Paused.' : 'Saved. These fit you now.' });
          await refresh();
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
