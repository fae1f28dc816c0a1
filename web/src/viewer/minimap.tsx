import type { PointerEvent } from 'react';
import type { Drawing } from '../../../client/catalogue/document.ts';
import type { ViewportControl } from './use-viewport.ts';

/** Diagrams with more nodes than this always have a minimap. */
const LARGE = 25;

/** The whole drawing in small, with a frame around what shows; drag to move. */
export function Minimap({ drawing, viewport }: { drawing: Drawing; viewport: ViewportControl }) {
  const view = viewport.useView();
  const whole = view.w >= drawing.w * 0.98 && view.h >= drawing.h * 0.98;
  if (whole && drawing.nodes.length <= LARGE) return null;

  const moveTo = (event: PointerEvent<SVGSVGElement>) => {
    const matrix = event.currentTarget.getScreenCTM()?.inverse();
    if (!matrix) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    viewport.moveTo({ ...view, x: x - view.w / 2, y: y - view.h / 2 });
  };

  return (
    <svg
      className="viewer-minimap"
      viewBox={`-8 -8 ${drawing.w + 16} ${drawing.h + 16}`}
      aria-hidden
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) moveTo(event);
      }}
    >
      {drawing.nodes.map((node) => (
        <rect
          key={node.id}
          className="minimap-node"
          x={node.x}
          y={node.y}
          width={node.w}
          height={node.h}
          rx={6}
        />
      ))}
      <rect className="minimap-view" x={view.x} y={view.y} width={view.w} height={view.h} />
    </svg>
  );
}
