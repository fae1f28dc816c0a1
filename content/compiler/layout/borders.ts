import type { DrawnNode } from '../../../client/catalogue/document.ts';

/**
 * ELK ends edges at the rectangle around a node. This moves an end along its last segment to where the
 * outline of a round or slanted shape really is. Changes `points` in place.
 */
export function meetShape(points: number[], end: 'start' | 'end', node: DrawnNode): void {
  const i = end === 'start' ? 0 : points.length - 2;
  const j = end === 'start' ? 2 : points.length - 4;
  const [x, y, beforeX] = [points[i], points[i + 1], points[j]];
  if (x === undefined || y === undefined || beforeX === undefined) return;
  const vertical = x === beforeX;
  const halfW = node.w / 2;
  const halfH = node.h / 2;
  const dx = x - (node.x + halfW);
  const dy = y - (node.y + halfH);
  if (vertical)
    points[i + 1] = Math.round(node.y + halfH + Math.sign(dy) * reach(node, dx / halfW, halfH, 'y'));
  else points[i] = Math.round(node.x + halfW + Math.sign(dx) * reach(node, dy / halfH, halfW, 'x'));
}

/**
 * How far the outline is from the centre along one axis.
 *
 * @param share place along the other axis, -1 to 1
 * @param half half of the size along this axis
 */
function reach(node: DrawnNode, share: number, half: number, axis: 'x' | 'y'): number {
  const off = Math.min(1, Math.abs(share));
  switch (node.shape) {
    case 'diamond':
    case 'choice':
      return half * (1 - off);
    case 'circle':
    case 'start':
    case 'end':
      return half * Math.sqrt(1 - off * off);
    case 'stadium':
      return axis === 'x' ? half - (node.h / 2) * (1 - Math.sqrt(1 - off * off)) : half;
    case 'hexagon':
      return axis === 'x' ? half - 12 * off : half;
    case 'parallelogram':
      return axis === 'x' ? half - 6 : half;
    default:
      return half;
  }
}
