import { describe, expect, test } from 'vitest';
import { initial, pan, reveal, scaleOf, wholeView, zoom } from './viewport.ts';

const small = { w: 400, h: 200 };
const tall = { w: 680, h: 980 };
const laptop = { width: 870, height: 613 };
const phone = { width: 358, height: 470 };

describe('the first view', () => {
  test('is the whole drawing where it can be read', () => {
    expect(initial(small, laptop)).toEqual(wholeView(small));
  });
  test('of a tall drawing is its whole width from the top, in the middle', () => {
    const view = initial(tall, laptop);
    expect(view.w).toBeGreaterThan(wholeView(tall).w);
    expect(view.x + view.w / 2).toBeCloseTo(tall.w / 2);
    expect(view.y).toBe(wholeView(tall).y);
  });
  test('on a phone is the beginning, with names of at least 9 pixels', () => {
    const view = initial(tall, phone);
    expect([view.x, view.y]).toEqual([wholeView(tall).x, wholeView(tall).y]);
    expect(scaleOf(view, phone) * 14).toBeGreaterThan(9);
  });
  test('of a canvas without a size is the whole drawing', () => {
    expect(initial(tall, { width: 0, height: 0 })).toEqual(wholeView(tall));
  });
});

test('zooming keeps the point under the pointer in its place', () => {
  const at = { x: 100, y: 300 };
  const before = wholeView(tall);
  const after = zoom(before, 2, at, tall);
  expect((at.x - after.x) / after.w).toBeCloseTo((at.x - before.x) / before.w);
  expect((at.y - after.y) / after.h).toBeCloseTo((at.y - before.y) / before.h);
});

test('zooming stops at what is useful, however often it is asked for', () => {
  let near = wholeView(tall);
  let far = near;
  for (let i = 0; i < 50; i++) {
    near = zoom(near, 1.5, { x: 340, y: 490 }, tall);
    far = zoom(far, 1 / 1.5, { x: 340, y: 490 }, tall);
  }
  expect(near.w).toBeGreaterThan(40);
  expect(far.w).toBeLessThan(tall.h * 2);
});

test('the drawing can not be pushed out of the view', () => {
  const view = pan(zoom(wholeView(tall), 3, { x: 340, y: 490 }, tall), 1e6, 1e6, tall);
  expect(view.x).toBeLessThan(tall.w);
  expect(view.y).toBeLessThan(tall.h);
});

describe('revealing parts', () => {
  const view = { x: 0, y: 0, w: 300, h: 300 };
  test('moves nothing that is to be seen already', () => {
    expect(reveal(view, [{ x: 50, y: 50, w: 80, h: 40 }])).toEqual(view);
    expect(reveal(view, [])).toBe(view);
  });
  test('brings what is outside into the middle, on the axis that needs it', () => {
    const next = reveal(view, [{ x: 500, y: 50, w: 80, h: 40 }]);
    expect(next.x + next.w / 2).toBe(540);
    expect(next.y).toBe(0);
  });
  test('widens the view only when the parts do not fit', () => {
    const next = reveal(view, [
      { x: 0, y: 0, w: 80, h: 40 },
      { x: 700, y: 0, w: 80, h: 40 },
    ]);
    expect(next.w).toBeCloseTo(780 + 48);
    expect(next.w / next.h).toBeCloseTo(1);
  });
});
