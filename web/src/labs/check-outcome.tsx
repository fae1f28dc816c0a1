import { CircleCheck, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { LabCheck } from '../data/labs.ts';

/** What a check saw, in words that teach; nothing before there was one. */
export function CheckOutcome({ check }: { check: LabCheck | null | undefined }) {
  return (
    <div className="check" role="status" data-state={check?.state}>
      {check && <Outcome check={check} />}
    </div>
  );
}

function Outcome({ check }: { check: LabCheck }) {
  if (check.state === 'PENDING')
    return (
      <p className="check-title">
        <LoaderCircle size={18} className="turning" aria-hidden /> Checking your answer in a fresh machine
      </p>
    );
  if (check.state === 'BROKEN')
    return (
      <>
        <p className="check-title">
          <TriangleAlert size={18} aria-hidden /> The check did not run. That is our fault, and it does not
          count.
        </p>
        {check.observed && <p>{check.observed}</p>}
        <p>Try again; if it happens again, go on with the next step.</p>
      </>
    );
  const passed = check.state === 'PASSED';
  return (
    <>
      <p className="check-title">
        {passed ? (
          <>
            <CircleCheck size={18} aria-hidden /> Passed
          </>
        ) : (
          <>
            <CircleX size={18} aria-hidden /> Not yet
          </>
        )}
      </p>
      <dl>
        <Said term="What was seen" text={check.observed} />
        {!passed && <Said term="What would pass" text={check.expected} />}
        <Said term="Why it matters" text={check.why} />
      </dl>
      {check.node && (
        <p>
          {/* Beside the lab: who reads on does not want to lose their place. */}
          <a
            href={`/diagrams/${check.node.diagram.slug}?part=${encodeURIComponent(check.node.node)}`}
            target="_blank"
            rel="noreferrer"
          >
            See it in the diagram “{check.node.diagram.title}” (new tab)
          </a>
        </p>
      )}
    </>
  );
}

function Said({ term, text }: { term: string; text: string | null }) {
  if (!text) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </div>
  );
}
