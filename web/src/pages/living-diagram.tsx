import { Pause, Play } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { DiagramDocument } from '../../../client/catalogue/document.ts';
import { RichText } from '../parts/rich-text.tsx';
import { Link } from '../shell/router.tsx';
import { DrawingView } from '../viewer/drawing/drawing.tsx';
import { lightsOf } from '../viewer/lit.ts';
import { wholeView as frameOf } from '../viewer/viewport.ts';
import '../viewer/viewer.css';

/** Milliseconds on each step. */
const PACE = 5_000;
const NOTHING_FOLDED: ReadonlySet<string> = new Set();

/**
 * A real diagram that walks through itself, and stands still for whoever asked for less motion or presses
 * pause. Before any JavaScript it is the picture with its first step. A click on a part opens the diagram there.
 */
export function LivingDiagram({ document, plate }: { document: DiagramDocument; plate: number }) {
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const navigate = useNavigate();
  const { slug, steps, drawing } = document;
  const step = steps[at];

  useEffect(() => {
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) setPlaying(true);
  }, []);
  useEffect(() => {
    if (!playing || steps.length < 2) return;
    const timer = setInterval(() => setAt((now) => (now + 1) % steps.length), PACE);
    return () => clearInterval(timer);
  }, [playing, steps.length]);

  const lights = useMemo(() => lightsOf(document, { kind: 'step', index: at }), [document, at]);
  const open = useCallback(
    (id: string) => navigate(`/diagrams/${slug}?part=${encodeURIComponent(id)}`),
    [navigate, slug],
  );
  const stage = frameOf(drawing);
  return (
    <figure className="living">
      <div className="living-canvas">
        {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons inside SVG. */}
        <svg
          className="viewer-svg"
          viewBox={`${stage.x} ${stage.y} ${stage.w} ${stage.h}`}
          role="group"
          aria-label={`Diagram: ${document.title}`}
        >
          <desc>{document.summary}</desc>
          <DrawingView
            document={document}
            lights={lights}
            folded={NOTHING_FOLDED}
            onChoose={open}
            onFold={open}
          />
        </svg>
      </div>
      <figcaption>
        <p className="living-name">
          <span className="plate">Plate {String(plate).padStart(2, '0')}</span>
          <Link to={`/diagrams/${slug}`}>{document.title}</Link>
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
