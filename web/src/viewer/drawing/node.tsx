import { type KeyboardEvent, memo } from 'react';
import type { DrawnNode } from '../../../../client/catalogue/document.ts';
import { METRICS } from '../../../../client/catalogue/metrics.ts';
import type { Light } from '../lit.ts';
import { OutlineShape } from './outline-shape.tsx';
import { TextLines } from './text-lines.tsx';

interface Props {
  node: DrawnNode;
  name: string;
  light: Light;
  /** Absent for what has no explanation: dots and bars. */
  onChoose?: (id: string) => void;
}

/** A part: a button to mouse, keyboard and screen reader alike. Renders again only when its light changes. */
export const NodeView = memo(function NodeView({ node, name, light, onChoose }: Props) {
  const isButton = onChoose !== undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    onChoose?.(node.id);
  };
  const button = isButton
    ? {
        role: 'button',
        tabIndex: 0,
        'aria-pressed': light === 'chosen',
        'aria-label': name,
        onClick: () => onChoose(node.id),
        onKeyDown,
      }
    : {};
  return (
    <g className={`node node-${node.shape}`} data-light={light} data-part={node.id} {...button}>
      {node.lifelineEnd !== undefined && (
        <line
          className="lifeline"
          x1={node.x + node.w / 2}
          y1={node.y + node.h}
          x2={node.x + node.w / 2}
          y2={node.lifelineEnd}
        />
      )}
      <g className="node-body">
        <OutlineShape node={node} />
        {node.shape === 'entity' ? (
          <EntityRows node={node} />
        ) : (
          <TextLines
            lines={node.lines}
            x={node.x + node.w / 2}
            y={textMiddle(node)}
            lineHeight={METRICS.node.lineHeight}
          />
        )}
      </g>
    </g>
  );
});

function textMiddle({ y, h, shape, lines }: DrawnNode): number {
  if (shape === 'cylinder') return y + h / 2 + 5;
  if (shape === 'actor') return y + h - 10 - (lines.length * METRICS.node.lineHeight) / 2;
  return y + h / 2;
}

function EntityRows({ node }: { node: DrawnNode }) {
  const { titleH, rowH, padX } = METRICS.entity;
  return (
    <>
      <TextLines
        lines={node.lines}
        x={node.x + node.w / 2}
        y={node.y + titleH / 2}
        lineHeight={METRICS.node.lineHeight}
      />
      <path className="node-detail" d={`M${node.x} ${node.y + titleH}h${node.w}`} />
      {(node.rows ?? []).map((row, i) => {
        const y = node.y + titleH + 3 + (i + 0.5) * rowH;
        return (
          <g key={row.name} className="entity-row">
            <text x={node.x + padX} y={y} dominantBaseline="central">
              {row.name}
            </text>
            <text
              className="entity-type"
              x={node.x + node.w - padX}
              y={y}
              textAnchor="end"
              dominantBaseline="central"
            >
              {[row.type, row.keys.join(',')].filter(Boolean).join(' ')}
            </text>
          </g>
        );
      })}
    </>
  );
}
