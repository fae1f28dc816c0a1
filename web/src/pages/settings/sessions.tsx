import { useRef, useState } from 'react';
import { EndSessionDocument, LogOutEverywhereDocument } from '../../../../client/generated/graphql.ts';
import { type AccountSession, showAccount } from '../../data/account.ts';
import { api } from '../../data/api.ts';
import { useAction } from '../../parts/action.ts';
import { FormAlert, Refusal } from '../../parts/form.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { relativeTime } from './relative-time.ts';

/** Where the account is signed in, and the ways to end that. */
export function Sessions({ sessions }: { sessions: AccountSession[] }) {
  const toast = useToast();
  const list = useRef<HTMLUListElement>(null);
  const [ending, setEnding] = useState<string>();
  const others = sessions.filter(({ current }) => !current);

  const { run, busy, error } = useAction(async (session: AccountSession | 'others') => {
    setEnding(session === 'others' ? session : session.id);
    if (session === 'others') {
      const { logOutEverywhere: ended } = await api.request(LogOutEverywhereDocument, { keepCurrent: true });
      showAccount({ sessions: sessions.filter(({ current }) => current) });
      toast({ text: ended === 1 ? 'One other session ended.' : `${ended} other sessions ended.` });
    } else {
      const { endSession } = await api.request(EndSessionDocument, { sessionId: session.id });
      const left = new Set(endSession.map(({ id }) => id));
      showAccount({ sessions: sessions.filter(({ id }) => left.has(id)) });
      toast({ text: `Ended: ${session.device}.` });
    }
    // The button that was pressed is gone.
    list.current?.focus();
  });

  return (
    <>
      {error !== undefined && (
        <FormAlert>
          <Refusal error={error} />
        </FormAlert>
      )}
      <ul ref={list} className="settings-list" aria-label="Sessions" tabIndex={-1}>
        {sessions.map((session) => (
          <li key={session.id}>
            <div>
              <strong>{session.device}</strong>
              <p className="settings-detail">
                {session.current ? (
                  'This device'
                ) : (
                  <>
                    Last seen{' '}
                    <time dateTime={session.lastSeenAt} title={new Date(session.lastSeenAt).toLocaleString()}>
                      {relativeTime(session.lastSeenAt, Date.now())}
                    </time>
                  </>
                )}
              </p>
            </div>
            {!session.current && (
              <button
                type="button"
                className="button"
                aria-label={`End the session of ${session.device}`}
                aria-disabled={busy || undefined}
                onClick={() => void run(session)}
              >
                {busy && ending === session.id ? 'Ending' : 'End'}
              </button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <div>
          <button
            type="button"
            className="button"
            aria-disabled={busy || undefined}
            onClick={() => void run('others')}
          >
            {busy && ending === 'others' ? 'Ending all others' : 'End all other sessions'}
          </button>
        </div>
      )}
    </>
  );
}
