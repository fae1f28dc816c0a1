import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { perFrame } from './frame.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('what is asked for many times is done once a frame, and never after it was stopped', () => {
  const work = vi.fn();
  const frames = perFrame(work);
  for (let i = 0; i < 100; i++) frames.ask();
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20);
  expect(work).toHaveBeenCalledTimes(1);
  frames.ask();
  frames.ask();
  vi.advanceTimersByTime(20);
  expect(work).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(2);
  frames.ask();
  frames.stop();
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(2);
});
