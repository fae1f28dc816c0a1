import type { Box } from '../../../client/catalogue/document.ts';

/** The part of the drawing that the canvas shows, in drawing units; the SVG's viewBox. */
export type Viewport = Box;

const MARGIN = 12;
/** Below this many pixels a unit, names (14 units) and labels of lines (12) are too small to read. */
const READABLE = 0.7;
/** Larger than this, a drawing that needs panning anyway shows too little at once. */
const COMFORTABLE = 0.85;
const CLOSEST = 4;

/** All of a drawing, with a little air around it. */
export function wholeView(drawing: { w: number; h: number }): Viewport {
  return { x: -MARGIN, y: -MARGIN, w: drawing.w + 2 * MARGIN, h: drawing.h + 2 * MARGIN };
}

/**
 * What to show first on a canvas of this many pixels: all of it; where that could not be read, all of its
 * width; or else its beginning at a size that can be read.
 */
export function initial(
  drawing: { w: number; h: number },
  canvas: { width: number; height: number },
): Viewport {
  const all = wholeView(drawing);
  if (canvas.width === 0 || scaleOf(all, canvas) >= READABLE) return all;
  const scale = Math.min(COMFORTABLE, Math.max(READABLE, canvas.width / all.w));
  const [w, h] = [canvas.width / scale, canvas.height / scale];
  const start = (length: number, whole: number) => (length > whole ? (whole - length) / 2 : 0) - MARGIN;
  return { x: start(w, all.w), y: start(h, all.h), w, h };
}

/** Pixels a drawing unit, where the viewBox is fitted into the canvas whole. */
export function scaleOf(view: Viewport, canvas: { width: number; height: number }): number {
  return Math.min(canvas.width / view.w, canvas.height / view.h);
}

/** Zooms by a factor around a fixed point (drawing units), within what is useful. */
export function zoom(
  view: Viewport,
  factor: number,
  at: { x: number; y: number },
  drawing: { w: number; h: number },
): Viewport {
  const widest = Math.max(wholeView(drawing).w, wholeView(drawing).h) * 1.5;
  const narrowest = 240 / CLOSEST;
  const w = Math.min(widest, Math.max(narrowest, view.w / factor));
  const real = view.w / w;
  const h = view.h / real;
  return clamp({ x: at.x - (at.x - view.x) / real, y: at.y - (at.y - view.y) / real, w, h }, drawing);
}

/** Moves the view; the drawing never leaves it entirely. */
export function pan(view: Viewport, dx: number, dy: number, drawing: { w: number; h: number }): Viewport {
  return clamp({ ...view, x: view.x + dx, y: view.y + dy }, drawing);
}

function clamp(view: Viewport, { w, h }: { w: number; h: number }): Viewport {
  const within = (start: number, length: number, whole: number) => {
    const slack = length * 0.5;
    return Math.min(whole - length + slack, Math.max(-slack, start));
  };
  return {
    ...view,
    x: view.w >= w * 2 ? (w - view.w) / 2 : within(view.x, view.w, w),
    y: view.h >= h * 2 ? (h - view.h) / 2 : within(view.y, view.h, h),
  };
}

/** A view of the same size (larger only if it must be) in which the boxes are to be seen; still where they are already. */
export function reveal(view: Viewport, boxes: Box[]): Viewport {
  if (boxes.length === 0) return view;
  const pad = 24;
  const left = Math.min(...boxes.map((box) => box.x)) - pad;
  const top = Math.min(...boxes.map((box) => box.y)) - pad;
  const right = Math.max(...boxes.map((box) => box.x + box.w)) + pad;
  const bottom = Math.max(...boxes.map((box) => box.y + box.h)) + pad;
  const grow = Math.max(1, (right - left) / view.w, (bottom - top) / view.h);
  const [w, h] = [view.w * grow, view.h * grow];
  // Into the middle, away from the corner that the minimap covers.
  const slide = (start: number, length: number, from: number, to: number) =>
    from < start || to > start + length ? (from + to - length) / 2 : start;
  return { x: slide(view.x, w, left, right), y: slide(view.y, h, top, bottom), w, h };
}
