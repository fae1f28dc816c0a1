// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileDiagram } from '../../../content/compiler/diagram.ts';
import { outlineOf } from './diagram-shapes.ts';

async function outline(path: string) {
  const file = `content/diagrams/${path}.md`;
  const { drawing } = (await compileDiagram(file, await readFile(file, 'utf8'))).item?.document ?? {};
  if (!drawing) throw new Error(`${path} does not compile`);
  return { drawing, pieces: outlineOf(drawing, { x: 0, y: 0 }) };
}

test('a flowchart becomes boxes with labels, and arrows that stay with them', async () => {
  const { drawing, pieces } = await outline('caching/cache-aside');
  const ids = new Set(pieces.map(({ id }) => id));
  expect(ids.size).toBe(pieces.length);
  const arrows = pieces.filter(({ type }) => type === 'arrow') as {
    start?: { id: string };
    end?: { id: string };
  }[];
  expect(arrows).toHaveLength(drawing.edges.length);
  for (const { start, end } of arrows) expect(ids.has(start?.id) && ids.has(end?.id)).toBe(true);
});

test('a sequence keeps its lifelines and notes, and its messages where they are', async () => {
  const { drawing, pieces } = await outline('caching/cache-stampede');
  const lines = pieces.filter(({ type, width }) => type === 'line' && width === 0);
  expect(lines).toHaveLength(drawing.nodes.length);
  expect(JSON.stringify(pieces)).toContain(drawing.notes?.[0]?.lines[0]);
  for (const piece of pieces) expect(piece).not.toHaveProperty('start');
});

test('an entity keeps its attributes', async () => {
  const { drawing, pieces } = await outline('storage/order-data-model');
  const texts = pieces.flatMap((piece) => (piece.type === 'text' ? piece.text.split('\n') : []));
  expect(texts).toHaveLength(drawing.nodes.flatMap(({ rows = [] }) => rows).length);
});

test('the same diagram can be placed twice', async () => {
  const { drawing, pieces } = await outline('caching/cache-aside');
  const again = outlineOf(drawing, { x: 0, y: 0 });
  const first = new Set(pieces.map(({ id }) => id));
  expect(again.some(({ id }) => id !== undefined && first.has(id))).toBe(false);
});
