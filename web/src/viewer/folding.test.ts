import { describe, expect, test } from 'vitest';
import { sampleDocument } from './fixture.ts';
import { cut, fold } from './folding.ts';

const box = { x: 100, y: 0, w: 100, h: 100 };

describe('a line into a folded group', () => {
  test('ends at the frame, from each side', () => {
    expect(cut([0, 50, 150, 50], box)).toEqual([0, 50, 100, 50]);
    expect(cut([300, 50, 150, 50], box)).toEqual([300, 50, 200, 50]);
    expect(cut([150, -40, 150, 50], box)).toEqual([150, -40, 150, 0]);
    expect(cut([150, 140, 150, 50], box)).toEqual([150, 140, 150, 100]);
  });
  test('keeps the bends that lie before it', () => {
    expect(cut([0, 0, 50, 0, 50, 50, 150, 50, 150, 80], box)).toEqual([0, 0, 50, 0, 50, 50, 100, 50]);
  });
});

describe('folding', () => {
  test('nothing leaves the edges as they are', () => {
    const { drawing } = sampleDocument();
    expect(fold(drawing, new Set()).edges).toBe(drawing.edges);
  });

  test('an outer group hides inner groups and counts their parts', () => {
    const { drawing } = sampleDocument();
    drawing.groups.push({ id: 'inner', parent: 'g', lines: ['Inner'], x: 390, y: 20, w: 110, h: 80 });
    const c = drawing.nodes.find(({ id }) => id === 'c');
    if (c) c.group = 'inner';
    const { hidden, counts } = fold(drawing, new Set(['g', 'inner']));
    expect(Object.fromEntries(hidden)).toEqual({ b: 'g', c: 'g', inner: 'g' });
    expect(counts).toEqual(new Map([['g', 2]]));
  });

  test('an unknown group changes nothing', () => {
    const { drawing } = sampleDocument();
    expect(fold(drawing, new Set(['no such group'])).edges).toEqual(drawing.edges);
  });
});
