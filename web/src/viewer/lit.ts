import type { DiagramDocument, Drawing } from '../../../client/catalogue/document.ts';
import type { Focus } from './focus.ts';

/** How strongly something shows: chosen, lit beside it, or receding; undefined when nothing is in focus. */
export type Light = 'chosen' | 'lit' | 'dim' | undefined;

export interface Lights {
  of(id: string): Light;
  /** The place of an edge in the order in which the step's edges animate; undefined when it is not lit. */
  orderOf(id: string): number | undefined;
  /** Ids of nodes and groups that should be in view. */
  shown: string[];
}

/** What a focus lights up: a part with its neighbours, or what a step names. */
export function lightsOf({ drawing, steps }: DiagramDocument, focus: Focus): Lights {
  if (focus.kind === 'none') return { of: () => undefined, orderOf: () => undefined, shown: [] };
  const lit = new Set<string>();
  const chosen = focus.kind === 'part' ? focus.id : undefined;
  const order = new Map<string, number>();
  if (chosen !== undefined) {
    const inside = contentOf(drawing, chosen);
    for (const id of inside) lit.add(id);
    for (const edge of drawing.edges) {
      if (!inside.has(edge.from) && !inside.has(edge.to)) continue;
      for (const id of [edge.id, edge.from, edge.to]) lit.add(id);
    }
  } else if (focus.kind === 'step') {
    const edges = new Map(drawing.edges.map((edge) => [edge.id, edge]));
    for (const id of steps[focus.index]?.lights ?? []) {
      const edge = edges.get(id);
      lit.add(id);
      if (!edge) continue;
      order.set(id, order.size);
      lit.add(edge.from);
      lit.add(edge.to);
    }
  }
  const edgeIds = new Set(drawing.edges.map((edge) => edge.id));
  return {
    of: (id) => (id === chosen ? 'chosen' : lit.has(id) ? 'lit' : 'dim'),
    orderOf: (id) => order.get(id),
    shown: [...lit].filter((id) => !edgeIds.has(id)),
  };
}

/** A part itself, and if it is a group, all that is in it. */
function contentOf({ nodes, groups }: Drawing, id: string): Set<string> {
  const parents = new Map(groups.map((group) => [group.id, group.parent]));
  const isIn = (group: string | undefined): boolean =>
    group !== undefined && (group === id || isIn(parents.get(group)));
  const content = [
    ...nodes.filter((node) => isIn(node.group)),
    ...groups.filter((group) => isIn(group.parent)),
  ];
  return new Set([id, ...content.map((one) => one.id)]);
}
