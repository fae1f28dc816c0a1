import { useState } from 'react';
import type { Card } from '../../../client/catalogue/document.ts';
import { RichText } from '../parts/rich-text.tsx';

/** Questions to answer from memory; each answer is turned up by click, Enter or Space. */
export function SelfTest({ cards }: { cards: Card[] }) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  if (cards.length === 0) return null;
  const flip = (i: number) => {
    const next = new Set(open);
    if (!next.delete(i)) next.add(i);
    setOpen(next);
  };
  return (
    <section aria-labelledby="self-test">
      <div className="section-head">
        <h2 id="self-test">Say it from memory</h2>
        <p role="status">
          {open.size} of {cards.length} turned
        </p>
      </div>
      <ol className="flip-cards">
        {cards.map((card, i) => {
          const key = `card-${i}`;
          const shown = open.has(i);
          return (
            <li key={key} className="flip-card" data-open={shown}>
              <button type="button" aria-expanded={shown} aria-controls={key} onClick={() => flip(i)}>
                <span>
                  <RichText content={card.q} />
                </span>
                <span className="flip-hint">{shown ? 'Hide the answer' : 'Show the answer'}</span>
              </button>
              <div id={key} className="flip-answer" hidden={!shown}>
                <RichText content={card.a} />
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
