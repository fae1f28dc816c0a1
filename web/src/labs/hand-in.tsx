import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { Catalogue } from '../../../client/catalogue/document.ts';
import type { CatalogueLab } from '../../../client/catalogue/lab.ts';
import type { LabSession } from '../data/labs.ts';
import { sentenceOf, useAction } from '../parts/action.ts';
import { handIn, revealSolution } from './actions.ts';
import { CheckOutcome } from './check-outcome.tsx';
import { Confirm } from './confirm.tsx';
import { Prose } from './prose.tsx';
import { Result } from './result.tsx';

interface Props {
  catalogue: Catalogue;
  lab: CatalogueLab;
  session: LabSession;
}

/** The end of a lab: everything is checked once more, and what came of it. */
export function HandIn({ catalogue, lab, session }: Props) {
  const submit = useAction(() => handIn(session));
  const { submission } = session;
  const pending = submit.busy || submission?.state === 'PENDING';
  const open = session.steps.filter(({ passedAt }) => !passedAt).length;
  return (
    <>
      {session.result && <Result catalogue={catalogue} lab={lab} result={session.result} />}
      <div className="lab-text">
        <p>
          Handing in checks every step once more, from the files that are in the machine now. You can do it as
          often as you like.
        </p>
      </div>
      <ul className="lab-outcomes" aria-label="Steps">
        {session.steps.map((step) => {
          const check = submission?.checks.find((one) => one.step === step.id);
          const state = check?.state ?? (step.passedAt ? 'PASSED' : undefined);
          return (
            <li key={step.id}>
              <p>
                <Mark state={state} /> {step.title}{' '}
                <span className="lab-quiet">
                  {state === 'PASSED'
                    ? 'passed'
                    : state === 'PENDING'
                      ? 'checking'
                      : state
                        ? 'not yet'
                        : 'open'}
                </span>
              </p>
              {check && (check.state === 'FAILED' || check.state === 'BROKEN') && (
                <CheckOutcome check={check} />
              )}
            </li>
          );
        })}
      </ul>
      {session.state !== 'ENDED' && (
        <p className="lab-row">
          <button
            type="button"
            className="button button-primary"
            disabled={session.state !== 'READY'}
            aria-disabled={pending || undefined}
            onClick={() => {
              if (!pending) void submit.run();
            }}
          >
            {pending ? 'Checking all steps' : session.result ? 'Hand in again' : 'Hand in'}
          </button>
          {open > 0 && !session.result && (
            <span className="lab-quiet">
              {open} of {session.steps.length} steps did not pass yet
            </span>
          )}
        </p>
      )}
      {submit.error !== undefined && (
        <p role="alert" className="lab-problem">
          It was not handed in. {sentenceOf(submit.error)}
        </p>
      )}
      <p role="status" className="lab-quiet">
        {submission?.state === 'FAILED' && `Attempt ${submission.attempt} did not pass yet: see above.`}
        {submission?.state === 'BROKEN' &&
          'A check did not run. That is our fault, and it does not count: hand in again.'}
        {submission?.state === 'PASSED' && 'Everything passed.'}
      </p>
      <Solution session={session} />
    </>
  );
}

function Mark({ state }: { state: string | undefined }) {
  if (state === 'PASSED') return <CircleCheck size={16} className="mark-good" aria-hidden />;
  if (state === 'FAILED' || state === 'BROKEN') return <CircleX size={16} className="mark-bad" aria-hidden />;
  return <CircleDashed size={16} aria-hidden />;
}

function Solution({ session }: { session: LabSession }) {
  const [isAsking, setAsking] = useState(false);
  const { solution } = session;
  if (solution)
    return (
      <section className="lab-solution" aria-labelledby="solution">
        <h3 id="solution">A solution</h3>
        <Prose text={solution.explanation} />
        <div className="lab-text">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard too. */}
          <pre tabIndex={0}>
            <code>{solution.script}</code>
          </pre>
        </div>
      </section>
    );
  return (
    <section className="lab-solution" aria-label="Solution">
      <button type="button" className="link-button" onClick={() => setAsking(true)}>
        Show the solution
      </button>
      {isAsking && (
        <Confirm
          title="Show the solution?"
          action="Show it"
          busyAction="Fetching it"
          onConfirm={() => revealSolution(session)}
          onClose={() => setAsking(false)}
        >
          <p>
            {session.result
              ? 'You have passed: it shows another way to do it.'
              : 'The lab will count as done with the solution, and that can’t be taken back. A hint gives away less.'}
          </p>
        </Confirm>
      )}
    </section>
  );
}
