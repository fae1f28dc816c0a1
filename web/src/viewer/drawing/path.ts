interface Point {
  x: number;
  y: number;
}

/** A polyline (x0, y0, x1, y1, ...) as SVG path data, its corners rounded by at most `radius`. */
export function roundedPath(points: number[], radius: number): string {
  const at = (i: number): Point => ({ x: points[2 * i] ?? 0, y: points[2 * i + 1] ?? 0 });
  const count = points.length / 2;
  const parts = [`M${at(0).x} ${at(0).y}`];
  for (let i = 1; i < count - 1; i++) {
    const corner = at(i);
    const enter = towards(corner, at(i - 1), radius);
    const leave = towards(corner, at(i + 1), radius);
    parts.push(`L${enter.x} ${enter.y}Q${corner.x} ${corner.y} ${leave.x} ${leave.y}`);
  }
  parts.push(`L${at(count - 1).x} ${at(count - 1).y}`);
  return parts.join('');
}

function towards(from: Point, to: Point, most: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(most, length / 2) / length;
  const round = (value: number) => Math.round(value * 10) / 10;
  return { x: round(from.x + (to.x - from.x) * share), y: round(from.y + (to.y - from.y) * share) };
}
