import type { Drawing } from '../../../client/catalogue/document.ts';
import type { Model } from '../mermaid/model.ts';
import { type LayoutStyle, layoutGraph } from './graph.ts';
import { findOverlaps } from './overlaps.ts';
import { layoutSequence } from './sequence.ts';

/** In the order in which they are tried; later ones spread more. */
const STYLES: LayoutStyle[] = [1, 1.35].flatMap((spread) =>
  (['GREEDY', 'MODEL_ORDER'] as const).flatMap((cycles) =>
    (['NETWORK_SIMPLEX', 'BRANDES_KOEPF'] as const).map((placement) => ({ placement, cycles, spread })),
  ),
);

export interface Layout {
  drawing: Drawing;
  /** What still overlaps in the best drawing; empty is good. */
  overlaps: string[];
}

/** The best of a few layouts: no overlaps first, then few bends, short edges and a screen's proportions. */
export async function layOut(model: Model): Promise<Layout> {
  if (model.kind === 'sequence') {
    const drawing = layoutSequence(model);
    return { drawing, overlaps: findOverlaps(drawing) };
  }
  let best: (Layout & { cost: number }) | undefined;
  for (const style of STYLES) {
    if (best && best.overlaps.length === 0 && style.spread > 1) break;
    const drawing = await layoutGraph(model, style);
    const overlaps = findOverlaps(drawing);
    const cost = overlaps.length * 1e6 + costOf(drawing);
    if (!best || cost < best.cost) best = { drawing, overlaps, cost };
  }
  if (!best) throw new Error('No layout was tried.');
  return { drawing: best.drawing, overlaps: best.overlaps };
}

function costOf({ edges, w, h }: Drawing): number {
  const bends = edges.reduce((sum, edge) => sum + edge.points.length / 2 - 2, 0);
  const length = edges.reduce((sum, edge) => sum + lengthOf(edge.points), 0);
  return bends * 60 + length / 4 + Math.sqrt(w * h) / 2;
}

function lengthOf(points: number[]): number {
  let length = 0;
  for (let i = 0; i + 3 < points.length; i += 2) {
    length +=
      Math.abs((points[i + 2] ?? 0) - (points[i] ?? 0)) +
      Math.abs((points[i + 3] ?? 0) - (points[i + 1] ?? 0));
  }
  return length;
}
