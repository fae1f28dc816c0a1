import type { Box, Drawing, DrawnEdge } from '../../../client/catalogue/document.ts';
import { METRICS } from '../../../client/catalogue/metrics.ts';

interface Named {
  name: string;
  box: Box;
}

/** Every place in a drawing where something is drawn over something else, as "what over what". */
export function findOverlaps(drawing: Drawing): string[] {
  const nodes: Named[] = drawing.nodes.map((node) => ({ name: `node "${node.id}"`, box: node }));
  const labels: Named[] = drawing.edges.flatMap((edge) =>
    edge.label ? [{ name: `the label of ${edge.id}`, box: edge.label }] : [],
  );
  const titles: Named[] = drawing.groups.map((group) => ({
    name: `the title of "${group.id}"`,
    box: {
      x: group.x,
      y: group.y,
      w: group.w,
      h: Math.max(1, METRICS.group.lineHeight * group.lines.length),
    },
  }));
  const notes: Named[] = (drawing.notes ?? []).map((note) => ({
    name: `the note "${note.lines[0] ?? ''}"`,
    box: note,
  }));
  const solid = [...nodes, ...labels, ...notes];
  const found = [...pairs(solid, solid), ...pairs(titles, [...nodes, ...labels])];

  for (const edge of drawing.edges) {
    for (const node of drawing.nodes) {
      if (node.id !== edge.from && node.id !== edge.to && crosses(edge, node)) {
        found.push(`the edge ${edge.id} over node "${node.id}"`);
      }
    }
    for (const other of drawing.edges) {
      if (other !== edge && other.label && drawing.kind !== 'sequence' && crosses(edge, other.label)) {
        found.push(`the edge ${edge.id} over the label of ${other.id}`);
      }
    }
  }
  found.push(...strangersInGroups(drawing));
  return found;
}

function pairs(first: Named[], second: Named[]): string[] {
  const found: string[] = [];
  for (const [i, a] of first.entries()) {
    for (const b of first === second ? second.slice(i + 1) : second) {
      if (touch(a.box, b.box)) found.push(`${a.name} over ${b.name}`);
    }
  }
  return found;
}

function touch(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** Whether a segment of the (orthogonal) edge runs through the box, its rim of 1 unit aside. */
function crosses({ points }: DrawnEdge, box: Box): boolean {
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [x0, y0, x1, y1] = points.slice(i, i + 4) as [number, number, number, number];
    const line = {
      x: Math.min(x0, x1),
      y: Math.min(y0, y1),
      w: Math.abs(x1 - x0) || 0.1,
      h: Math.abs(y1 - y0) || 0.1,
    };
    if (touch(line, { x: box.x + 1, y: box.y + 1, w: box.w - 2, h: box.h - 2 })) return true;
  }
  return false;
}

/** Nodes that lie in the frame of a group to which they do not belong. */
function strangersInGroups({ nodes, groups, kind }: Drawing): string[] {
  if (kind === 'sequence') return [];
  const parents = new Map(groups.map((group) => [group.id, group.parent]));
  const isInside = (group: string | undefined, wanted: string): boolean =>
    group !== undefined && (group === wanted || isInside(parents.get(group), wanted));
  return groups.flatMap((group) =>
    nodes
      .filter((node) => !isInside(node.group, group.id) && touch(node, group))
      .map((node) => `node "${node.id}" over the group "${group.id}"`),
  );
}
