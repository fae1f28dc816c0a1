import { LoaderCircle } from 'lucide-react';
import type { LabSession } from '../data/labs.ts';
import { sentenceOf, useAction } from '../parts/action.ts';
import { resumeLab, startLab } from './actions.ts';
import { about } from './words.ts';

interface Props {
  session: LabSession;
  /** To the page about the lab. */
  onLeave(): void;
}

/** Stands where the machine is not: what is happening, or what happened, and the way on. */
export function MachineState({ session, onLeave }: Props) {
  const again = useAction(async () => {
    await startLab(session.lab.slug);
  });
  const resume = useAction(() => resumeLab(session));
  const problem = again.error ?? resume.error;
  return (
    <div className="machine-state" data-state={session.state}>
      <div role="status">
        <Words session={session} />
      </div>
      {session.state === 'PAUSED' && (
        <button
          type="button"
          className="button button-primary"
          aria-disabled={resume.busy || undefined}
          onClick={() => void resume.run()}
        >
          {resume.busy ? 'Resuming' : 'Resume'}
        </button>
      )}
      {(session.state === 'FAILED' || session.state === 'ENDED') && (
        <p className="lab-row">
          <button
            type="button"
            className="button button-primary"
            aria-disabled={again.busy || undefined}
            onClick={() => void again.run()}
          >
            {again.busy ? 'Starting' : session.state === 'FAILED' ? 'Try again' : 'Start again'}
          </button>
          <button type="button" className="link-button" onClick={onLeave}>
            About this lab
          </button>
        </p>
      )}
      {problem !== undefined && (
        <p role="alert" className="lab-problem">
          {sentenceOf(problem)}
        </p>
      )}
    </div>
  );
}

function Words({ session }: { session: LabSession }) {
  const { state, detail, place, waitSeconds } = session;
  if (state === 'WAITING')
    return (
      <>
        <h2>
          <LoaderCircle className="turning" aria-hidden /> Waiting for a machine
        </h2>
        <p>
          All machines are in use. {place !== null && `You are number ${place} in the queue. `}
          {waitSeconds === null
            ? 'How long it takes can’t be said: none has become free yet.'
            : `It is likely to take ${about(waitSeconds)}.`}
        </p>
        <p>This page goes on by itself; you can read the instructions meanwhile.</p>
      </>
    );
  if (state === 'STARTING')
    return (
      <>
        <h2>
          <LoaderCircle className="turning" aria-hidden /> Starting your machine
        </h2>
        <p>{detail ?? 'It is being made.'}</p>
      </>
    );
  if (state === 'PAUSED')
    return (
      <>
        <h2>Paused</h2>
        <p>{detail ?? 'Your files are kept. Programs that ran have ended.'}</p>
      </>
    );
  if (state === 'FAILED')
    return (
      <>
        <h2>The machine could not be started</h2>
        <p>{detail ?? 'Nobody knows why.'}</p>
      </>
    );
  return (
    <>
      <h2>This lab has ended</h2>
      <p>{detail ?? 'The machine and its files are gone; what you completed is kept.'}</p>
    </>
  );
}
