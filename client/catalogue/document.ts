import type { CatalogueLab } from './lab.ts';

/**
 * The compiled form of one diagram: what `content/compiler` writes, and what web, phone, search,
 * tutor and screen readers read. Plain JSON, immutable, addressed by the hash of its bytes.
 *
 * Lengths are in drawing units (1 unit = 1 CSS pixel at zoom 1), the origin is the top left corner,
 * coordinates are rounded to whole units. Texts of the drawing are already broken into lines and
 * were measured with the metrics of Inter, the font that every client ships.
 */

export type DiagramKind = 'flowchart' | 'sequence' | 'state' | 'er';

/** A rectangle; `x`, `y` is its top left corner. */
export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** How a node is drawn. Mermaid's many shape names are reduced to these. */
export type NodeShape =
  | 'rect'
  | 'rounded'
  | 'stadium'
  | 'subroutine'
  | 'cylinder'
  | 'circle'
  | 'diamond'
  | 'hexagon'
  | 'parallelogram'
  | 'queue'
  | 'actor' // sequence: a person
  | 'participant' // sequence: a box at the head of a lifeline
  | 'entity' // er: a titled table, see `rows`
  | 'start' // state: filled dot
  | 'end' // state: ringed dot
  | 'choice' // state: small diamond, no label
  | 'bar'; // state: fork or join

export interface DrawnNode extends Box {
  /** The id in the Mermaid source; unique in the diagram; the key of `DiagramDocument.parts`. */
  id: string;
  shape: NodeShape;
  /** The label, one string a line; empty for start, end, choice and bar. */
  lines: string[];
  /** The group that holds the node. */
  group?: string;
  /** er only: attributes, in order. */
  rows?: { type: string; name: string; keys: string[] }[];
  /** sequence only: y where the lifeline ends; it starts at the bottom of the box. */
  lifelineEnd?: number;
}

/** A subgraph, a composite state, or a sequence frame (`loop`, `alt`, `par`, `opt`, `box`). */
export interface DrawnGroup extends Box {
  id: string;
  lines: string[];
  parent?: string;
  /** sequence frames only; absent for a group of nodes. */
  frame?: {
    operator: string /** y and guard of each further section (`else`, `and`) */;
    sections: { y: number; label: string }[];
  };
}

export type EdgeLine = 'solid' | 'dotted' | 'thick';
export type EdgeEnd =
  | 'none'
  | 'arrow'
  | 'open'
  | 'cross'
  | 'circle'
  | 'one'
  | 'zero-or-one'
  | 'one-or-more'
  | 'zero-or-more';

export interface DrawnEdge {
  /** Stable: `from->to`, with `#2`, `#3` ... for further edges of the same pair. For sequence messages the same. */
  id: string;
  /** Node ids; an end may also be a group id where the source draws an edge to a subgraph. */
  from: string;
  to: string;
  /** x0, y0, x1, y1, ...: a polyline that clients draw with rounded corners. */
  points: number[];
  line: EdgeLine;
  startEnd: EdgeEnd;
  endEnd: EdgeEnd;
  /** The label and the box that was kept free for it. */
  label?: Box & { lines: string[] };
  /** sequence: the 1-based number of the message. */
  order?: number;
}

/** sequence only: a note beside lifelines. */
export interface DrawnNote extends Box {
  lines: string[];
}

/** sequence only: the bar on a lifeline while a participant is active. */
export interface DrawnActivation extends Box {
  node: string;
}

export interface Drawing {
  kind: DiagramKind;
  w: number;
  h: number;
  nodes: DrawnNode[];
  groups: DrawnGroup[];
  edges: DrawnEdge[];
  notes?: DrawnNote[];
  activations?: DrawnActivation[];
}

/** Inline text: a plain string, or marked text. There is no raw HTML by construction. */
export type Inline =
  | string
  | { t: 'b' | 'i'; c: Inline[] }
  | { t: 'code'; s: string }
  | { t: 'a'; href: string; c: Inline[] };

export type Block =
  | { t: 'p'; c: Inline[] }
  | { t: 'ul' | 'ol'; items: Inline[][] }
  | { t: 'pre'; s: string; lang?: string };

export interface Part {
  /** The node's (or group's) label as one line: its name in outline, search and speech. */
  name: string;
  what: Inline[];
  why: Inline[];
  fails: Inline[];
}

export interface Step {
  title: string;
  /** Ids of nodes, groups and edges that light up, in the order in which they animate. */
  lights: string[];
  text: Inline[];
}

export interface Card {
  q: Inline[];
  a: Inline[];
}

export interface Source {
  title: string;
  url: string;
}

export interface DiagramDocument {
  format: 1;
  slug: string;
  title: string;
  category: string;
  difficulty: 1 | 2 | 3 | 4 | 5;
  /** `area.skill` ids of content/skills.yaml. */
  skills: string[];
  summary: string;
  prerequisites: string[];
  minutes: number;
  sources: Source[];
  /** The Mermaid source, for export. */
  source: string;
  drawing: Drawing;
  parts: Record<string, Part>;
  steps: Step[];
  tradeoffs: Block[];
  cards: Card[];
}

/** `build/content/catalogue.json`: the index of all compiled items. */
export interface Catalogue {
  format: 1;
  areas: {
    id: string;
    title: string;
    summary: string;
    skills: { id: string; title: string; summary: string }[];
  }[];
  diagrams: CatalogueDiagram[];
  labs: CatalogueLab[];
}

export interface CatalogueDiagram {
  slug: string;
  title: string;
  category: string;
  difficulty: 1 | 2 | 3 | 4 | 5;
  skills: string[];
  summary: string;
  minutes: number;
  kind: DiagramKind;
  prerequisites: string[];
  /** Slugs of the labs that practise it, where there are any. */
  labs?: string[];
  /** Path below /content/ of the DiagramDocument, with the hash of its bytes: `d/<slug>.<hash>.json`. */
  document: string;
}
