import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useRef,
  useState,
} from 'react';

const KEY = 'atlas.lab-split';
/** Percent of the width. */
const SHARE = { least: 20, most: 75, usual: 40, step: 5 };

interface Props {
  left: ReactNode;
  right: ReactNode;
}

/** Two parts beside each other; the line between them is moved by pointer and by keys, and folds the left one away. */
export function Split({ left, right }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(read);
  const [isFolded, setFolded] = useState(false);
  const change = (next: number) => {
    const kept = Math.round(Math.min(SHARE.most, Math.max(SHARE.least, next)));
    setFolded(false);
    setShare(kept);
    try {
      localStorage.setItem(KEY, String(kept));
    } catch {
      // It lasts as long as the page.
    }
  };
  const press = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: share - SHARE.step,
      ArrowRight: share + SHARE.step,
      Home: SHARE.least,
      End: SHARE.most,
    }[event.key];
    if (event.key === 'Enter') setFolded(!isFolded);
    else if (to !== undefined) change(to);
    else return;
    event.preventDefault();
  };
  const drag = (event: PointerEvent) => {
    const place = box.current?.getBoundingClientRect();
    if (!place || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    change(((event.clientX - place.left) / place.width) * 100);
  };
  return (
    <div
      ref={box}
      className="lab-split"
      data-folded={isFolded ? '' : undefined}
      style={{ '--share': `${share}%` } as CSSProperties}
    >
      <div id="lab-left" className="lab-left">
        {left}
      </div>
      <div className="lab-line">
        {/* biome-ignore lint/a11y/useSemanticElements: a rule of HTML can't be moved. */}
        <div
          role="separator"
          aria-label="Width of the instructions"
          aria-orientation="vertical"
          aria-valuenow={isFolded ? 0 : share}
          aria-valuemin={0}
          aria-valuemax={SHARE.most}
          tabIndex={0}
          onKeyDown={press}
          onPointerDown={(event) => {
            event.preventDefault();
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={drag}
          onDoubleClick={() => change(SHARE.usual)}
        />
        <button
          type="button"
          className="lab-fold"
          aria-label={isFolded ? 'Show the instructions' : 'Hide the instructions'}
          title={isFolded ? 'Show the instructions' : 'Hide the instructions'}
          onClick={() => setFolded(!isFolded)}
        >
          {isFolded ? <PanelLeftOpen size={16} aria-hidden /> : <PanelLeftClose size={16} aria-hidden />}
        </button>
      </div>
      <div id="lab-right" className="lab-right">
        {right}
      </div>
    </div>
  );
}

function read(): number {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return kept >= SHARE.least && kept <= SHARE.most ? kept : SHARE.usual;
  } catch {
    return SHARE.usual;
  }
}
