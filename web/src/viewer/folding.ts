import type { Box, Drawing, DrawnEdge } from '../../../client/catalogue/document.ts';

/** The drawing with some groups folded: their frames stay, their content is gone, edges end at the frame. */
export interface Folded {
  /** Nodes and groups inside a folded group, each with the folded group that shows in their place. */
  hidden: ReadonlyMap<string, string>;
  /** Number of nodes inside each folded group. */
  counts: ReadonlyMap<string, number>;
  edges: DrawnEdge[];
}

/** Folds groups in place: nothing else moves, so the reader keeps the picture in mind. */
export function fold(drawing: Drawing, folded: ReadonlySet<string>): Folded {
  if (folded.size === 0) return { hidden: new Map(), counts: new Map(), edges: drawing.edges };
  const parents = new Map(drawing.groups.map((group) => [group.id, group.parent]));
  const boxes = new Map(drawing.groups.map((group) => [group.id, group]));
  /** The outermost folded group around a node or group, if any. */
  const cover = (group: string | undefined): string | undefined =>
    group === undefined ? undefined : (cover(parents.get(group)) ?? (folded.has(group) ? group : undefined));

  const hidden = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const node of drawing.nodes) {
    const by = cover(node.group);
    if (by === undefined) continue;
    hidden.set(node.id, by);
    counts.set(by, (counts.get(by) ?? 0) + 1);
  }
  for (const group of drawing.groups) {
    const by = cover(group.parent);
    if (by !== undefined) hidden.set(group.id, by);
  }
  const edges = drawing.edges.flatMap((edge) => {
    const from = hidden.get(edge.from);
    const to = hidden.get(edge.to);
    if (from === undefined && to === undefined) return [edge];
    if (from === to || from === edge.to || to === edge.from) return [];
    let { points } = edge;
    const fromBox = from === undefined ? undefined : boxes.get(from);
    const toBox = to === undefined ? undefined : boxes.get(to);
    if (fromBox) points = reversed(cut(reversed(points), fromBox));
    if (toBox) points = cut(points, toBox);
    const label =
      edge.label && ![fromBox, toBox].some((box) => box && isInside(edge.label as Box, box))
        ? edge.label
        : undefined;
    return [{ ...edge, points, label }];
  });
  return { hidden, counts, edges };
}

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.w <= outer.x + outer.w &&
    inner.y + inner.h <= outer.y + outer.h
  );
}

/** The polyline up to where it first enters the box. Segments are horizontal or vertical. */
export function cut(points: number[], box: Box): number[] {
  const kept = points.slice(0, 2);
  for (let i = 2; i + 1 < points.length; i += 2) {
    const [x0, y0] = [points[i - 2] as number, points[i - 1] as number];
    const [x1, y1] = [points[i] as number, points[i + 1] as number];
    const inside = x1 > box.x && x1 < box.x + box.w && y1 > box.y && y1 < box.y + box.h;
    if (!inside) {
      kept.push(x1, y1);
      continue;
    }
    if (x0 === x1) kept.push(x1, y0 <= box.y ? box.y : box.y + box.h);
    else kept.push(x0 <= box.x ? box.x : box.x + box.w, y1);
    return kept;
  }
  return kept;
}

function reversed(points: number[]): number[] {
  const back: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) back.push(points[i] as number, points[i + 1] as number);
  return back;
}
