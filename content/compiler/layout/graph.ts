import Elk, { type ElkExtendedEdge, type ElkNode } from 'elkjs';
import type { Box, Drawing, DrawnEdge, DrawnGroup, DrawnNode } from '../../../client/catalogue/document.ts';
import { METRICS } from '../../../client/catalogue/metrics.ts';
import type { GraphModel, ModelEdge } from '../mermaid/model.ts';
import { meetShape } from './borders.ts';
import { measure } from './measure.ts';
import { EDGE_LABEL_LIMIT, type Size, sizeOf } from './sizes.ts';

/** One way to lay out: the compiler tries several and keeps the best. */
export interface LayoutStyle {
  placement: 'NETWORK_SIMPLEX' | 'BRANDES_KOEPF';
  /** Which edges of a cycle run against the direction. */
  cycles: 'GREEDY' | 'MODEL_ORDER';
  /** Multiplies all distances. */
  spread: number;
}

const MARGIN = 16;
const DIRECTIONS = { LR: 'RIGHT', RL: 'LEFT', TB: 'DOWN', BT: 'UP' } as const;

/** The edge runs through its label, which clients draw on a ground of its own. */
const LABEL_OPTIONS = { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' };

const elk = new Elk();

/**
 * Lays out a flowchart, state or ER diagram with ELK's layered algorithm (Schulze, Spönemann, von Hanxleden 2014),
 * orthogonal edges, subgraphs laid out together with their content, space kept for edge labels.
 */
export async function layoutGraph(model: GraphModel, style: LayoutStyle): Promise<Drawing> {
  const sizes = new Map(model.nodes.map((node) => [node.id, sizeOf(node)]));
  const root = await elk.layout(toElk(model, sizes, style));
  return toDrawing(model, sizes, root);
}

function toElk(
  model: GraphModel,
  sizes: Map<string, Size>,
  { placement, cycles, spread }: LayoutStyle,
): ElkNode {
  const gap = (units: number) => String(Math.round(units * spread));
  const containers = new Map<string | undefined, ElkNode>();
  const { title, pad, font, lineHeight } = METRICS.group;
  const root: ElkNode = {
    id: '',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': DIRECTIONS[model.direction],
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.json.shapeCoords': 'ROOT',
      'elk.json.edgeCoords': 'ROOT',
      'elk.randomSeed': '1',
      'elk.padding': `[top=${MARGIN},left=${MARGIN},bottom=${MARGIN},right=${MARGIN}]`,
      'elk.layered.nodePlacement.strategy': placement,
      'elk.layered.nodePlacement.favorStraightEdges': 'true',
      'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
      'elk.layered.thoroughness': '12',
      'elk.layered.mergeEdges': 'false',
      'elk.layered.cycleBreaking.strategy': cycles,
      'elk.spacing.nodeNode': gap(34),
      'elk.spacing.edgeNode': gap(20),
      'elk.spacing.edgeEdge': gap(16),
      'elk.spacing.edgeLabel': gap(6),
      'elk.spacing.labelNode': gap(10),
      'elk.layered.spacing.nodeNodeBetweenLayers': gap(48),
      'elk.layered.spacing.edgeNodeBetweenLayers': gap(24),
      'elk.layered.spacing.edgeEdgeBetweenLayers': gap(16),
    },
    children: [],
    edges: model.edges.map(toElkEdge),
  };
  containers.set(undefined, root);
  for (const group of model.groups) {
    const label = measure(group.label, 240, { font, lineHeight }, 600);
    containers.set(group.id, {
      id: group.id,
      layoutOptions: {
        'elk.padding': `[top=${title + pad - 6 + (label.lines.length - 1) * lineHeight},left=${pad},bottom=${pad},right=${pad}]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': `(${label.w + 2 * pad},${title + pad})`,
      },
      children: [],
    });
  }
  const nodes = new Map(model.nodes.map((node) => [node.id, node]));
  const parents = new Map(model.groups.map((group) => [group.id, group.parent]));
  for (const id of model.order) {
    const node = nodes.get(id);
    const child = node ? toElkNode(id, sizes.get(id)) : containers.get(id);
    if (child) containers.get(node ? node.group : parents.get(id))?.children?.push(child);
  }
  return root;
}

function toElkNode(id: string, size: Size | undefined): ElkNode {
  const first = id === 'start' ? { layoutOptions: { 'elk.layered.layering.layerConstraint': 'FIRST' } } : {};
  return { id, width: size?.w ?? 0, height: size?.h ?? 0, ...first };
}

function toElkEdge(edge: ModelEdge): ElkExtendedEdge {
  const text = measureLabel(edge.label);
  return {
    id: edge.id,
    sources: [edge.from],
    targets: [edge.to],
    labels: text ? [{ text: edge.label, width: text.w, height: text.h, layoutOptions: LABEL_OPTIONS }] : [],
  };
}

function measureLabel(label: string) {
  if (label === '') return undefined;
  const { padX, padY } = METRICS.edge;
  const text = measure(label, EDGE_LABEL_LIMIT, METRICS.edge, 400);
  return { lines: text.lines, w: text.w + 2 * padX, h: text.h + 2 * padY };
}

function toDrawing(model: GraphModel, sizes: Map<string, Size>, root: ElkNode): Drawing {
  const places = new Map<string, ElkNode>();
  collect(root, places);
  const boxOf = (id: string): Box => {
    const at = places.get(id);
    const [x, y] = [Math.round(at?.x ?? 0), Math.round(at?.y ?? 0)];
    return {
      x,
      y,
      w: Math.round((at?.x ?? 0) + (at?.width ?? 0)) - x,
      h: Math.round((at?.y ?? 0) + (at?.height ?? 0)) - y,
    };
  };
  const nodes: DrawnNode[] = model.nodes.map(({ id, shape, group, rows }) => ({
    id,
    shape,
    lines: sizes.get(id)?.lines ?? [],
    ...boxOf(id),
    ...(group ? { group } : {}),
    ...(rows ? { rows } : {}),
  }));
  const groups: DrawnGroup[] = model.groups.map(({ id, label, parent }) => {
    const { font, lineHeight } = METRICS.group;
    return {
      id,
      lines: measure(label, 240, { font, lineHeight }, 600).lines,
      ...boxOf(id),
      ...(parent ? { parent } : {}),
    };
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const drawn = new Map((root.edges ?? []).map((edge) => [edge.id, edge]));
  const edges = model.edges.map((edge) => toDrawnEdge(edge, drawn.get(edge.id), byId));
  return {
    kind: model.kind,
    w: Math.ceil(root.width ?? 0),
    h: Math.ceil(root.height ?? 0),
    nodes,
    groups,
    edges,
  };
}

function collect(node: ElkNode, places: Map<string, ElkNode>): void {
  for (const child of node.children ?? []) {
    places.set(child.id, child);
    collect(child, places);
  }
}

function toDrawnEdge(
  edge: ModelEdge,
  at: ElkExtendedEdge | undefined,
  nodes: Map<string, DrawnNode>,
): DrawnEdge {
  const section = at?.sections?.[0];
  const path = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
  const points = withoutIdlePoints(path.flatMap(({ x, y }) => [Math.round(x), Math.round(y)]));
  const from = nodes.get(edge.from);
  const to = nodes.get(edge.to);
  if (from) meetShape(points, 'start', from);
  if (to) meetShape(points, 'end', to);
  const { id, line, startEnd, endEnd } = edge;
  const text = measureLabel(edge.label);
  const place = at?.labels?.[0];
  const label =
    text && place ? { ...text, x: Math.round(place.x ?? 0), y: Math.round(place.y ?? 0) } : undefined;
  return { id, from: edge.from, to: edge.to, points, line, startEnd, endEnd, ...(label ? { label } : {}) };
}

/** Drops points that repeat the one before or lie on a straight line between their neighbours. */
function withoutIdlePoints(points: number[]): number[] {
  const kept: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    const n = kept.length;
    if (n >= 2 && kept[n - 2] === x && kept[n - 1] === y) continue;
    const onRow = n >= 4 && kept[n - 1] === y && kept[n - 3] === y;
    const onColumn = n >= 4 && kept[n - 2] === x && kept[n - 4] === x;
    if (onRow || onColumn) kept.splice(n - 2, 2);
    kept.push(x, y);
  }
  return kept;
}
