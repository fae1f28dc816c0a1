import { startTransition, useEffect, useMemo, useState } from 'react';
import type { DiagramDocument } from '../../../client/catalogue/document.ts';
import { toOutline } from '../../../client/catalogue/outline.ts';
import { RichText } from '../parts/rich-text.tsx';
import { useHydrated } from '../shell/hydrated.ts';

/**
 * The text twin: all of the diagram in words, for screen readers, small screens and browsers without JavaScript.
 * A page rendered ahead has it from the start; in the browser a hidden one waits until the drawing is to be seen.
 */
export function OutlineView({ document, hidden }: { document: DiagramDocument; hidden: boolean }) {
  const isNewInBrowser = useHydrated();
  const [due, setDue] = useState(!isNewInBrowser);
  useEffect(() => startTransition(() => setDue(true)), []);
  return (
    <section className="viewer-outline" aria-label="Outline" hidden={hidden}>
      {(due || !hidden) && <OutlineText document={document} />}
    </section>
  );
}

function OutlineText({ document }: { document: DiagramDocument }) {
  const outline = useMemo(() => toOutline(document), [document]);
  return (
    <>
      <h2>Walkthrough</h2>
      <ol className="outline-steps">
        {document.steps.map((step) => (
          <li key={step.title}>
            <strong>{step.title}.</strong> <RichText content={step.text} />
          </li>
        ))}
      </ol>
      <h2>Parts</h2>
      <div className="outline-parts">
        {outline.map((entry) => (
          <article key={entry.id} id={`part-${entry.id}`}>
            <h3>{entry.name}</h3>
            {entry.within.length > 0 && <p className="eyebrow">{entry.within.join(' / ')}</p>}
            {entry.part && (
              <>
                <p>
                  <RichText content={entry.part.what} /> <RichText content={entry.part.why} />
                </p>
                <p>
                  <strong className="viewer-fails">When it fails:</strong>{' '}
                  <RichText content={entry.part.fails} />
                </p>
              </>
            )}
            {entry.outgoing.length > 0 && (
              <p className="outline-flow">
                {entry.outgoing.map((one) => `→ ${one.name}${one.label ? ` (${one.label})` : ''}`).join('  ')}
              </p>
            )}
          </article>
        ))}
      </div>
    </>
  );
}
