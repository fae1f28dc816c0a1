import type { Elements } from './scene.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Units of the whiteboard that are left free around what is placed. */
const GAP = 80;

/**
 * Where to put something so that it covers nothing: where somebody looks if there is room, else beside all that is
 * there, level with its top.
 *
 * @param middle of what is looked at
 * @returns the middle of a free place of this size
 */
export function freeMiddle(
  { w, h }: { w: number; h: number },
  middle: { x: number; y: number },
  there: readonly Box[],
): { x: number; y: number } {
  const covers = (box: Box) =>
    box.x < middle.x + w / 2 + GAP &&
    box.x + box.width > middle.x - w / 2 - GAP &&
    box.y < middle.y + h / 2 + GAP &&
    box.y + box.height > middle.y - h / 2 - GAP;
  if (!there.some(covers)) return middle;
  const right = Math.max(...there.map(({ x, width }) => x + width));
  const top = Math.min(...there.map(({ y }) => y));
  return { x: right + GAP + w / 2, y: top + h / 2 };
}

/** The library moves the first point of an arrow that it makes, and then wants it at 0, 0: the arrow moves instead. */
export function normalized(elements: Elements): Elements {
  return elements.map((element) => {
    if (element.type !== 'arrow') return element;
    const [dx, dy] = element.points[0] ?? [0, 0];
    if (dx === 0 && dy === 0) return element;
    const points = element.points.map(([x, y]) => [x - dx, y - dy]) as unknown as typeof element.points;
    return { ...element, x: element.x + dx, y: element.y + dy, points };
  });
}
