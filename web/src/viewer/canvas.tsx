import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { DiagramDocument } from '../../../client/catalogue/document.ts';
import type { ViewportControl } from './use-viewport.ts';
import { wholeView } from './viewport.ts';

interface Props {
  document: DiagramDocument;
  viewport: ViewportControl;
  children: ReactNode;
  onClear: () => void;
}

/** A press that moves less than this is a click. */
const CLICK_SLOP = 4;
const HINT_MS = 1_600;

/**
 * The stage: drags pan, two fingers or Ctrl + wheel zoom, a double click zooms in. A plain wheel stays with
 * the page, and a hint says how to zoom.
 */
export function Canvas({ document, viewport, children, onClear }: Props) {
  const { drawing, title, summary } = document;
  const [hint, setHint] = useState(false);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const moved = useRef(0);
  const whole = wholeView(drawing);

  useEffect(() => {
    const element = viewport.svg.current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // React listens passively to wheel events, which could not keep the browser from zooming the page.
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        viewport.zoomBy(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0035)), event);
        return;
      }
      setHint(true);
      clearTimeout(timer);
      timer = setTimeout(() => setHint(false), HINT_MS);
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element?.removeEventListener('wheel', onWheel);
      clearTimeout(timer);
    };
  }, [viewport]);

  return (
    <div className="viewer-canvas">
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons inside SVG. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, for the whole viewer. */}
      <svg
        ref={viewport.svg}
        className="viewer-svg"
        viewBox={`${whole.x} ${whole.y} ${whole.w} ${whole.h}`}
        preserveAspectRatio="xMidYMid meet"
        role="group"
        aria-label={`Diagram: ${title}`}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          moved.current = 0;
          pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        }}
        onPointerMove={(event) => {
          const before = pointers.current.get(event.pointerId);
          if (!before) return;
          const now = { x: event.clientX, y: event.clientY };
          const others = [...pointers.current]
            .filter(([id]) => id !== event.pointerId)
            .map(([, point]) => point);
          const [other] = others;
          moved.current += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
          if (moved.current > CLICK_SLOP) event.currentTarget.setPointerCapture(event.pointerId);
          if (other) {
            const factor = distance(now, other) / Math.max(1, distance(before, other));
            viewport.zoomBy(factor, { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 });
            viewport.panBy((before.x - now.x) / 2, (before.y - now.y) / 2);
          } else if (moved.current > CLICK_SLOP) viewport.panBy(before.x - now.x, before.y - now.y);
          pointers.current.set(event.pointerId, now);
        }}
        onPointerUp={(event) => pointers.current.delete(event.pointerId)}
        onPointerCancel={(event) => pointers.current.delete(event.pointerId)}
        onClickCapture={(event) => {
          // The end of a drag is no click on what happens to lie under it.
          if (moved.current > CLICK_SLOP) event.stopPropagation();
        }}
        onClick={(event) => {
          if (event.target === event.currentTarget) onClear();
        }}
        onDoubleClick={(event) => viewport.zoomBy(1.6, event)}
      >
        <desc>{summary}</desc>
        {children}
      </svg>
      <p className="viewer-hint" aria-hidden data-shown={hint || undefined}>
        Ctrl + scroll to zoom
      </p>
    </div>
  );
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
