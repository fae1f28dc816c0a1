import { Play } from 'lucide-react';
import type { LabHere } from '../data/labs.ts';
import { codeOf, sentenceOf, useAction } from '../parts/action.ts';
import { useHydrated } from '../shell/hydrated.ts';
import { Link } from '../shell/router.tsx';
import { startLab } from './actions.ts';

interface Props {
  slug: string;
  here: LabHere | null | undefined;
  hereError: unknown;
  onStarted(sessionId: string): void;
}

/** Starts the lab, or says why not. */
export function Start({ slug, here, hereError, onStarted }: Props) {
  const hydrated = useHydrated();
  const { run, busy, error } = useAction(async () => onStarted((await startLab(slug)).id));
  if (here?.unavailable)
    return <p className="notice lab-start-none">This lab can’t be started here. {here.unavailable}</p>;
  const problem = error ?? hereError;
  return (
    <div className="lab-start">
      <button
        type="button"
        className="button button-primary"
        disabled={!hydrated}
        aria-disabled={busy || undefined}
        onClick={() => void run()}
      >
        <Play size={16} aria-hidden />{' '}
        {busy ? 'Starting' : here?.completedAt ? 'Do it again' : 'Start the lab'}
      </button>
      {problem !== undefined && problem !== null && (
        <p role="alert" className="lab-problem">
          {error !== undefined && 'It did not start. '}
          {sentenceOf(problem)}{' '}
          {codeOf(problem) === 'UNAUTHENTICATED' && <Link to={`/sign-in?return=/labs/${slug}`}>Sign in</Link>}
        </p>
      )}
    </div>
  );
}
