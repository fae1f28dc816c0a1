import { useEffect, useRef } from 'react';

type Point = (at: { x: number; y: number } | null, selection: string[], view?: string) => void;

/** The drawing of the page, whose units are those of the diagram for everybody. */
export const drawingOnPage = () => document.querySelector<SVGSVGElement>('.viewer-svg') ?? undefined;

/** Tells where one points in the drawing, and what one looks at. */
export function useOwnPointer(view: string, point: Point): void {
  const last = useRef<{ x: number; y: number } | null>(null);
  const part = new URLSearchParams(view).get('part');
  useEffect(() => {
    const selection = part ? [part] : [];
    point(last.current, selection, view);
    const drawing = drawingOnPage();
    if (!drawing) return;
    const move = (event: PointerEvent) => {
      const matrix = drawing.getScreenCTM();
      if (!matrix) return;
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      last.current = { x, y };
      point(last.current, selection, view);
    };
    const leave = () => {
      last.current = null;
      point(null, selection, view);
    };
    drawing.addEventListener('pointermove', move);
    drawing.addEventListener('pointerleave', leave);
    return () => {
      drawing.removeEventListener('pointermove', move);
      drawing.removeEventListener('pointerleave', leave);
    };
  }, [view, part, point]);
}
