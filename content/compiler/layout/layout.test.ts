import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Drawing } from '../../../client/catalogue/document.ts';
import type { Model } from '../mermaid/model.ts';
import { parseMermaid } from '../mermaid/parse.ts';
import { layOut } from './layout.ts';

const draw = async (source: string): Promise<{ drawing: Drawing; overlaps: string[] }> => {
  const problems: string[] = [];
  const model = await parseMermaid(source, 1, (_line, text) => problems.push(text));
  expect(problems).toEqual([]);
  return layOut(model as Model);
};

test('a flowchart keeps nested subgraphs inside each other', async () => {
  const { drawing, overlaps } = await draw(`flowchart TB
    subgraph outer[Region]
      subgraph inner[Zone]
        a[App] --> b[(Store)]
      end
      b --> c{Full?}
    end
    c -->|yes| d((Done))`);
  expect(overlaps).toEqual([]);
  const [outer, inner] = ['outer', 'inner'].map((id) => drawing.groups.find((group) => group.id === id));
  expect(inner?.parent).toBe('outer');
  expect(
    inner && outer && inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w,
  ).toBe(true);
});

test('every edge begins and ends at the outline of its nodes', async () => {
  const { drawing } = await draw('flowchart LR\n  a{One} --> b((Two)) --> c[(Three)] --> d{{Four}} --> a');
  const boxes = new Map(drawing.nodes.map((node) => [node.id, node]));
  for (const edge of drawing.edges) {
    for (const [id, x, y] of [
      [edge.from, edge.points[0], edge.points[1]],
      [edge.to, edge.points.at(-2), edge.points.at(-1)],
    ] as const) {
      const box = boxes.get(id);
      expect(
        box && x! >= box.x - 1 && x! <= box.x + box.w + 1 && y! >= box.y - 1 && y! <= box.y + box.h + 1,
      ).toBe(true);
    }
  }
});

test('a sequence diagram keeps its order from top to bottom, frames around what they hold', async () => {
  const { drawing, overlaps } = await draw(`sequenceDiagram
    actor U as User
    participant A as App
    participant D as Database
    U->>+A: GET /orders
    loop until found
      A->>D: SELECT
      alt hit
        D-->>A: rows
      else miss
        A->>A: wait 50 ms
      end
    end
    Note over A,D: one connection
    A-->>-U: 200 OK`);
  expect(overlaps).toEqual([]);
  expect(drawing.edges.map((edge) => edge.id)).toEqual(['U->A', 'A->D', 'D->A', 'A->A', 'A->U']);
  const ys = drawing.edges.map((edge) => edge.points[1] ?? 0);
  expect(ys).toEqual(ys.toSorted((a, b) => a - b));
  expect(drawing.activations).toHaveLength(1);
  const [loop, alt] = drawing.groups;
  expect(alt?.parent).toBe(loop?.id);
  expect(alt?.frame?.sections.map((section) => section.label)).toEqual(['miss']);
});

test('a state diagram names its dots and reads from its start', async () => {
  const { drawing, overlaps } = await draw(`stateDiagram-v2
    [*] --> Closed
    Closed --> Open: 5 failures
    Open --> HalfOpen: after 30 s
    HalfOpen --> Closed: success
    HalfOpen --> Open: failure`);
  expect(overlaps).toEqual([]);
  const start = drawing.nodes.find((node) => node.id === 'start');
  expect(start?.shape).toBe('start');
  expect(Math.min(...drawing.nodes.map((node) => node.y))).toBe(start?.y);
  expect(drawing.edges[0]?.id).toBe('start->Closed');
});

test('an ER diagram has rows with keys and ends with cardinalities', async () => {
  const { drawing, overlaps } = await draw(`erDiagram
    CUSTOMER ||--o{ ORDER : places
    CUSTOMER {
      uuid id PK
      text email UK
    }
    ORDER {
      uuid id PK
      uuid customer_id FK
    }`);
  expect(overlaps).toEqual([]);
  expect(drawing.nodes[0]?.rows).toContainEqual({ type: 'text', name: 'email', keys: ['UK'] });
  expect(drawing.edges[0]).toMatchObject({ id: 'CUSTOMER->ORDER', startEnd: 'one', endEnd: 'zero-or-more' });
});

test('random flowcharts come out without anything over anything else', async () => {
  const edge = fc.tuple(
    fc.nat({ max: 8 }),
    fc.nat({ max: 8 }),
    fc.constantFrom('', '|GET|', '|a longer label|'),
  );
  const graph = fc.record({
    direction: fc.constantFrom('LR', 'TB'),
    edges: fc.array(edge, { minLength: 4, maxLength: 11 }),
  });
  await fc.assert(
    fc.asyncProperty(graph, async ({ direction, edges }) => {
      const lines = edges
        .filter(([a, b]) => a !== b)
        .map(([a, b, label]) => `  n${a}[Node ${a}] -->${label} n${b}[Node ${b}]`);
      fc.pre(lines.length > 0);
      const { overlaps } = await draw(`flowchart ${direction}\n${lines.join('\n')}`);
      expect(overlaps).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 60_000);
