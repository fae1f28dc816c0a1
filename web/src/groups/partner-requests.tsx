import { useNavigate } from 'react-router';
import {
  AnswerPartnerDocument,
  type PartnersQuery,
  WithdrawPartnerDocument,
} from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { myGroupsQuery } from '../data/groups.ts';
import { refreshPartners } from '../data/partners.ts';
import { queryClient } from '../data/server-state.tsx';
import { sentenceOf, useAction } from '../parts/action.ts';
import { Link } from '../shell/router.tsx';
import { Reasons } from './reasons.tsx';

/** Who was asked, who asks, and what came of it. */
export function PartnerRequests({ requests }: { requests: PartnersQuery['partnerRequests'] }) {
  const navigate = useNavigate();
  const answer = useAction(async ({ id, accept }: { id: string; accept: boolean }) => {
    const { answerPartnerRequest } = await api.request(AnswerPartnerDocument, { id, accept });
    void refreshPartners();
    void queryClient.invalidateQueries({ queryKey: myGroupsQuery().queryKey });
    if (answerPartnerRequest.group) navigate(`/groups/${answerPartnerRequest.group.id}`);
  });
  const withdraw = useAction(async (id: string) => {
    await api.request(WithdrawPartnerDocument, { id }).finally(refreshPartners);
  });
  const error = answer.error ?? withdraw.error;
  if (requests.length === 0) return null;
  return (
    <section aria-labelledby="partner-requests" className="groups-section">
      <h2 id="partner-requests">Requests</h2>
      {error !== undefined && <p role="alert">{sentenceOf(error)}</p>}
      <ul className="partner-list">
        {requests.map(({ id, peer, incoming, state, reasons, group }) => (
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
            <Reasons reasons={reasons} />
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
