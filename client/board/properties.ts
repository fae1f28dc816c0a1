/**
 * What each property of a shape may hold. The drawing library trusts its shapes: one whose `groupIds` is a number stops
 * the drawing for everybody who opens the whiteboard, for as long as it is stored. So whatever is not known to be
 * right is left out, and the library fills in what it usually has.
 */
type Check = (value: unknown) => boolean;

const LONG = 10_000;
/** Units from the origin; far more than anybody scrolls, and still drawn without trouble. */
const FAR = 1_000_000;

const number =
  (from: number, to: number): Check =>
  (value) =>
    typeof value === 'number' && value >= from && value <= to;
const text =
  (length: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= length;
const flag: Check = (value) => typeof value === 'boolean';
const or =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const list =
  (check: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check);
const record =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(checks).every(([name, check]) => check((value as Record<string, unknown>)[name]));
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const place = number(-FAR, FAR);
const name = text(100);
const pair: Check = (value) => list(place, 2)(value) && (value as unknown[]).length === 2;
const binding = or(record({ elementId: name, focus: place, gap: place, fixedPoint: optional(or(pair)) }));
const segments = or(list(record({ index: number(0, 1_000), start: pair, end: pair }), 1_000));

const CHECKS = new Map<string, Check>([
  ...['x', 'y', 'width', 'height'].map((key): [string, Check] => [key, place]),
  ['angle', number(-100, 100)],
  ['opacity', number(0, 100)],
  ['seed', number(0, 2 ** 31)],
  ['strokeWidth', number(0, 100)],
  ['roughness', number(0, 10)],
  ['fontSize', number(1, 2_000)],
  ['fontFamily', number(1, 100)],
  ['lineHeight', number(0.1, 10)],
  ['baseline', place],
  ...['type', 'strokeColor', 'backgroundColor', 'fillStyle', 'strokeStyle', 'textAlign', 'verticalAlign'].map(
    (key): [string, Check] => [key, name],
  ),
  ['link', or(text(LONG))],
  ['text', text(LONG)],
  ['originalText', text(LONG)],
  ...['containerId', 'frameId', 'name', 'startArrowhead', 'endArrowhead'].map((key): [string, Check] => [
    key,
    or(name),
  ]),
  ...['locked', 'elbowed', 'autoResize', 'polygon'].map((key): [string, Check] => [key, flag]),
  ...['startIsSpecial', 'endIsSpecial'].map((key): [string, Check] => [key, or(flag)]),
  ['groupIds', list(name, 100)],
  ['boundElements', or(list(record({ id: name, type: name }), 1_000))],
  ['roundness', or(record({ type: number(1, 3), value: optional(place) }))],
  ['startBinding', binding],
  ['endBinding', binding],
  ['fixedSegments', segments],
  ['index', (value) => value === null || isOrderKey(value)],
]);

/** Only what the drawing library can work with. */
export function knownGood(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => CHECKS.get(key)?.(value)));
}

/** Whether x and y in turn can be drawn as a line. */
export const arePoints = (values: readonly unknown[], most: number): values is number[] =>
  values.length >= 2 && values.length % 2 === 0 && values.length <= most && values.every(place);

/**
 * A place in an order, as `fractional-indexing` makes and demands it: its first letter tells how long the whole part
 * is, and what follows does not end in 0.
 */
function isOrderKey(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z][0-9A-Za-z]{1,200}$/.test(value)) return false;
  const head = value.charCodeAt(0);
  const length = head >= 97 ? head - 97 + 2 : 90 - head + 2;
  const isLeast = value === `A${'0'.repeat(26)}`;
  return value.length >= length && !isLeast && !(value.length > length && value.endsWith('0'));
}
