import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useEffect } from 'react';
import type { DiagramDocument } from '../../../client/catalogue/document.ts';
import { plainText } from '../../../client/catalogue/text.ts';
import type { Focus } from './focus.ts';

interface Props {
  document: DiagramDocument;
  focus: Focus;
  playing: boolean;
  onPlaying: (playing: boolean) => void;
  onStep: (index: number) => void;
}

/** Reading aloud takes about this long a word; a step stays at least five seconds. */
const MS_A_WORD = 330;
const LEAST_MS = 5_000;

/** The bar below the drawing: back, play or pause, on, and a dot a step. */
export function Walkthrough({ document, focus, playing, onPlaying, onStep }: Props) {
  const { steps } = document;
  const index = focus.kind === 'step' ? focus.index : -1;
  const last = steps.length - 1;

  useEffect(() => {
    if (!playing) return;
    const step = steps[index];
    const words = step ? plainText(step.text).split(' ').length : 0;
    const timer = setTimeout(
      () => (index < last ? onStep(index + 1) : onPlaying(false)),
      index < 0 ? 0 : Math.max(LEAST_MS, words * MS_A_WORD),
    );
    return () => clearTimeout(timer);
  }, [playing, index, last, steps, onStep, onPlaying]);

  return (
    <div className="viewer-walkthrough" role="toolbar" aria-label="Walkthrough">
      <button
        type="button"
        className="icon-button"
        aria-label="Previous step"
        disabled={index <= 0}
        onClick={() => onStep(index - 1)}
      >
        <ChevronLeft size={20} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={playing ? 'Pause' : 'Play the walkthrough'}
        onClick={() => onPlaying(!playing)}
      >
        {playing ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Next step"
        disabled={index >= last}
        onClick={() => onStep(index + 1)}
      >
        <ChevronRight size={20} aria-hidden />
      </button>
      <ol className="viewer-dots">
        {steps.map((step, i) => (
          <li key={step.title}>
            <button
              type="button"
              aria-label={`Step ${i + 1}: ${step.title}`}
              aria-current={i === index ? 'step' : undefined}
              onClick={() => onStep(i)}
            />
          </li>
        ))}
      </ol>
      <p className="viewer-count">
        {index >= 0 ? `${index + 1} / ${steps.length}` : `${steps.length} steps`}
      </p>
    </div>
  );
}
