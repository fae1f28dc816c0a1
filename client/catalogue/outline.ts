import type { DiagramDocument, DrawnEdge, Part } from './document.ts';

/** One part in words: its explanation, and how it is connected. */
export interface OutlineEntry {
  id: string;
  name: string;
  part: Part | undefined;
  /** Names of the groups around it, outermost first. */
  within: string[];
  outgoing: Connection[];
  incoming: Connection[];
}

export interface Connection {
  edge: string;
  /** The part at the other end. */
  to: string;
  name: string;
  /** What flows; empty where the drawing does not say. */
  label: string;
}

/**
 * The text twin of a drawing: its parts in the order in which the flow reaches them, each with its
 * connections. What the outline view, the phone, speech and the tutor read.
 */
export function toOutline(document: DiagramDocument): OutlineEntry[] {
  const { drawing, parts } = document;
  const names = namesOf(document);
  const groups = new Map(drawing.groups.map((group) => [group.id, group]));
  const within = (id: string | undefined): string[] => {
    const group = id === undefined ? undefined : groups.get(id);
    return group ? [...within(group.parent), group.lines.join(' ')] : [];
  };
  const connection = (edge: DrawnEdge, to: string): Connection => ({
    edge: edge.id,
    to,
    name: names.get(to) ?? to,
    label: edge.label?.lines.join(' ') ?? '',
  });
  return readingOrder(document).map((id) => ({
    id,
    name: names.get(id) ?? id,
    part: parts[id],
    within: within(groups.get(id)?.parent ?? drawing.nodes.find((node) => node.id === id)?.group),
    outgoing: drawing.edges.filter((edge) => edge.from === id).map((edge) => connection(edge, edge.to)),
    incoming: drawing.edges
      .filter((edge) => edge.to === id && edge.from !== id)
      .map((edge) => connection(edge, edge.from)),
  }));
}

/** Spoken names of nodes and groups; the dots of a state diagram get words. */
export function namesOf({ drawing, parts }: DiagramDocument): Map<string, string> {
  const words = { start: 'the start', end: 'the end', choice: 'a choice', bar: 'a fork or join' } as const;
  const nodes = drawing.nodes.map((node) => {
    const silent = words[node.shape as keyof typeof words];
    return [node.id, parts[node.id]?.name ?? (node.lines.join(' ') || silent || node.id)] as const;
  });
  return new Map([
    ...nodes,
    ...drawing.groups.map((group) => [group.id, group.lines.join(' ') || group.id] as const),
  ]);
}

/** Ids of the explained nodes and groups: as the walkthrough lights them, then as edges reach them, then the rest. */
export function readingOrder({ drawing, parts, steps }: DiagramDocument): string[] {
  const explained = [...drawing.nodes, ...drawing.groups].filter(({ id }) => parts[id]).map(({ id }) => id);
  const edges = new Map(drawing.edges.map((edge) => [edge.id, edge]));
  const lit = steps
    .flatMap((step) => step.lights)
    .flatMap((id) => {
      const edge = edges.get(id);
      return edge ? [edge.from, edge.to] : [id];
    });
  const known = new Set(explained);
  return [...new Set([...lit.filter((id) => known.has(id)), ...explained])];
}
