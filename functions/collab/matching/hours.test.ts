import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlappingHours, sayHours } from './hours.ts';

const winter = new Date('2026-01-14T12:00:00Z');
const summer = new Date('2026-07-15T12:00:00Z');
const MON = 0;
const TUE = 24;
const WED = 48;
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

describe('hours in which both are free', () => {
  test('in one zone they are the hours that both named', () => {
    const timeZone = 'Europe/Berlin';
    expect(
      overlappingHours({ hours: [18, 19, 20], timeZone }, { hours: [19, 20, 21], timeZone }, winter),
    ).toEqual([19, 20]);
  });

  test('another zone is converted, and the answer is on the clock of the first', () => {
    const berlin = { hours: [MON + 18, MON + 19], timeZone: 'Europe/Berlin' };
    const newYork = { hours: [MON + 12, MON + 14], timeZone: 'America/New_York' };
    expect(overlappingHours(berlin, newYork, winter)).toEqual([MON + 18]);
    expect(overlappingHours(newYork, berlin, winter)).toEqual([MON + 12]);
  });

  test('the end of the week meets its beginning', () => {
    const auckland = { hours: [MON + 1], timeZone: 'Pacific/Auckland' };
    const utc = { hours: [SUN + 12], timeZone: 'UTC' };
    expect(overlappingHours(auckland, utc, winter)).toEqual([MON + 1]);
    expect(overlappingHours(utc, auckland, winter)).toEqual([SUN + 12]);
    const honolulu = { hours: [SUN + 20], timeZone: 'Pacific/Honolulu' };
    expect(overlappingHours(honolulu, { hours: [MON + 6], timeZone: 'UTC' }, winter)).toEqual([SUN + 20]);
  });

  test('daylight saving is that of the moment asked for', () => {
    const utc = { hours: [17], timeZone: 'UTC' };
    const berlin = { hours: [18], timeZone: 'Europe/Berlin' };
    expect(overlappingHours(utc, berlin, winter)).toEqual([17]);
    expect(overlappingHours(utc, berlin, summer)).toEqual([]);
    // In March the United States change their clocks three weeks before Europe does.
    const newYork = { hours: [12], timeZone: 'America/New_York' };
    expect(overlappingHours(berlin, newYork, winter)).toEqual([18]);
    expect(overlappingHours(berlin, newYork, new Date('2026-03-18T12:00:00Z'))).toEqual([]);
    expect(overlappingHours(berlin, newYork, new Date('2026-04-01T12:00:00Z'))).toEqual([18]);
  });

  test('half an hour in common is enough in a zone with a half-hour offset', () => {
    const utc = { hours: [9, 10, 11], timeZone: 'UTC' };
    const kolkata = { hours: [15], timeZone: 'Asia/Kolkata' }; // 9:30-10:30 in UTC
    expect(overlappingHours(utc, kolkata, winter)).toEqual([9, 10]);
    expect(overlappingHours(kolkata, utc, winter)).toEqual([15]);
  });

  test('a quarter of an hour in common is not enough', () => {
    const kathmandu = { hours: [15], timeZone: 'Asia/Kathmandu' }; // 9:15-10:15 in UTC
    expect(overlappingHours({ hours: [9, 10], timeZone: 'UTC' }, kathmandu, winter)).toEqual([9]);
    expect(overlappingHours({ hours: [10], timeZone: 'UTC' }, kathmandu, winter)).toEqual([]);
    expect(overlappingHours(kathmandu, { hours: [10], timeZone: 'UTC' }, winter)).toEqual([]);
  });

  test('two pieces of an hour add up', () => {
    const utc = { hours: [9], timeZone: 'UTC' };
    expect(overlappingHours(utc, { hours: [14, 15], timeZone: 'Asia/Kolkata' }, winter)).toEqual([9]);
  });

  test('a zone that nobody knows counts as UTC, and hours that no week has count as none', () => {
    const odd = { hours: [9, 9, -1, 168, 1.5, Number.NaN], timeZone: 'Mars/Olympus' };
    expect(overlappingHours(odd, { hours: [9, 10], timeZone: 'UTC' }, winter)).toEqual([9]);
    expect(overlappingHours({ hours: [9], timeZone: '' }, odd, winter)).toEqual([9]);
  });

  test('they are some of the first person’s hours, in order', () => {
    fc.assert(
      fc.property(availability, availability, moment, (a, b, now) => {
        const found = overlappingHours(a, b, now);
        expect(found).toEqual(a.hours.filter((hour) => found.includes(hour)).sort((x, y) => x - y));
      }),
    );
  });

  test('one finds some exactly when the other does', () => {
    fc.assert(
      fc.property(availability, availability, moment, (a, b, now) => {
        expect(overlappingHours(a, b, now).length > 0).toBe(overlappingHours(b, a, now).length > 0);
      }),
    );
  });

  test('each hour of a person is in common with themselves, and with somebody who is always free', () => {
    const always = [...Array(168).keys()];
    fc.assert(
      fc.property(availability, fc.constantFrom(...zones), moment, (a, timeZone, now) => {
        const all = a.hours.toSorted((x, y) => x - y);
        expect(overlappingHours(a, a, now)).toEqual(all);
        expect(overlappingHours(a, { hours: always, timeZone }, now)).toEqual(all);
      }),
    );
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
        const found = overlappingHours({ hours: [mine], timeZone: a }, { hours: [theirs], timeZone: b }, now);
        expect(found).toEqual([mine]);
      }),
    );
  });
});

describe('hours as words', () => {
  test.each([
    { hours: [], said: '' },
    { hours: [MON + 18], said: 'Mon 18:00-19:00' },
    { hours: [MON + 18, MON + 19, WED + 19, WED + 18], said: 'Mon and Wed 18:00-20:00' },
    { hours: [9, TUE + 9, WED + 9], said: 'Mon-Wed 09:00-10:00' },
    { hours: [9, TUE + 9, WED + 9, SUN + 9], said: 'Mon-Wed and Sun 09:00-10:00' },
    { hours: [MON + 8, MON + 18, WED + 18], said: 'Mon 08:00-09:00, Mon and Wed 18:00-19:00' },
    { hours: [MON + 23], said: 'Mon 23:00-24:00' },
    { hours: [MON + 22, MON + 23, TUE, TUE + 1], said: 'Mon 22:00-02:00' },
    { hours: [SUN + 23, MON], said: 'Sun 23:00-01:00' },
    { hours: [1, 3, 5, 7], said: 'Mon 01:00-02:00, Mon 03:00-04:00, Mon 05:00-06:00, …' },
    { hours: [...Array(30).keys()], said: 'Mon 00:00-24:00, Tue 00:00-06:00' },
    { hours: [...Array(168).keys()], said: 'Mon-Sun 00:00-24:00' },
  ])('$said', ({ hours, said }) => {
    expect(sayHours(hours)).toBe(said);
  });

  test('days are named in the language asked for', () => {
    expect(sayHours([18, WED + 18], 'de')).toBe('Mo und Mi 18:00-19:00');
  });

  test('any hours are said, shortly', () => {
    fc.assert(
      fc.property(week, (hours) => {
        const said = sayHours(hours);
        expect(said === '').toBe(hours.length === 0);
        expect(said.length).toBeLessThan(150);
      }),
    );
  });
});
