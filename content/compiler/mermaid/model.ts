import type { DiagramKind, EdgeEnd, EdgeLine, NodeShape } from '../../../client/catalogue/document.ts';

/** What a Mermaid source means, before anything has a place. */
export interface GraphModel {
  kind: Exclude<DiagramKind, 'sequence'>;
  direction: 'LR' | 'RL' | 'TB' | 'BT';
  nodes: ModelNode[];
  groups: ModelGroup[];
  /** Ids of nodes and groups as they first appear in the source. */
  order: string[];
  edges: ModelEdge[];
}

export interface ModelNode {
  id: string;
  /** As written, `\n` between the author's lines; empty for start, end, choice and bar. */
  label: string;
  shape: NodeShape;
  group?: string;
  rows?: { type: string; name: string; keys: string[] }[];
}

export interface ModelGroup {
  id: string;
  label: string;
  parent?: string;
}

export interface ModelEdge {
  id: string;
  from: string;
  to: string;
  label: string;
  line: EdgeLine;
  startEnd: EdgeEnd;
  endEnd: EdgeEnd;
}

export interface SequenceModel {
  kind: 'sequence';
  participants: ModelNode[];
  /** In the order in which they happen. */
  events: SequenceEvent[];
}

export type SequenceEvent =
  | { type: 'message'; edge: ModelEdge }
  | { type: 'note'; from: string; to: string; side: 'left' | 'right' | 'over'; text: string }
  | { type: 'activate' | 'deactivate'; node: string }
  | { type: 'open'; operator: string; guard: string }
  | { type: 'section'; guard: string }
  | { type: 'close' };

export type Model = GraphModel | SequenceModel;

/** `from->to`, then `from->to#2`, `#3` ... in source order. */
export function createEdgeIds(): (from: string, to: string) => string {
  const seen = new Map<string, number>();
  return (from, to) => {
    const pair = `${from}->${to}`;
    const count = (seen.get(pair) ?? 0) + 1;
    seen.set(pair, count);
    return count === 1 ? pair : `${pair}#${count}`;
  };
}

/** Thrown by a reader for what Mermaid allows and Atlas does not draw; the message says what to use instead. */
export class Unsupported extends Error {}
