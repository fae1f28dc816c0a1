import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Pointer } from '../data/pointers.ts';
import { COLOURS, colourOf } from '../groups/colours.ts';
import { drawingOnPage } from './use-own-pointer.ts';

interface Props {
  pointers: readonly Pointer[];
  nameOf(id: string): string;
}

/** Where others point, drawn into the diagram; the way between two places is filled in by the style sheet. */
export function Pointers({ pointers, nameOf }: Props) {
  const [drawing, setDrawing] = useState<SVGSVGElement>();
  const [unit, setUnit] = useState(1);
  useEffect(() => {
    const found = drawingOnPage();
    setDrawing(found);
    if (!found) return;
    // Names stay as large as they are, however far one has zoomed.
    const measure = () => setUnit(1 / (found.getScreenCTM()?.a || 1));
    measure();
    const observer = new MutationObserver(measure);
    observer.observe(found, { attributes: true, attributeFilter: ['viewBox'] });
    return () => observer.disconnect();
  }, []);
  if (!drawing) return null;
  return createPortal(
    <g className="pointers" aria-hidden>
      {pointers.map(({ seat, peer, at, selection }) => {
        const colour = COLOURS[colourOf(peer)];
        const box = selection[0] ? boxOf(drawing, selection[0]) : undefined;
        return (
          <g key={seat} fill={colour} stroke={colour}>
            {box && <rect className="pointer-selection" {...box} rx={6} strokeWidth={2 * unit} />}
            {at && (
              <g className="pointer" style={{ transform: `translate(${at.x}px, ${at.y}px) scale(${unit})` }}>
                <path d="M0 0v16l4.2-4 2.9 6.2 2.8-1.3L7 11h6z" stroke="none" />
                <text x={14} y={26} strokeWidth={4}>
                  {nameOf(peer)}
                </text>
              </g>
            )}
          </g>
        );
      })}
    </g>,
    drawing,
  );
}

function boxOf(drawing: SVGSVGElement, id: string) {
  const part = drawing.querySelector<SVGGraphicsElement>(`[data-part="${CSS.escape(id)}"]`);
  if (!part) return undefined;
  const { x, y, width, height } = part.getBBox();
  return { x: x - 5, y: y - 5, width: width + 10, height: height + 10 };
}
