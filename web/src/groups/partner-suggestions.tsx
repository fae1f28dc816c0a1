import { useNavigate } from 'react-router';
import {
  JoinGroupDocument,
  type PartnersQuery,
  RequestPartnerDocument,
} from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { refreshPartners } from '../data/partners.ts';
import { sentenceOf, useAction } from '../parts/action.ts';
import { useToast } from '../shell/toasts.tsx';
import { Reasons } from './reasons.tsx';

/** People who would be good to learn with, and why. */
export function PartnerSuggestions({ suggestions }: { suggestions: PartnersQuery['partnerSuggestions'] }) {
  const toast = useToast();
  const { run, busy, error } = useAction(async (userId: string) => {
    const { requestPartner } = await api.request(RequestPartnerDocument, { userId });
    const { name } = requestPartner.peer;
    toast({
      text: requestPartner.incoming
        ? `${name} has asked you already: the answer is yours.`
        : `${name} is asked. You hear here when they answer.`,
    });
    await refreshPartners();
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

/** Open groups that fit, and why. */
export function GroupSuggestions({ suggestions }: { suggestions: PartnersQuery['groupSuggestions'] }) {
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
