import type { Drawing, DrawnEdge, DrawnNode } from '../../../client/catalogue/document.ts';
import { METRICS } from '../../../client/catalogue/metrics.ts';

interface Props {
  drawing: Drawing;
  title: string;
  /** Ids of parts and edges that are lit; the rest recedes while there are any. */
  lit?: ReadonlySet<string>;
}

/** A drawing as a plain picture: what the landing page shows without the weight of the viewer. */
export function PlateDrawing({ drawing, title, lit }: Props) {
  const active = lit !== undefined && lit.size > 0;
  const state = (id: string) => (lit?.has(id) ? 'lit' : undefined);
  return (
    <svg
      className="plate-drawing"
      viewBox={`-8 -8 ${drawing.w + 16} ${drawing.h + 16}`}
      role="img"
      aria-label={title}
      data-active={active || undefined}
    >
      <defs>
        <marker
          id="plate-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          orient="auto"
        >
          <path d="M0 0.5 8 4 0 7.5z" fill="context-stroke" />
        </marker>
      </defs>
      {drawing.groups.map((group) => (
        <g key={group.id} className="plate-group">
          <rect x={group.x} y={group.y} width={group.w} height={group.h} rx="8" />
          <text x={group.x + 12} y={group.y + 20}>
            {group.lines.join(' ')}
          </text>
        </g>
      ))}
      {drawing.edges.map((edge) => (
        <EdgeLine key={edge.id} edge={edge} state={state(edge.id)} />
      ))}
      {drawing.nodes.map((node) => (
        <g key={node.id} className="plate-node" data-state={state(node.id)}>
          <Outline node={node} />
          <Lines
            lines={node.lines}
            x={node.x + node.w / 2}
            y={node.y + node.h / 2 + (node.shape === 'cylinder' ? 5 : 0)}
            lineHeight={METRICS.node.lineHeight}
          />
        </g>
      ))}
      {drawing.edges.map(
        (edge) =>
          edge.label && (
            <g key={edge.id} className="plate-label" data-state={state(edge.id)}>
              <rect x={edge.label.x} y={edge.label.y} width={edge.label.w} height={edge.label.h} rx="3" />
              <Lines
                lines={edge.label.lines}
                x={edge.label.x + edge.label.w / 2}
                y={edge.label.y + edge.label.h / 2}
                lineHeight={METRICS.edge.lineHeight}
              />
            </g>
          ),
      )}
    </svg>
  );
}

function EdgeLine({ edge, state }: { edge: DrawnEdge; state: 'lit' | undefined }) {
  return (
    <path
      className={`plate-edge plate-edge-${edge.line}`}
      data-state={state}
      d={roundedPath(edge.points, METRICS.corner)}
      pathLength={state ? 100 : undefined}
      markerEnd={edge.endEnd === 'none' ? undefined : 'url(#plate-arrow)'}
    />
  );
}

function Lines({ lines, x, y, lineHeight }: { lines: string[]; x: number; y: number; lineHeight: number }) {
  const first = y - ((lines.length - 1) * lineHeight) / 2;
  return (
    <text textAnchor="middle" dominantBaseline="central">
      {lines.map((line, i) => (
        <tspan key={`${i}`} x={x} y={first + i * lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function Outline({ node: { x, y, w, h, shape } }: { node: DrawnNode }) {
  if (shape === 'cylinder') {
    const r = 7;
    return (
      <>
        <path d={`M${x} ${y + r}a${w / 2} ${r} 0 0 1 ${w} 0v${h - 2 * r}a${w / 2} ${r} 0 0 1 ${-w} 0z`} />
        <path d={`M${x} ${y + r}a${w / 2} ${r} 0 0 0 ${w} 0`} fill="none" />
      </>
    );
  }
  if (shape === 'diamond')
    return <path d={`M${x + w / 2} ${y}l${w / 2} ${h / 2}-${w / 2} ${h / 2}-${w / 2}-${h / 2}z`} />;
  if (shape === 'hexagon') {
    const c = Math.min(14, w / 4);
    return (
      <path d={`M${x + c} ${y}h${w - 2 * c}l${c} ${h / 2}-${c} ${h / 2}h${2 * c - w}l${-c}-${h / 2}z`} />
    );
  }
  const radius = shape === 'stadium' || shape === 'circle' ? Math.min(w, h) / 2 : shape === 'rect' ? 5 : 10;
  return <rect x={x} y={y} width={w} height={h} rx={radius} />;
}

/** A polyline with its corners cut to quarter circles of at most `radius`. */
export function roundedPath(points: number[], radius: number): string {
  const at = (i: number) => ({ x: points[2 * i] ?? 0, y: points[2 * i + 1] ?? 0 });
  const count = points.length / 2;
  const parts = [`M${at(0).x} ${at(0).y}`];
  for (let i = 1; i < count - 1; i++) {
    const corner = at(i);
    const enter = towards(corner, at(i - 1), radius);
    const leave = towards(corner, at(i + 1), radius);
    parts.push(`L${enter.x} ${enter.y}Q${corner.x} ${corner.y} ${leave.x} ${leave.y}`);
  }
  parts.push(`L${at(count - 1).x} ${at(count - 1).y}`);
  return parts.join('');
}

function towards(from: { x: number; y: number }, to: { x: number; y: number }, most: number) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(most, length / 2) / length;
  const round = (value: number) => Math.round(value * 10) / 10;
  return { x: round(from.x + (to.x - from.x) * share), y: round(from.y + (to.y - from.y) * share) };
}
