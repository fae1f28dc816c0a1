import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import type { Box, Drawing } from '../../../client/catalogue/document.ts';
import { initial, pan, reveal, scaleOf, type Viewport, wholeView, zoom } from './viewport.ts';

export interface ViewportControl {
  svg: RefObject<SVGSVGElement | null>;
  zoomBy(factor: number, at?: { clientX: number; clientY: number }): void;
  /** By pixels of the screen. */
  panBy(dx: number, dy: number): void;
  moveTo(view: Viewport): void;
  fit(): void;
  /** Glides to where the boxes are to be seen. */
  reveal(boxes: Box[]): void;
  /** For components that follow the view, such as the minimap. */
  useView(): Viewport;
}

const GLIDE_MS = 320;

/**
 * Holds the view outside React and writes it to the SVG's viewBox: panning and zooming render nothing again.
 * On the server, and until the first measurement, all of the drawing shows.
 */
export function useViewport(drawing: Drawing, isShown: boolean): ViewportControl {
  const svg = useRef<SVGSVGElement>(null);
  const state = useRef({ view: wholeView(drawing), listeners: new Set<() => void>(), frame: 0 });

  const apply = useCallback((view: Viewport) => {
    state.current.view = view;
    svg.current?.setAttribute('viewBox', `${view.x} ${view.y} ${view.w} ${view.h}`);
    for (const listener of state.current.listeners) listener();
  }, []);

  const measured = useRef<Drawing>(undefined);
  useLayoutEffect(() => {
    // A hidden canvas has no size: it is measured when it first shows.
    if (!isShown || measured.current === drawing) return;
    measured.current = drawing;
    const canvas = svg.current?.getBoundingClientRect();
    if (canvas) apply(initial(drawing, canvas));
  }, [drawing, isShown, apply]);

  useEffect(() => () => cancelAnimationFrame(state.current.frame), []);

  return useMemo(() => {
    const scale = () =>
      scaleOf(state.current.view, svg.current?.getBoundingClientRect() ?? { width: 1, height: 1 });
    const stop = () => cancelAnimationFrame(state.current.frame);

    const glide = (to: Viewport) => {
      stop();
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) return apply(to);
      const from = state.current.view;
      const began = performance.now();
      const step = (now: number) => {
        const t = Math.min(1, (now - began) / GLIDE_MS);
        const ease = 1 - (1 - t) ** 3;
        const mix = (a: number, b: number) => a + (b - a) * ease;
        apply({ x: mix(from.x, to.x), y: mix(from.y, to.y), w: mix(from.w, to.w), h: mix(from.h, to.h) });
        if (t < 1) state.current.frame = requestAnimationFrame(step);
      };
      state.current.frame = requestAnimationFrame(step);
    };

    return {
      svg,
      zoomBy(factor, at) {
        stop();
        const { view } = state.current;
        const point = at && toUnits(svg.current, at);
        apply(zoom(view, factor, point ?? { x: view.x + view.w / 2, y: view.y + view.h / 2 }, drawing));
      },
      panBy(dx, dy) {
        stop();
        apply(pan(state.current.view, dx / scale(), dy / scale(), drawing));
      },
      moveTo(view) {
        stop();
        apply(view);
      },
      fit: () => glide(wholeView(drawing)),
      reveal(boxes) {
        const next = reveal(state.current.view, boxes);
        const { x, y, w } = state.current.view;
        if (next.x !== x || next.y !== y || next.w !== w) glide(next);
      },
      useView: () =>
        // biome-ignore lint/correctness/useHookAtTopLevel: a hook handed to components, which call it at theirs.
        useSyncExternalStore(
          (listener) => {
            state.current.listeners.add(listener);
            return () => state.current.listeners.delete(listener);
          },
          () => state.current.view,
          () => state.current.view,
        ),
    };
  }, [apply, drawing]);
}

/** A place on the screen in drawing units. */
function toUnits(svg: SVGSVGElement | null, { clientX, clientY }: { clientX: number; clientY: number }) {
  const matrix = svg?.getScreenCTM()?.inverse();
  return matrix ? new DOMPoint(clientX, clientY).matrixTransform(matrix) : undefined;
}
