import type { convertToExcalidrawElements } from '@excalidraw/excalidraw';
import type { Drawing, DrawnEdge, DrawnNode } from '../../../client/catalogue/document.ts';

type Outline = NonNullable<Parameters<typeof convertToExcalidrawElements>[0]>;
type Piece = Outline[number];

const INK = '#17202b';
const GROUP = { strokeColor: '#8d8879', backgroundColor: '#f3f6f6' };
const TEXT = { fontSize: 14, fontFamily: 6 } as const;
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
  const groups = drawing.groups.map(
    ({ x, y, w, h, lines, id }): Piece => ({
      type: 'rectangle',
      id: idOf(`group-${id}`),
      x: left + x,
      y: top + y,
      width: w,
      height: h,
      ...GROUP,
      fillStyle: 'solid',
      roughness: 0,
      strokeStyle: 'dashed',
      ...(lines.length > 0
        ? { label: { text: lines.join('\n'), ...TEXT, verticalAlign: 'top', strokeColor: INK } }
        : {}),
    }),
  );
  const nodes = drawing.nodes.map((node) => boxOf(node, idOf(node.id), left, top));
  const known = new Set(drawing.nodes.map(({ id }) => id));
  const edges = drawing.edges.flatMap((edge, i) =>
    edge.points.length >= 4 ? [arrowOf(edge, idOf(`edge-${i}`), { left, top, known, idOf })] : [],
  );
  return [...groups, ...nodes, ...edges];
}

function boxOf({ shape, x, y, w, h, lines }: DrawnNode, id: string, left: number, top: number): Piece {
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
    strokeColor: INK,
    backgroundColor: '#ffffff',
    fillStyle: 'solid',
    roughness: 0,
    strokeWidth: 1,
    ...(shape === 'rect' || type !== 'rectangle' ? {} : { roundness: { type: 3 } }),
    ...(lines.length > 0 ? { label: { text: lines.join('\n'), ...TEXT, strokeColor: INK } } : {}),
  };
}

interface Place {
  left: number;
  top: number;
  known: ReadonlySet<string>;
  idOf(id: string): string;
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
    startArrowhead: startEnd === 'none' ? null : 'arrow',
    endArrowhead: endEnd === 'none' ? null : 'arrow',
    ...(known.has(from) ? { start: { id: idOf(from) } } : {}),
    ...(known.has(to) ? { end: { id: idOf(to) } } : {}),
    ...(label ? { label: { text: label.lines.join('\n'), ...TEXT, fontSize: 12, strokeColor: INK } } : {}),
  };
}
