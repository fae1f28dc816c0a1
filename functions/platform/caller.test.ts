import { expect, test } from 'vitest';
import { callerOf } from './caller.ts';

const address = (forwarded: string | undefined, hops = 1) =>
  callerOf(
    {
      method: 'GET',
      path: '/',
      query: new URLSearchParams(),
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      body: '',
      bodyBytes: 0,
    },
    hops,
  ).address;

test.each([
  ['203.0.113.7', 1, '203.0.113.7'],
  ['198.51.100.1, 203.0.113.7', 1, '203.0.113.7'],
  ['198.51.100.1,198.51.100.2 ,  203.0.113.7', 1, '203.0.113.7'],
  ['forged, 203.0.113.7, 130.176.0.1', 2, '203.0.113.7'],
  ['203.0.113.7, 130.176.0.1', 2, '203.0.113.7'],
  ['203.0.113.7:51000', 1, '203.0.113.7'],
  ['::ffff:203.0.113.7', 1, '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', 1, '2001:db8:1:2::/64'],
  ['2001:DB8:1:2:ffff::1', 1, '2001:db8:1:2::/64'],
  ['2001:db8::1', 1, '2001:db8:0:0::/64'],
  ['[2001:db8:1:2::9]:443', 1, '2001:db8:1:2::/64'],
  ['::1', 1, '0:0:0:0::/64'],
])('A8 %s behind %i hops of ours is %s', (forwarded, hops, expected) => {
  expect(address(forwarded, hops)).toBe(expected);
});

test.each([undefined, '', 'unknown', '999.1.1.1', '203.0.113.7 evil', '203.0.113.7'.repeat(50)])(
  'A8 what is no address is one key for all who send it: %s',
  (forwarded) => {
    expect(address(forwarded)).toBe('unknown');
  },
);

test('A8 fewer hops than ours have, which only a way around the edge can make, is one key for all', () => {
  expect(address('203.0.113.7', 2)).toBe('unknown');
});
