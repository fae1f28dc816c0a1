import type { Drawing, DrawnEdge, DrawnNode, EdgeEnd } from '../../../client/catalogue/document.ts';
import { METRICS } from '../../../client/catalogue/metrics.ts';
import {
  groupOf,
  INK,
  labelOf,
  lifelineOf,
  NOTE,
  type Outline,
  type Piece,
  PLAIN,
  type Place,
  rowsOf,
} from './diagram-pieces.ts';

/** Each diagram's shapes have names of their own: the same diagram may be placed twice. */
let placed = 0;

/**
 * A diagram as shapes that can be moved and changed: boxes with their labels, arrows that stay with their boxes.
 *
 * @param middle of where it goes, in units of the whiteboard
 */
export function outlineOf(drawing: Drawing, middle: { x: number; y: number }): Outline {
  placed += 1;
  const name = `${Date.now().toString(36)}-${placed}`;
  const idOf = (id: string) => `${name}-${id}`;
  const [left, top] = [middle.x - drawing.w / 2, middle.y - drawing.h / 2];
  const isSequence = drawing.kind === 'sequence';
  // An arrow of a sequence goes between lifelines: bound to their boxes, it would jump up to them.
  const known = new Set(isSequence ? [] : drawing.nodes.map(({ id }) => id));
  const at: Place = { left, top, known, idOf };
  return [
    ...drawing.groups.flatMap((group) => groupOf(group, at)),
    ...drawing.nodes.flatMap((node) => lifelineOf(node, at)),
    ...(drawing.activations ?? []).map(({ x, y, w, h }): Piece => {
      return { type: 'rectangle', x: left + x, y: top + y, width: w, height: h, ...PLAIN };
    }),
    ...drawing.nodes.flatMap((node) => [boxOf(node, idOf(node.id), left, top), ...rowsOf(node, at)]),
    ...(drawing.notes ?? []).map(({ x, y, w, h, lines }): Piece => {
      const label = labelOf(lines, { fontSize: METRICS.note.font });
      return { type: 'rectangle', x: left + x, y: top + y, width: w, height: h, ...PLAIN, ...NOTE, ...label };
    }),
    ...drawing.edges.flatMap((edge, i) =>
      edge.points.length >= 4 ? [arrowOf(edge, idOf(`edge-${i}`), at)] : [],
    ),
  ];
}

const HEADS: Readonly<
  Record<
    EdgeEnd,
    'arrow' | 'bar' | 'circle' | 'crowfoot_one' | 'crowfoot_many' | 'crowfoot_one_or_many' | null
  >
> = {
  none: null,
  arrow: 'arrow',
  open: 'arrow',
  cross: 'bar',
  circle: 'circle',
  one: 'crowfoot_one',
  'zero-or-one': 'crowfoot_one',
  'one-or-more': 'crowfoot_one_or_many',
  'zero-or-more': 'crowfoot_many',
};

function boxOf({ shape, x, y, w, h, lines, rows }: DrawnNode, id: string, left: number, top: number): Piece {
  const type =
    shape === 'circle' || shape === 'start' || shape === 'end'
      ? 'ellipse'
      : shape === 'diamond' || shape === 'choice'
        ? 'diamond'
        : 'rectangle';
  return {
    type,
    id,
    x: left + x,
    y: top + y,
    width: Math.max(4, w),
    height: Math.max(4, h),
    ...PLAIN,
    ...(shape === 'rect' || shape === 'entity' || type !== 'rectangle' ? {} : { roundness: { type: 3 } }),
    ...labelOf(lines, rows ? { verticalAlign: 'top' } : {}),
  };
}

function arrowOf(
  { points, from, to, line, startEnd, endEnd, label }: DrawnEdge,
  id: string,
  place: Place,
): Piece {
  const { left, top, known, idOf } = place;
  const [x = 0, y = 0] = points;
  const pairs = Array.from(
    { length: points.length / 2 },
    (_, i) => [(points[2 * i] ?? 0) - x, (points[2 * i + 1] ?? 0) - y] as [number, number],
  );
  const last = pairs.at(-1) ?? [0, 0];
  return {
    type: 'arrow',
    id,
    x: left + x,
    y: top + y,
    width: Math.abs(last[0]),
    height: Math.abs(last[1]),
    points: pairs as never,
    strokeColor: INK,
    strokeWidth: line === 'thick' ? 2 : 1,
    strokeStyle: line === 'dotted' ? 'dotted' : 'solid',
    roughness: 0,
    startArrowhead: HEADS[startEnd],
    endArrowhead: HEADS[endEnd],
    ...(known.has(from) ? { start: { id: idOf(from) } } : {}),
    ...(known.has(to) ? { end: { id: idOf(to) } } : {}),
    ...labelOf(label?.lines ?? [], { fontSize: METRICS.edge.font }),
  };
}
