import type { Stretch } from './hours.ts';

interface Span {
  day: number;
  clock: string;
}

const DAY = 96;
/** More spans than these would not be read anyway. */
const SPANS_SAID = 3;
/** A longer stretch across midnight is said a day at a time: "Mon 20:00-19:00" would be a riddle. */
const LONGEST_NIGHT = DAY / 2;

/** Times of the week for people, such as "Mon and Wed 18:00-20:30". Empty for none. */
export function sayTimes(times: readonly Stretch[], locale = 'en'): string {
  const byClock = Map.groupBy(times.flatMap(spansOf), ({ clock }) => clock);
  const said = [...byClock].map(([clock, spans]) => {
    const days = spans.map(({ day }) => day).sort((a, b) => a - b);
    return { first: days[0] ?? 0, text: `${sayDays(days, locale)} ${clock}`, clock };
  });
  said.sort((a, b) => a.first - b.first || (a.clock < b.clock ? -1 : 1));
  const texts = said.slice(0, SPANS_SAID).map(({ text }) => text);
  return [...texts, ...(said.length > SPANS_SAID ? ['…'] : [])].join(', ');
}

function spansOf({ start, length }: Stretch): Span[] {
  const day = Math.floor(start / DAY) % 7;
  const from = start % DAY;
  const untilMidnight = DAY - from;
  if (length <= untilMidnight || length <= LONGEST_NIGHT)
    return [{ day, clock: `${clockOf(from)}-${clockOf(from + length)}` }];
  return [
    { day, clock: `${clockOf(from)}-24:00` },
    ...spansOf({ start: start + untilMidnight, length: length - untilMidnight }),
  ];
}

/** The day ends at 24:00; what is later is on the next one. */
function clockOf(quarter: number): string {
  const within = quarter > DAY ? quarter - DAY : quarter;
  const [hour, minute] = [Math.floor(within / 4), (within % 4) * 15];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
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
