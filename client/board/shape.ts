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
const TEXT = 10_000;
const POINTS = 40_000;

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
  const { type, x, y, width, height, index = null, link = null } = values;
  if (typeof type !== 'string' || !TYPES.has(type)) return undefined;
  if (![x, y, width, height].every(Number.isFinite)) return undefined;
  if (index !== null && typeof index !== 'string') return undefined;
  const tooLong = Object.values(values).some((value) => typeof value === 'string' && value.length > TEXT);
  if (tooLong) return undefined;
  const isLine = type === 'line' || type === 'arrow' || type === 'freedraw';
  const pairs = isLine ? toPairs(points) : undefined;
  if (isLine && !pairs) return undefined;
  return {
    ...values,
    id,
    type,
    index,
    link: typeof link === 'string' && /^(https?:\/\/|\/(?!\/))/i.test(link) ? link : null,
    ...(pairs ? { points: pairs, lastCommittedPoint: null } : {}),
    ...(type === 'freedraw' ? { pressures: [], simulatePressure: true } : {}),
    version,
    versionNonce: version,
    updated: 1,
    isDeleted: false,
  };
}

function toPairs(points: readonly unknown[] | undefined): [number, number][] | undefined {
  if (!points || points.length % 2 === 1 || points.length > POINTS) return undefined;
  if (!points.every(Number.isFinite)) return undefined;
  return Array.from({ length: points.length / 2 }, (_, i) => [
    points[2 * i] as number,
    points[2 * i + 1] as number,
  ]);
}

/** Points of a line as x and y in turn, to a hundredth: nobody sees more, and each digit travels. */
export function flat(points: unknown): number[] | undefined {
  if (!Array.isArray(points)) return undefined;
  return points.flatMap((point) =>
    (point as number[]).slice(0, 2).map((value) => Math.round(value * 100) / 100),
  );
}
