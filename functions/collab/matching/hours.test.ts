import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Availability, QUARTERS, timesInCommon, weekReader } from './hours.ts';

const winter = new Date('2026-01-14T12:00:00Z');
const summer = new Date('2026-07-15T12:00:00Z');
const MON = 0;
const SUN = 144;

const zones = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Asia/Kolkata', 'Asia/Kathmandu'],
  ...['Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Mars/Olympus'],
];
const week = fc.uniqueArray(fc.integer({ min: 0, max: 167 }), { maxLength: 40 });
const availability = fc.record({ hours: week, timeZone: fc.constantFrom(...zones) });
const moment = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2040-01-01'),
  noInvalidDate: true,
});

/** Times in common as [hour of the week at which it begins, hours]. */
function inCommon(a: Availability, b: Availability, now: Date): [number, number][] {
  const read = weekReader(now);
  return timesInCommon(read(a), read(b)).map(({ start, length }) => [start / 4, length / 4]);
}

describe('times at which both are free', () => {
  test('in one zone they are the hours that both named', () => {
    const timeZone = 'Europe/Berlin';
    expect(inCommon({ hours: [18, 19, 20], timeZone }, { hours: [19, 20, 21], timeZone }, winter)).toEqual([
      [19, 2],
    ]);
  });

  test('another zone is converted, and the answer is on the clock of the first', () => {
    const berlin = { hours: [MON + 18, MON + 19], timeZone: 'Europe/Berlin' };
    const newYork = { hours: [MON + 12, MON + 14], timeZone: 'America/New_York' };
    expect(inCommon(berlin, newYork, winter)).toEqual([[MON + 18, 1]]);
    expect(inCommon(newYork, berlin, winter)).toEqual([[MON + 12, 1]]);
  });

  test('the end of the week meets its beginning', () => {
    const auckland = { hours: [MON + 1], timeZone: 'Pacific/Auckland' };
    const utc = { hours: [SUN + 12], timeZone: 'UTC' };
    expect(inCommon(auckland, utc, winter)).toEqual([[MON + 1, 1]]);
    expect(inCommon(utc, auckland, winter)).toEqual([[SUN + 12, 1]]);
    const night = { hours: [SUN + 23, MON], timeZone: 'UTC' };
    expect(inCommon(night, night, winter)).toEqual([[SUN + 23, 2]]);
  });

  test('daylight saving is that of the moment asked for', () => {
    const utc = { hours: [17], timeZone: 'UTC' };
    const berlin = { hours: [18], timeZone: 'Europe/Berlin' };
    expect(inCommon(utc, berlin, winter)).toEqual([[17, 1]]);
    expect(inCommon(utc, berlin, summer)).toEqual([]);
    // In March the United States change their clocks three weeks before Europe does.
    const newYork = { hours: [12], timeZone: 'America/New_York' };
    expect(inCommon(berlin, newYork, winter)).toEqual([[18, 1]]);
    expect(inCommon(berlin, newYork, new Date('2026-03-18T12:00:00Z'))).toEqual([]);
    expect(inCommon(berlin, newYork, new Date('2026-04-01T12:00:00Z'))).toEqual([[18, 1]]);
  });

  test('a zone half an hour off leaves what is really there, not whole hours', () => {
    const evening = [18, 19, 20, 21, 22];
    const berlin = { hours: evening, timeZone: 'Europe/Berlin' }; // 17:00-22:00 in UTC
    const kolkata = { hours: evening, timeZone: 'Asia/Kolkata' }; // 12:30-17:30 in UTC
    expect(inCommon(berlin, kolkata, winter)).toEqual([[18, 0.5]]);
    expect(inCommon(kolkata, berlin, winter)).toEqual([[22.5, 0.5]]);
  });

  test('a quarter of an hour in common is not enough', () => {
    const kathmandu = { hours: [15], timeZone: 'Asia/Kathmandu' }; // 9:15-10:15 in UTC
    expect(inCommon({ hours: [9, 10], timeZone: 'UTC' }, kathmandu, winter)).toEqual([[9.25, 1]]);
    expect(inCommon({ hours: [9], timeZone: 'UTC' }, kathmandu, winter)).toEqual([[9.25, 0.75]]);
    expect(inCommon({ hours: [10], timeZone: 'UTC' }, kathmandu, winter)).toEqual([]);
    expect(inCommon(kathmandu, { hours: [10], timeZone: 'UTC' }, winter)).toEqual([]);
  });

  test('a zone that nobody knows counts as UTC, and hours that no week has count as none', () => {
    const odd = { hours: [9, 9, -1, 168, 1.5, Number.NaN], timeZone: 'Mars/Olympus' };
    expect(inCommon(odd, { hours: [9, 10], timeZone: 'UTC' }, winter)).toEqual([[9, 1]]);
    expect(inCommon({ hours: [9], timeZone: '' }, odd, winter)).toEqual([[9, 1]]);
  });

  test('each quarter of them is one that both named, on their own clocks', () => {
    fc.assert(
      fc.property(availability, availability, moment, (a, b, now) => {
        const read = weekReader(now);
        const [mine, theirs] = [read(a), read(b)];
        for (const { start, length } of timesInCommon(mine, theirs)) {
          expect(length).toBeGreaterThanOrEqual(2);
          for (let quarter = start; quarter < start + length; quarter += 1) {
            const onTheirs = (quarter - mine.offset + theirs.offset + QUARTERS) % QUARTERS;
            expect(a.hours).toContain(Math.floor((quarter % QUARTERS) / 4));
            expect(b.hours).toContain(Math.floor(onTheirs / 4));
          }
        }
      }),
    );
  });

  test('the other one finds the same, moved by the difference of their clocks', () => {
    fc.assert(
      fc.property(availability, availability, moment, (a, b, now) => {
        const read = weekReader(now);
        const [mine, theirs] = [read(a), read(b)];
        const moved = timesInCommon(mine, theirs).map(({ start, length }) => ({
          start: (start - mine.offset + theirs.offset + QUARTERS) % QUARTERS,
          length,
        }));
        expect(moved.sort((x, y) => x.start - y.start)).toEqual(timesInCommon(theirs, mine));
      }),
    );
  });

  test('somebody who is always free has all hours of the other in common', () => {
    const always = [...Array(168).keys()];
    fc.assert(
      fc.property(availability, fc.constantFrom(...zones), moment, (a, timeZone, now) => {
        const hours = inCommon(a, { hours: always, timeZone }, now).flatMap(([start, count]) =>
          Array.from({ length: count }, (_, i) => (start + i) % 168),
        );
        expect(hours.sort((x, y) => x - y)).toEqual(a.hours.toSorted((x, y) => x - y));
      }),
    );
    const whole = { hours: always, timeZone: 'Asia/Kathmandu' };
    expect(inCommon(whole, { hours: always, timeZone: 'UTC' }, winter)).toEqual([[0, 168]]);
  });

  test('they agree with the clocks that Intl shows', () => {
    const clock = (timeZone: string, at: number) => {
      const parts = new Intl.DateTimeFormat('en-GB', {
        ...{ timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' },
      }).formatToParts(at);
      const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
      const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday'));
      return day * 24 + Number(part('hour'));
    };
    const whole = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Pacific/Pago_Pago');
    fc.assert(
      fc.property(whole, whole, moment, (a, b, now) => {
        const [mine, theirs] = [clock(a, now.getTime()), clock(b, now.getTime())];
        const found = inCommon({ hours: [mine], timeZone: a }, { hours: [theirs], timeZone: b }, now);
        expect(found).toEqual([[mine, 1]]);
      }),
    );
  });
});
