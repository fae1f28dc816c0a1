import { Lightbulb } from 'lucide-react';
import { useState } from 'react';
import type { LabDocumentStep } from '../../../client/catalogue/lab.ts';
import type { LabSession, LabStepState } from '../data/labs.ts';
import { sentenceOf, useAction } from '../parts/action.ts';
import { checkStep, resetLab, takeHint } from './actions.ts';
import { LabBlocks } from './blocks.tsx';
import { CheckOutcome } from './check-outcome.tsx';
import { Confirm } from './confirm.tsx';
import { Prose } from './prose.tsx';
import { counted } from './words.ts';

interface Props {
  session: LabSession;
  step: LabDocumentStep;
  state: LabStepState | undefined;
  /** The step before has passed: there is something to go back to. */
  hasBegun: boolean;
  run: ((command: string) => void) | undefined;
  /** Paths with changes that are in the editor only: a check does not see them. */
  unsaved: readonly string[];
}

/** One step: what to do, its check, its hints. */
export function Step({ session, step, state, hasBegun, run, unsaved }: Props) {
  const check = useAction(() => checkStep(session, step.id));
  const [isResetting, setResetting] = useState(false);
  const ready = session.state === 'READY';
  const busy = check.busy || state?.check?.state === 'PENDING';
  return (
    <>
      <div className="lab-text">
        <LabBlocks blocks={step.body} run={run} />
      </div>
      <section className="lab-check" aria-label={`Check of ${step.title}`}>
        <p className="lab-row">
          <button
            type="button"
            className="button button-primary"
            disabled={!ready}
            aria-disabled={busy || undefined}
            onClick={() => {
              if (!busy) void check.run();
            }}
          >
            {busy ? 'Checking' : 'Check'}
          </button>
          <span className="lab-quiet">
            {state && state.attempts > 0 && counted(state.attempts, 'attempt')}
          </span>
          <button
            type="button"
            className="link-button"
            disabled={!ready || !hasBegun}
            title={hasBegun ? undefined : 'It begins when the step before has passed'}
            onClick={() => setResetting(true)}
          >
            Reset this step
          </button>
        </p>
        {unsaved.length > 0 && (
          <p className="lab-quiet">
            Not saved yet, so a check does not see it: <code>{unsaved.join(', ')}</code>
          </p>
        )}
        {check.error !== undefined && (
          <p role="alert" className="lab-problem">
            The check was not asked for. {sentenceOf(check.error)}
          </p>
        )}
        <CheckOutcome check={state?.check} />
      </section>
      <Hints session={session} state={state} />
      {isResetting && (
        <Confirm
          title="Reset this step?"
          action="Reset the step"
          busyAction="Resetting"
          onConfirm={() => resetLab(session, step.id)}
          onClose={() => setResetting(false)}
        >
          <p>
            All files go back to how they were when this step began. What you changed since then is lost,
            running programs end, and this step and those after it are to be passed again.
          </p>
        </Confirm>
      )}
    </>
  );
}

/** Each rung says more than the one before, and costs more of finding it out. */
const RUNGS = ['Where to look', 'What is wrong there', 'What to do about it'];

function Hints({ session, state }: { session: LabSession; state: LabStepState | undefined }) {
  const next = (state?.hints.length ?? 0) + 1;
  const take = useAction(() => takeHint(session, state?.id ?? '', next));
  if (!state) return null;
  return (
    <section className="lab-hints" aria-label="Hints">
      <ol aria-live="polite">
        {state.hints.map((hint, i) => (
          <li key={RUNGS[i]}>
            <h3>
              <Lightbulb size={14} aria-hidden /> Hint {i + 1}: {RUNGS[i]}
            </h3>
            <Prose text={hint} />
          </li>
        ))}
      </ol>
      {next <= RUNGS.length && session.state !== 'ENDED' && (
        <button
          type="button"
          className="link-button"
          aria-disabled={take.busy || undefined}
          onClick={() => void take.run()}
        >
          {next === 1 ? 'Show a hint' : 'Show the next hint'} ({next} of {RUNGS.length})
        </button>
      )}
      {take.error !== undefined && (
        <p role="alert" className="lab-problem">
          {sentenceOf(take.error)}
        </p>
      )}
    </section>
  );
}
