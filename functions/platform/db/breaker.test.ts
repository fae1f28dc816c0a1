import { expect, test } from 'vitest';
import { createBreaker } from './breaker.ts';

function setup() {
  const clock = { now: 0 };
  const breaker = createBreaker(() => clock.now);
  const fail = (times: number) => {
    for (let i = 0; i < times; i++) breaker.failed(new Error('down'));
  };
  return { clock, breaker, fail };
}

test('four failures are borne, the fifth closes the way at once', () => {
  const { breaker, fail } = setup();
  fail(4);
  expect(() => breaker.check()).not.toThrow();
  fail(1);
  expect(() => breaker.check()).toThrow(
    expect.objectContaining({ code: 'UNAVAILABLE', retryAfterSeconds: 1 }),
  );
});

test('after a second one caller tries, and the others go on being refused until it succeeds', () => {
  const { clock, breaker, fail } = setup();
  fail(5);
  clock.now = 1_000;
  expect(() => breaker.check()).not.toThrow();
  expect(() => breaker.check()).toThrow();
  breaker.succeeded();
  expect(() => breaker.check()).not.toThrow();
});

test('a failure keeps its cause for the log', () => {
  const { breaker } = setup();
  const cause = new Error('ECONNREFUSED');
  expect(breaker.failed(cause)).toMatchObject({ code: 'UNAVAILABLE', cause });
});

test('a success in between starts the count anew', () => {
  const { breaker, fail } = setup();
  fail(4);
  breaker.succeeded();
  fail(4);
  expect(() => breaker.check()).not.toThrow();
});
