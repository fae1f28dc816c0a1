import { expect, test } from 'vitest';
import { freeMiddle, normalized } from './placing.ts';

const size = { w: 400, h: 200 };
const here = { x: 0, y: 0 };

test('what is placed on an empty whiteboard, or where nothing is, comes where somebody looks', () => {
  expect(freeMiddle(size, here, [])).toEqual(here);
  expect(freeMiddle(size, here, [{ x: 300, y: -50, width: 100, height: 100 }])).toEqual(here);
});

test('what would cover something comes beside all of it, level with its top', () => {
  const there = [
    { x: -100, y: -300, width: 50, height: 50 },
    { x: -10, y: -10, width: 500, height: 20 },
  ];
  expect(freeMiddle(size, here, there)).toEqual({ x: 490 + 80 + 200, y: -300 + 100 });
});

test('one after the other covers none', () => {
  const there = [] as { x: number; y: number; width: number; height: number }[];
  for (let i = 0; i < 5; i++) {
    const { x, y } = freeMiddle(size, here, there);
    const box = { x: x - size.w / 2, y: y - size.h / 2, width: size.w, height: size.h };
    for (const other of there) expect(Math.abs(other.x - box.x)).toBeGreaterThanOrEqual(size.w);
    there.push(box);
  }
});

test('an arrow begins at its own place', () => {
  const arrowFrom = (x: number, points: number[][]) => ({ type: 'arrow', x, y: 20, points });
  const box = { type: 'rectangle', x: 1, y: 2 };
  const made = [
    arrowFrom(10, [
      [0.5, 0],
      [99.5, 40],
    ]),
    box,
  ];
  expect(normalized(made as never)).toEqual([
    arrowFrom(10.5, [
      [0, 0],
      [99, 40],
    ]),
    box,
  ]);
});
