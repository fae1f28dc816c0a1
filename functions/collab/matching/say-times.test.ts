import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sayTimes } from './say-times.ts';

const [MON, TUE, WED, SUN] = [0, 24, 48, 144];
/** From an hour of the week, so many hours. */
const at = (hour: number, hours = 1) => ({ start: hour * 4, length: hours * 4 });

test.each([
  { times: [], said: '' },
  { times: [at(MON + 18)], said: 'Mon 18:00-19:00' },
  { times: [at(MON + 18, 2), at(WED + 18, 2)], said: 'Mon and Wed 18:00-20:00' },
  { times: [at(MON + 18, 0.5)], said: 'Mon 18:00-18:30' },
  { times: [at(MON + 9.25, 0.75), at(TUE + 9.25, 0.75)], said: 'Mon and Tue 09:15-10:00' },
  { times: [at(9), at(TUE + 9), at(WED + 9)], said: 'Mon-Wed 09:00-10:00' },
  { times: [at(9), at(TUE + 9), at(WED + 9), at(SUN + 9)], said: 'Mon-Wed and Sun 09:00-10:00' },
  { times: [at(8), at(18), at(WED + 18)], said: 'Mon 08:00-09:00, Mon and Wed 18:00-19:00' },
  { times: [at(MON + 23)], said: 'Mon 23:00-24:00' },
  { times: [at(MON + 22, 4)], said: 'Mon 22:00-02:00' },
  { times: [at(MON + 23.75, 0.5)], said: 'Mon 23:45-00:15' },
  { times: [at(SUN + 23, 2)], said: 'Sun 23:00-01:00' },
  { times: [at(1), at(3), at(5), at(7)], said: 'Mon 01:00-02:00, Mon 03:00-04:00, Mon 05:00-06:00, …' },
  { times: [at(MON, 30)], said: 'Mon 00:00-24:00, Tue 00:00-06:00' },
  { times: [at(MON, 168)], said: 'Mon-Sun 00:00-24:00' },
])('$said', ({ times, said }) => {
  expect(sayTimes(times)).toBe(said);
});

test('days are named in the language asked for', () => {
  expect(sayTimes([at(18), at(WED + 18)], 'de')).toBe('Mo und Mi 18:00-19:00');
});

test('any times are said, shortly', () => {
  const hours = fc.uniqueArray(fc.nat(167), { maxLength: 40 });
  fc.assert(
    fc.property(hours, fc.constantFrom(0.5, 0.75, 1), (starts, length) => {
      const said = sayTimes(starts.map((hour) => at(hour, length)));
      expect(said === '').toBe(starts.length === 0);
      expect(said.length).toBeLessThan(150);
    }),
  );
});
