import { type ReactNode, useState } from 'react';
import type { LabSession } from '../data/labs.ts';
import { sentenceOf, useAction } from '../parts/action.ts';
import { Link } from '../shell/router.tsx';
import { useToast } from '../shell/toasts.tsx';
import { endLab, pauseLab, resetLab } from './actions.ts';
import { Confirm } from './confirm.tsx';
import { Timer } from './timer.tsx';

interface Props {
  session: LabSession;
  heading: React.Ref<HTMLHeadingElement>;
  /** The state of the connection. */
  children: ReactNode;
}

/** What stands above instructions and machine: time, connection, and what can be done with the machine. */
export function LabBar({ session, heading, children }: Props) {
  const toast = useToast();
  const [asking, setAsking] = useState<'reset' | 'end'>();
  const pause = useAction(async () => {
    try {
      await pauseLab(session);
    } catch (error) {
      toast({ kind: 'error', text: `It was not paused. ${sentenceOf(error)}` });
    }
  });
  const ready = session.state === 'READY';
  return (
    <header className="lab-bar">
      <p className="lab-crumb">
        <Link to="/labs">Labs</Link> <span aria-hidden>/</span>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {session.lab.title}
      </h1>
      {children}
      {ready && <Timer session={session} />}
      {session.state !== 'ENDED' && (
        <div className="lab-bar-actions">
          {ready && (
            <>
              <button
                type="button"
                className="link-button"
                aria-disabled={pause.busy || undefined}
                onClick={() => void pause.run()}
              >
                {pause.busy ? 'Pausing' : 'Pause'}
              </button>
              <button type="button" className="link-button" onClick={() => setAsking('reset')}>
                Reset all
              </button>
            </>
          )}
          <button type="button" className="link-button" onClick={() => setAsking('end')}>
            End lab
          </button>
        </div>
      )}
      {asking === 'reset' && (
        <Confirm
          title="Reset the whole lab?"
          action="Reset all"
          busyAction="Resetting"
          onConfirm={() => resetLab(session, null)}
          onClose={() => setAsking(undefined)}
        >
          <p>
            You get a fresh machine with the files of the beginning. Everything that you changed is lost,
            running programs end, and all steps are to be passed again.
          </p>
        </Confirm>
      )}
      {asking === 'end' && (
        <Confirm
          title="End the lab?"
          action="End it"
          busyAction="Ending"
          onConfirm={() => endLab(session)}
          onClose={() => setAsking(undefined)}
        >
          <p>
            The machine and its files are gone then.{' '}
            {session.result
              ? 'Your result stays.'
              : 'Nothing was completed yet; to go on another day, pause it.'}
          </p>
        </Confirm>
      )}
    </header>
  );
}
