import type { EdgeEnd, EdgeLine, NodeShape } from '../../../client/catalogue/document.ts';
import {
  createEdgeIds,
  type GraphModel,
  type ModelEdge,
  type ModelGroup,
  type ModelNode,
  Unsupported,
} from './model.ts';
import { plainLabel } from './text.ts';

/** What `db.getData()` gives for flowchart, state and ER diagrams; only the fields that we read. */
interface MermaidData {
  nodes: MermaidNode[];
  edges: MermaidEdge[];
  direction?: string;
}

interface MermaidNode {
  id: string;
  label?: string;
  shape?: string;
  isGroup?: boolean;
  parentId?: string;
  type?: string;
  attributes?: { type: string; name: string; keys?: string[] }[];
  alias?: string;
}

interface MermaidEdge {
  start: string;
  end: string;
  label?: string;
  thickness?: string;
  pattern?: string;
  arrowTypeStart?: string;
  arrowTypeEnd?: string;
}

interface Db {
  getData(): MermaidData;
  getDirection?(): string | undefined;
}

const SHAPES: Readonly<Record<string, NodeShape>> = {
  squareRect: 'rect',
  rect: 'rect',
  square: 'rect',
  proc: 'rect',
  process: 'rect',
  roundedRect: 'rounded',
  rounded: 'rounded',
  event: 'rounded',
  stadium: 'stadium',
  pill: 'stadium',
  terminal: 'stadium',
  subroutine: 'subroutine',
  subproc: 'subroutine',
  'fr-rect': 'subroutine',
  cylinder: 'cylinder',
  cyl: 'cylinder',
  db: 'cylinder',
  database: 'cylinder',
  circle: 'circle',
  circ: 'circle',
  doublecircle: 'circle',
  diamond: 'diamond',
  question: 'diamond',
  decision: 'diamond',
  diam: 'diamond',
  hexagon: 'hexagon',
  hex: 'hexagon',
  prepare: 'hexagon',
  lean_right: 'parallelogram',
  lean_left: 'parallelogram',
  'lean-r': 'parallelogram',
  'lean-l': 'parallelogram',
  das: 'queue',
  'h-cyl': 'queue',
  'horizontal-cylinder': 'queue',
};

const ENDS: Readonly<Record<string, EdgeEnd>> = {
  arrow_point: 'arrow',
  arrow_barb: 'arrow',
  arrow_cross: 'cross',
  arrow_circle: 'circle',
  arrow_open: 'none',
  none: 'none',
  only_one: 'one',
  zero_or_one: 'zero-or-one',
  one_or_more: 'one-or-more',
  zero_or_more: 'zero-or-more',
};

/** Reads a flowchart, its subgraphs as groups. */
export function readFlowchart(db: Db): GraphModel {
  const { nodes, edges, direction } = db.getData();
  return {
    kind: 'flowchart',
    direction: directionOf(direction ?? db.getDirection?.()),
    nodes: nodes.filter((node) => !node.isGroup).map((node) => toNode(node, flowShape(node))),
    groups: nodes.filter((node) => node.isGroup).map(toGroup),
    order: [],
    edges: toEdges(edges, (id) => id),
  };
}

/** Reads a state diagram, composite states as groups, `[*]` as start and end. */
export function readState(db: Db): GraphModel {
  const { nodes, edges } = db.getData();
  if (nodes.some((node) => node.shape === 'divider' || node.type === 'divider')) {
    throw new Unsupported(
      'Concurrent regions ("--") are not supported: draw each region as a diagram of its own.',
    );
  }
  if (nodes.some((node) => node.shape === 'note')) {
    throw new Unsupported('Notes in state diagrams are not supported: say it in Parts or in a step.');
  }
  return {
    kind: 'state',
    direction: directionOf(db.getDirection?.()),
    nodes: nodes
      .filter((node) => !node.isGroup)
      .map((node) => ({ ...toNode(node, stateShape(node)), id: pseudoName(node.id) })),
    groups: nodes.filter((node) => node.isGroup).map(toGroup),
    order: [],
    edges: toEdges(edges, pseudoName),
  };
}

/** `[*]` is "start" and "end" on the top level, "open_start" and "open_end" within the state "open". */
function pseudoName(id: string): string {
  return id.replace(/^root_(start|end)$/, '$1');
}

/** Reads an entity-relationship diagram; entities keep the id of the source. */
export function readEr(db: Db): GraphModel {
  const { nodes, edges } = db.getData();
  const names = new Map(nodes.map((node) => [node.id, node.id.replace(/^entity-(.*)-\d+$/, '$1')]));
  return {
    kind: 'er',
    direction: directionOf(db.getDirection?.() ?? 'TB'),
    nodes: nodes.map((node) => ({
      id: names.get(node.id) ?? node.id,
      label: plainLabel(node.alias || node.label || node.id),
      shape: 'entity',
      rows: (node.attributes ?? []).map(({ type, name, keys }) => ({ type, name, keys: keys ?? [] })),
    })),
    groups: [],
    order: [],
    edges: toEdges(edges, (id) => names.get(id) ?? id),
  };
}

function directionOf(direction: string | undefined): GraphModel['direction'] {
  if (direction === 'LR' || direction === 'RL' || direction === 'BT') return direction;
  return 'TB';
}

function flowShape(node: MermaidNode): NodeShape {
  const shape = SHAPES[node.shape ?? 'rect'];
  if (!shape) {
    const known = '[ ] ( ) ([ ]) [[ ]] [( )] (( )) { } {{ }} [/ /] @{ shape: das }';
    throw new Unsupported(`The shape "${node.shape}" of "${node.id}" is not supported: use one of ${known}.`);
  }
  return shape;
}

function stateShape(node: MermaidNode): NodeShape {
  if (node.shape === 'stateStart') return 'start';
  if (node.shape === 'stateEnd') return 'end';
  if (node.shape === 'choice') return 'choice';
  if (node.shape === 'fork' || node.shape === 'join') return 'bar';
  return 'rounded';
}

function toNode(node: MermaidNode, shape: NodeShape): ModelNode {
  const silent = shape === 'start' || shape === 'end' || shape === 'choice' || shape === 'bar';
  return { id: node.id, label: silent ? '' : plainLabel(node.label ?? node.id), shape, group: node.parentId };
}

function toGroup(node: MermaidNode): ModelGroup {
  return { id: node.id, label: plainLabel(node.label ?? node.id), parent: node.parentId };
}

function toEdges(edges: MermaidEdge[], name: (id: string) => string): ModelEdge[] {
  const idOf = createEdgeIds();
  return edges.map((edge) => {
    const from = name(edge.start);
    const to = name(edge.end);
    return {
      id: idOf(from, to),
      from,
      to,
      label: plainLabel(edge.label ?? ''),
      line: lineOf(edge),
      startEnd: ENDS[edge.arrowTypeStart ?? 'none'] ?? 'none',
      endEnd: ENDS[edge.arrowTypeEnd ?? 'none'] ?? 'none',
    };
  });
}

function lineOf({ pattern, thickness }: MermaidEdge): EdgeLine {
  if (pattern === 'dotted' || pattern === 'dashed' || thickness === 'dotted') return 'dotted';
  return thickness === 'thick' ? 'thick' : 'solid';
}
