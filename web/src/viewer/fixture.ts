import type { DiagramDocument, DrawnNode } from '../../../client/catalogue/document.ts';

const node = (id: string, x: number, group?: string): DrawnNode => ({
  id,
  shape: 'rect',
  lines: [id.toUpperCase()],
  x,
  y: 40,
  w: 90,
  h: 44,
  ...(group ? { group } : {}),
});
const part = (id: string) => ({
  name: id.toUpperCase(),
  what: [`${id} is a part.`],
  why: [`${id} is needed.`],
  fails: [`${id} stops.`],
});

/** A small document for tests: a -> b -> c, where b and c are in a group. */
export function sampleDocument(): DiagramDocument {
  return {
    format: 1,
    slug: 'sample',
    title: 'Sample',
    category: 'caching',
    difficulty: 1,
    skills: [],
    summary: 'A sample.',
    prerequisites: [],
    minutes: 1,
    sources: [],
    source: 'flowchart LR\n',
    drawing: {
      kind: 'flowchart',
      w: 600,
      h: 140,
      nodes: [node('a', 20), node('b', 220, 'g'), node('c', 400, 'g')],
      groups: [{ id: 'g', lines: ['Zone'], x: 200, y: 10, w: 320, h: 110 }],
      edges: [
        {
          id: 'a->b',
          from: 'a',
          to: 'b',
          points: [110, 62, 220, 62],
          line: 'solid',
          startEnd: 'none',
          endEnd: 'arrow',
          label: { lines: ['GET'], x: 130, y: 54, w: 40, h: 16 },
        },
        {
          id: 'b->c',
          from: 'b',
          to: 'c',
          points: [310, 62, 400, 62],
          line: 'dotted',
          startEnd: 'none',
          endEnd: 'arrow',
        },
      ],
    },
    parts: { a: part('a'), b: part('b'), c: part('c') },
    steps: [
      { title: 'First', lights: ['a->b'], text: ['A asks B.'] },
      { title: 'Second', lights: ['b->c', 'c'], text: ['B asks C.'] },
    ],
    tradeoffs: [],
    cards: [],
  };
}
