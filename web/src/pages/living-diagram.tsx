import { Pause, Play } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { DiagramDocument } from '../../../client/catalogue/document.ts';
import { PlateDrawing } from '../parts/plate-drawing.tsx';
import { RichText } from '../parts/rich-text.tsx';
import { useAppSelector } from '../state/store.ts';

/**
 * A real diagram that walks through itself, and stops for whoever asked for less motion, hovers, or presses
 * pause. Before any JavaScript it is the picture with its first step.
 */
export function LivingDiagram({ document, plate }: { document: DiagramDocument; plate: number }) {
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const seconds = useAppSelector((state) => state.preferences.secondsPerStep);
  const { steps } = document;
  const step = steps[at];

  useEffect(() => {
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) setPlaying(true);
  }, []);
  useEffect(() => {
    if (!playing || steps.length < 2) return;
    const timer = setInterval(() => setAt((now) => (now + 1) % steps.length), seconds * 1_000);
    return () => clearInterval(timer);
  }, [playing, seconds, steps.length]);

  const lit = useMemo(() => new Set(step?.lights), [step]);
  return (
    <figure className="living">
      <div className="living-canvas" data-playing={playing || undefined}>
        <PlateDrawing drawing={document.drawing} title={`${document.title}. ${document.summary}`} lit={lit} />
      </div>
      <figcaption>
        <p className="living-name">
          <span className="plate">Plate {String(plate).padStart(2, '0')}</span>
          <Link to={`/diagrams/${document.slug}`}>{document.title}</Link>
        </p>
        {step && (
          <p className="living-step">
            <strong>
              {at + 1}. {step.title}
            </strong>{' '}
            <RichText content={step.text} />
          </p>
        )}
        <p className="living-steps">
          <button
            type="button"
            className="icon-button"
            aria-label={playing ? 'Pause the walkthrough' : 'Play the walkthrough'}
            onClick={() => setPlaying(!playing)}
          >
            {playing ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
          </button>
          {steps.map(({ title }, i) => (
            <button
              key={title}
              type="button"
              className="living-dot"
              aria-label={`Step ${i + 1}: ${title}`}
              aria-current={i === at ? 'step' : undefined}
              onClick={() => {
                setPlaying(false);
                setAt(i);
              }}
            />
          ))}
        </p>
      </figcaption>
    </figure>
  );
}
