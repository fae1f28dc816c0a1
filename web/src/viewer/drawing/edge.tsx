import { memo } from 'react';
import type { DrawnEdge, EdgeEnd } from '../../../../client/catalogue/document.ts';
import { METRICS } from '../../../../client/catalogue/metrics.ts';
import type { Light } from '../lit.ts';
import { roundedPath } from './path.ts';
import { TextLines } from './text-lines.tsx';

interface Props {
  edge: DrawnEdge;
  light: Light;
  /** Its turn among the lit edges of a step. */
  order: number | undefined;
}

/** An edge with its ends; when a step lights it, a pulse runs along it in its turn. */
export const EdgeView = memo(function EdgeView({ edge, light, order }: Props) {
  const d = roundedPath(edge.points, METRICS.corner);
  return (
    <g className={`edge edge-${edge.line}`} data-light={light} data-edge={edge.id}>
      <path className="edge-line" d={d} markerStart={marker(edge.startEnd)} markerEnd={marker(edge.endEnd)} />
      {order !== undefined && (
        <path className="edge-pulse" d={d} pathLength={1} ref={(path) => setTurn(path, order)} />
      )}
    </g>
  );
});

/** Set by script: the policy of the page allows no style attributes in markup. */
function setTurn(path: SVGPathElement | null, order: number): void {
  path?.style.setProperty('--turn', String(order));
}

/** A label above all lines, with the sequence number of a message. */
export const EdgeLabel = memo(function EdgeLabel({ edge, light }: Pick<Props, 'edge' | 'light'>) {
  if (!edge.label) return null;
  const { x, y, w, h, lines } = edge.label;
  return (
    <g className="edge-label" data-light={light}>
      <rect x={x} y={y} width={w} height={h} rx={4} />
      <TextLines lines={lines} x={x + w / 2} y={y + h / 2} lineHeight={METRICS.edge.lineHeight} />
    </g>
  );
});

function marker(end: EdgeEnd): string | undefined {
  return end === 'none' ? undefined : `url(#end-${end})`;
}

/** The shapes at the ends of edges; they take the colour of their line. */
export function Markers() {
  const common = {
    viewBox: '0 0 16 16',
    markerWidth: 12,
    markerHeight: 12,
    refY: 8,
    orient: 'auto-start-reverse',
    markerUnits: 'userSpaceOnUse',
  };
  return (
    <defs>
      <marker id="end-arrow" {...common} refX={14}>
        <path d="M2 2L15 8L2 14Z" fill="context-stroke" />
      </marker>
      <marker id="end-open" {...common} refX={14}>
        <path d="M3 2L14 8L3 14" fill="none" stroke="context-stroke" strokeWidth={2} />
      </marker>
      <marker id="end-cross" {...common} refX={12}>
        <path d="M4 3L13 13M13 3L4 13" fill="none" stroke="context-stroke" strokeWidth={2} />
      </marker>
      <marker id="end-circle" {...common} refX={14}>
        <circle cx={8} cy={8} r={5} fill="context-stroke" />
      </marker>
      {CROW_FEET.map(([id, d, circle]) => (
        <marker
          key={id}
          id={`end-${id}`}
          {...common}
          viewBox="0 0 24 16"
          markerWidth={24}
          markerHeight={16}
          refX={23}
        >
          <path d={d} fill="none" stroke="context-stroke" strokeWidth={1.4} />
          {circle && (
            <circle className="crow-circle" cx={7} cy={8} r={3.6} stroke="context-stroke" strokeWidth={1.4} />
          )}
        </marker>
      ))}
    </defs>
  );
}

const CROW_FEET = [
  ['one', 'M17 2V14M13 2V14', false],
  ['zero-or-one', 'M16 2V14', true],
  ['one-or-more', 'M12 8L23 1M12 8L23 15M9 2V14', false],
  ['zero-or-more', 'M12 8L23 1M12 8L23 15', true],
] as const;
