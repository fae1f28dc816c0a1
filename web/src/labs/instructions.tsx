import { Check } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Catalogue } from '../../../client/catalogue/document.ts';
import type { CatalogueLab, LabDocument } from '../../../client/catalogue/lab.ts';
import type { LabSession } from '../data/labs.ts';
import { LabBlocks } from './blocks.tsx';
import { HandIn } from './hand-in.tsx';
import { Step } from './step.tsx';

interface Props {
  catalogue: Catalogue;
  lab: CatalogueLab;
  document: LabDocument;
  session: LabSession;
  run: ((command: string) => void) | undefined;
  unsaved: readonly string[];
}

const HAND_IN = 'hand-in';

/** What to do, one step at a time; where one stands is where the first open step is. */
export function Instructions({ catalogue, lab, document, session, run, unsaved }: Props) {
  const stateOf = (id: string) => session.steps.find((step) => step.id === id);
  const [chosen, setChosen] = useState(() => whereToGoOn(session));
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step that was chosen.
  useEffect(() => {
    if (moved.current) heading.current?.focus();
    moved.current = false;
  }, [chosen]);
  const choose = (id: string) => {
    moved.current = true;
    setChosen(id);
  };
  const at = document.steps.findIndex(({ id }) => id === chosen);
  const step = document.steps[at];
  const next = document.steps[at + 1]?.id ?? HAND_IN;
  return (
    <div className="lab-instructions">
      <nav aria-label="Steps">
        <ol className="lab-stepper">
          {document.steps.map(({ id, title }, i) => {
            const passed = Boolean(stateOf(id)?.passedAt);
            return (
              <li key={id}>
                <button
                  type="button"
                  title={title}
                  aria-label={`Step ${i + 1}, ${title}${passed ? ', passed' : ''}`}
                  aria-current={id === chosen ? 'step' : undefined}
                  data-passed={passed ? '' : undefined}
                  onClick={() => choose(id)}
                >
                  {passed ? <Check size={14} aria-hidden /> : i + 1}
                </button>
              </li>
            );
          })}
          <li>
            <button
              type="button"
              className="lab-stepper-end"
              aria-current={step ? undefined : 'step'}
              data-passed={session.result ? '' : undefined}
              onClick={() => choose(HAND_IN)}
            >
              Hand in
            </button>
          </li>
        </ol>
      </nav>
      {at === 0 && document.intro.length > 0 && (
        <details className="lab-intro" open={!stateOf(document.steps[0]?.id ?? '')?.passedAt}>
          <summary>What happened here</summary>
          <div className="lab-text">
            <LabBlocks blocks={document.intro} run={run} />
          </div>
        </details>
      )}
      <h2 ref={heading} tabIndex={-1}>
        {step ? (
          <>
            <small>
              Step {at + 1} of {document.steps.length}
            </small>
            {step.title}
          </>
        ) : (
          'Hand in'
        )}
      </h2>
      {step ? (
        <>
          <Step
            key={step.id}
            session={session}
            step={step}
            state={stateOf(step.id)}
            hasBegun={at === 0 || Boolean(stateOf(document.steps[at - 1]?.id ?? '')?.passedAt)}
            run={run}
            unsaved={unsaved}
          />
          <p className="lab-row lab-next">
            {at > 0 && (
              <button
                type="button"
                className="link-button"
                onClick={() => choose(document.steps[at - 1]?.id ?? chosen)}
              >
                Previous step
              </button>
            )}
            <button
              type="button"
              className={stateOf(step.id)?.passedAt ? 'button button-primary' : 'link-button'}
              onClick={() => choose(next)}
            >
              {next === HAND_IN ? 'On to handing in' : 'Next step'}
            </button>
          </p>
        </>
      ) : (
        <HandIn catalogue={catalogue} lab={lab} session={session} />
      )}
    </div>
  );
}

/** The first step that did not pass; the end when all did, or when something was handed in. */
function whereToGoOn({ steps, submission, result }: LabSession): string {
  if (result || submission) return HAND_IN;
  return steps.find(({ passedAt }) => !passedAt)?.id ?? HAND_IN;
}
