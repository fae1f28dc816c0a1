/** Hours of the week (0 = Monday 00:00-01:00 ... 167) on the person's own clock. */
export interface Availability {
  hours: readonly number[];
  /** An IANA time zone; one that is not known counts as UTC. */
  timeZone: string;
}

/** An availability as a bit set of the quarter hours of the week in UTC, made once and compared often. */
export interface FreeWeek {
  hours: readonly number[];
  /** Quarter hours by which the person's clock is ahead of UTC. */
  offset: number;
  bits: Uint32Array;
}

const HOURS = 168;
/** Every zone in use is a multiple of 15 minutes away from UTC (Nepal 5:45, Chatham 12:45). */
const QUARTERS = HOURS * 4;
const HALF_AN_HOUR = 2;

/**
 * Turns availabilities into comparable weeks. Each zone has the one offset that it has at `now`: a week in which
 * the clocks change is not cut in two, since the hours are meant for the weeks to come.
 */
export function weekReader(now: Date): (availability: Availability) => FreeWeek {
  const offsets = new Map<string, number>();
  return ({ hours: given, timeZone }) => {
    const offset = offsets.get(timeZone) ?? offsetAt(timeZone, now);
    offsets.set(timeZone, offset);
    const hours = tidy(given);
    const bits = new Uint32Array(QUARTERS / 32);
    for (const hour of hours)
      for (let index = 0; index < 4; index += 1) {
        const quarter = quarterOf(hour, offset, index);
        bits[quarter >> 5]! |= 1 << (quarter & 31);
      }
    return { hours, offset, bits };
  };
}

/** The hours of A's week of which B is free for at least half. There are some exactly when B finds some too. */
export function hoursInCommon(a: FreeWeek, b: FreeWeek): number[] {
  return a.hours.filter((hour) => {
    let shared = 0;
    for (let index = 0; index < 4; index += 1) {
      const quarter = quarterOf(hour, a.offset, index);
      shared += (b.bits[quarter >> 5]! >>> (quarter & 31)) & 1;
    }
    return shared >= HALF_AN_HOUR;
  });
}

/** The time that both have, in hours. Unlike the number of hours in common it is the same from both sides. */
export function timeInCommon(a: FreeWeek, b: FreeWeek): number {
  return a.bits.reduce((sum, word, index) => sum + ones(word & b.bits[index]!), 0) / 4;
}

export function overlappingHours(a: Availability, b: Availability, now: Date): number[] {
  const read = weekReader(now);
  return hoursInCommon(read(a), read(b));
}

function quarterOf(hour: number, offset: number, index: number): number {
  return (hour * 4 + index - offset + QUARTERS) % QUARTERS;
}

function ones(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function tidy(hours: readonly number[]): number[] {
  const known = hours.filter((hour) => Number.isInteger(hour) && hour >= 0 && hour < HOURS);
  return [...new Set(known)].sort((a, b) => a - b);
}

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

interface Span {
  day: number;
  clock: string;
}

/** More spans than these would not be read anyway. */
const SPANS_SAID = 3;
/** A longer stretch across midnight is said a day at a time: "Mon 20:00-19:00" would be a riddle. */
const LONGEST_NIGHT = 12;

/** Hours of the week for people, such as "Mon and Wed 18:00-20:00". Empty for no hours. */
export function sayHours(hours: readonly number[], locale = 'en'): string {
  const byClock = Map.groupBy(stretches(tidy(hours)).flatMap(spansOf), ({ clock }) => clock);
  const said = [...byClock].map(([clock, spans]) => {
    const days = spans.map(({ day }) => day).sort((a, b) => a - b);
    return { first: days[0] ?? 0, text: `${sayDays(days, locale)} ${clock}`, clock };
  });
  said.sort((a, b) => a.first - b.first || (a.clock < b.clock ? -1 : 1));
  const texts = said.slice(0, SPANS_SAID).map(({ text }) => text);
  return [...texts, ...(said.length > SPANS_SAID ? ['…'] : [])].join(', ');
}

/** Hours in a row, as [first, count]. The week is a ring: Sunday's last hour is followed by Monday's first. */
function stretches(hours: readonly number[]): [number, number][] {
  const free = new Set(hours);
  if (free.size === HOURS) return [[0, HOURS]];
  return hours
    .filter((hour) => !free.has((hour + HOURS - 1) % HOURS))
    .map((first) => {
      let count = 1;
      while (free.has((first + count) % HOURS)) count += 1;
      return [first, count];
    });
}

function spansOf([first, count]: [number, number]): Span[] {
  const start = first % 24;
  const day = Math.floor(first / 24) % 7;
  const untilMidnight = 24 - start;
  if (count <= untilMidnight || count <= LONGEST_NIGHT)
    return [{ day, clock: `${oclock(start)}-${oclock(start + count)}` }];
  return [
    { day, clock: `${oclock(start)}-24:00` },
    ...spansOf([first + untilMidnight, count - untilMidnight]),
  ];
}

function oclock(hour: number): string {
  return `${String(hour > 24 ? hour - 24 : hour).padStart(2, '0')}:00`;
}

/** Three days in a row or more become a range. */
function sayDays(days: readonly number[], locale: string): string {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const name = (day: number) => weekday.format(Date.UTC(2024, 0, 1 + day)); // 1 January 2024 was a Monday
  const rows: number[][] = [];
  for (const day of days) {
    const row = rows.at(-1);
    if (row && row.at(-1) === day - 1) row.push(day);
    else rows.push([day]);
  }
  const names = rows.flatMap((row) =>
    row.length < 3 ? row.map(name) : [`${name(row[0]!)}-${name(row.at(-1)!)}`],
  );
  return new Intl.ListFormat(locale).format(names);
}
