import { memo, useMemo } from 'react';
import type { DiagramDocument, DrawnNode } from '../../../../client/catalogue/document.ts';
import { METRICS } from '../../../../client/catalogue/metrics.ts';
import { namesOf, readingOrder } from '../../../../client/catalogue/outline.ts';
import { fold } from '../folding.ts';
import type { Lights } from '../lit.ts';
import { EdgeLabel, EdgeView, Markers } from './edge.tsx';
import { GroupView } from './group.tsx';
import { NodeView } from './node.tsx';
import { TextLines } from './text-lines.tsx';

interface Props {
  document: DiagramDocument;
  lights: Lights;
  folded: ReadonlySet<string>;
  onChoose: (id: string) => void;
  onFold: (id: string) => void;
}

/** All of a drawing, from the ground up: groups, lines, parts in reading order, labels. */
export const DrawingView = memo(function DrawingView({ document, lights, folded, onChoose, onFold }: Props) {
  const { drawing, parts } = document;
  const { hidden, counts, edges } = useMemo(() => fold(drawing, folded), [drawing, folded]);
  const names = useMemo(() => namesOf(document), [document]);
  const nodes = useMemo(() => {
    const order = new Map(readingOrder(document).map((id, i) => [id, i]));
    return drawing.nodes.toSorted((a, b) => (order.get(a.id) ?? -1) - (order.get(b.id) ?? -1));
  }, [document, drawing]);
  const lit = new Set(lights.shown.map((id) => hidden.get(id)));
  const nodeView = (node: DrawnNode) => (
    <NodeView
      key={node.id}
      node={node}
      name={names.get(node.id) ?? node.id}
      light={lights.of(node.id)}
      onChoose={parts[node.id] ? onChoose : undefined}
    />
  );
  return (
    <>
      <Markers />
      {drawing.groups
        .filter((group) => !hidden.has(group.id))
        .map((group) => (
          <GroupView
            key={group.id}
            group={group}
            light={lit.has(group.id) ? 'lit' : groupLight(lights, group.id)}
            folded={folded.has(group.id) ? (counts.get(group.id) ?? 0) : undefined}
            onFold={onFold}
            onChoose={parts[group.id] ? onChoose : undefined}
          />
        ))}
      {nodes.filter((node) => !hidden.has(node.id) && node.lifelineEnd !== undefined).map(nodeView)}
      {drawing.activations?.map((bar) => (
        <rect
          key={`${bar.node} ${bar.y}`}
          className="activation"
          x={bar.x}
          y={bar.y}
          width={bar.w}
          height={bar.h}
          rx={3}
        />
      ))}
      {edges.map((edge) => (
        <EdgeView key={edge.id} edge={edge} light={lights.of(edge.id)} order={lights.orderOf(edge.id)} />
      ))}
      {nodes.filter((node) => !hidden.has(node.id) && node.lifelineEnd === undefined).map(nodeView)}
      {drawing.notes?.map((note) => (
        <g key={`${note.x} ${note.y}`} className="note">
          <rect x={note.x} y={note.y} width={note.w} height={note.h} rx={4} />
          <TextLines
            lines={note.lines}
            x={note.x + note.w / 2}
            y={note.y + note.h / 2}
            lineHeight={METRICS.note.lineHeight}
          />
        </g>
      ))}
      {edges.map((edge) => (
        <EdgeLabel key={edge.id} edge={edge} light={lights.of(edge.id)} />
      ))}
    </>
  );
});

/** A frame recedes less than its content: it stays the map. */
function groupLight(lights: Lights, id: string) {
  const light = lights.of(id);
  return light === 'dim' ? undefined : light;
}
