/** Hours of the week (0 = Monday 00:00-01:00 ... 167) on the person's own clock. */
export interface Availability {
  hours: readonly number[];
  /** An IANA time zone; one that is not known counts as UTC. */
  timeZone: string;
}

/** An availability as the quarter hours of the week in UTC, made once and compared often. */
export interface FreeWeek {
  /** 1 for a quarter hour that is free. */
  free: Uint8Array;
  isEmpty: boolean;
  /** Quarter hours by which the person's clock is ahead of UTC. */
  offset: number;
}

/** Time in a row, in quarter hours; it begins so many after Monday 00:00 and may end in the next week. */
export interface Stretch {
  start: number;
  length: number;
}

const HOURS = 168;
/** Every zone in use is a multiple of 15 minutes away from UTC (Nepal 5:45, Chatham 12:45). */
export const QUARTERS = HOURS * 4;
/** Less than half an hour is no time to learn together. */
const SHORTEST = 2;

/**
 * Turns availabilities into comparable weeks. Each zone has the one offset that it has at `now`: a week in which
 * the clocks change is not cut in two, since the hours are meant for the weeks to come.
 */
export function weekReader(now: Date): (availability: Availability) => FreeWeek {
  const offsets = new Map<string, number>();
  return ({ hours, timeZone }) => {
    const offset = offsets.get(timeZone) ?? offsetAt(timeZone, now);
    offsets.set(timeZone, offset);
    const known = hours.filter((hour) => Number.isInteger(hour) && hour >= 0 && hour < HOURS);
    const free = new Uint8Array(QUARTERS);
    for (const hour of known)
      for (let quarter = 0; quarter < 4; quarter += 1) free[onRing(hour * 4 + quarter - offset)] = 1;
    return { free, isEmpty: known.length === 0, offset };
  };
}

/** When both are free, on A's clock and in its order. On B's clock they are the same, moved. */
export function timesInCommon(a: FreeWeek, b: FreeWeek): Stretch[] {
  const shared = a.free.map((quarter, index) => quarter & (b.free[index] ?? 0));
  return stretchesOf(shared)
    .filter(({ length }) => length >= SHORTEST)
    .map(({ start, length }) => ({
      start: length === QUARTERS ? 0 : onRing(start + a.offset),
      length,
    }))
    .sort((x, y) => x.start - y.start);
}

/** The week is a ring: Sunday's last quarter is followed by Monday's first. */
function stretchesOf(quarters: Uint8Array): Stretch[] {
  const at = (index: number) => quarters[onRing(index)] === 1;
  if (quarters.every((quarter) => quarter === 1)) return [{ start: 0, length: QUARTERS }];
  const found: Stretch[] = [];
  for (let start = 0; start < QUARTERS; start += 1) {
    if (!at(start) || at(start - 1)) continue;
    let length = 1;
    while (at(start + length)) length += 1;
    found.push({ start, length });
  }
  return found;
}

const onRing = (quarter: number) => (quarter + QUARTERS) % QUARTERS;

function offsetAt(timeZone: string, now: Date): number {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    const quarters = Math.round(Number(hours ?? 0) * 4 + Number(minutes ?? 0) / 15);
    return sign === '-' ? -quarters : quarters;
  } catch (error) {
    if (error instanceof RangeError && !Number.isNaN(now.getTime())) return 0;
    throw error;
  }
}
