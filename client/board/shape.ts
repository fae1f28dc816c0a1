import { arePoints, knownGood } from './properties.ts';

/** What one shape of a whiteboard is: the properties of an Excalidraw element that others have to know. */
export interface Shape {
  id: string;
  type: string;
  /** Counts changes here only: the drawing library redraws what has a higher one. */
  version: number;
  isDeleted: boolean;
  /** Its place in the order of drawing; sorts as text. */
  index: string | null;
  [property: string]: unknown;
}

/** Types that a whiteboard draws; whatever would load something from elsewhere is none. */
const TYPES = new Set(['rectangle', 'ellipse', 'diamond', 'line', 'arrow', 'freedraw', 'text', 'frame']);
/** What each page has for itself, or can find out again. */
const OWN = new Set([
  'id',
  'version',
  'versionNonce',
  'updated',
  'isDeleted',
  'lastCommittedPoint',
  'pressures',
  'simulatePressure',
  'customData',
]);
/** Numbers in the points of a stroke by hand, and of a line, whose every corner costs as much as a small drawing. */
const STROKE_POINTS = 40_000;
const LINE_POINTS = 4_000;

/** The properties of a shape that are shared, in the order in which they were set. */
export function sharedOf(shape: Shape): [name: string, value: unknown][] {
  return Object.entries(shape).filter(([name, value]) => !OWN.has(name) && value !== undefined);
}

/**
 * A shape of what somebody shared; undefined for what can't be drawn. Another page may have written anything.
 *
 * @param points x and y in turn
 */
export function toShape(
  id: string,
  values: Readonly<Record<string, unknown>>,
  points: readonly unknown[] | undefined,
  version: number,
): Shape | undefined {
  const good = knownGood(values);
  const { type, link = null, index = null } = good;
  if (typeof type !== 'string' || !TYPES.has(type)) return undefined;
  if (['x', 'y', 'width', 'height'].some((name) => good[name] === undefined)) return undefined;
  if (type === 'text' && (good.text === undefined || good.fontSize === undefined)) return undefined;
  const isLine = type === 'line' || type === 'arrow' || type === 'freedraw';
  const most = type === 'freedraw' ? STROKE_POINTS : LINE_POINTS;
  if (isLine && !(points && arePoints(points, most))) return undefined;
  return {
    ...good,
    id,
    type,
    index: index as string | null,
    link: typeof link === 'string' && /^(https?:\/\/|\/(?!\/))/i.test(link) ? link : null,
    ...(isLine ? { points: toPairs(points as number[]), lastCommittedPoint: null } : {}),
    ...(type === 'freedraw' ? { pressures: [], simulatePressure: true } : {}),
    version,
    versionNonce: version,
    updated: 1,
    isDeleted: false,
  };
}

function toPairs(points: readonly number[]): [number, number][] {
  return Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i] ?? 0, points[2 * i + 1] ?? 0]);
}

/** Points of a line as x and y in turn, to a hundredth: nobody sees more, and each digit travels. */
export function flat(points: unknown): number[] | undefined {
  if (!Array.isArray(points)) return undefined;
  return points.flatMap((point) =>
    (point as number[]).slice(0, 2).map((value) => Math.round(value * 100) / 100),
  );
}
