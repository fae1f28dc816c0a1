import { memo } from 'react';
import type { DrawnGroup } from '../../../../client/catalogue/document.ts';
import { METRICS } from '../../../../client/catalogue/metrics.ts';
import type { Light } from '../lit.ts';
import { TextLines } from './text-lines.tsx';

interface Props {
  group: DrawnGroup;
  light: Light;
  /** Number of parts inside while folded. */
  folded: number | undefined;
  onFold: (id: string) => void;
  /** Absent for what has no explanation. */
  onChoose?: (id: string) => void;
}

/** The frame of a group, with the button that folds and unfolds it in its place. */
export const GroupView = memo(function GroupView({ group, light, folded, onFold, onChoose }: Props) {
  const { x, y, w, h, lines, frame } = group;
  if (frame) return <FrameView group={group} light={light} />;
  const isFolded = folded !== undefined;
  const name = lines.join(' ');
  return (
    <g className="group" data-light={light} data-folded={isFolded || undefined}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer alone; the list of parts does the same. */}
      <rect
        className="group-frame"
        x={x}
        y={y}
        width={w}
        height={h}
        rx={10}
        data-explained={onChoose ? true : undefined}
        onClick={onChoose && (() => onChoose(group.id))}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: there is no button element inside SVG. */}
      <g
        className="group-title"
        role="button"
        tabIndex={0}
        aria-expanded={!isFolded}
        aria-label={`${name}: ${isFolded ? 'unfold' : 'fold'}`}
        onClick={() => onFold(group.id)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          event.stopPropagation();
          onFold(group.id);
        }}
      >
        <rect className="group-hit" x={x} y={y} width={w} height={METRICS.group.title} rx={10} />
        <path
          className="group-chevron"
          d={isFolded ? `M${x + 12} ${y + 11}l5 5l-5 5` : `M${x + 10} ${y + 13}l5 5l5 -5`}
        />
        <TextLines lines={lines} x={x + 26} y={y + 16} lineHeight={METRICS.group.lineHeight} anchor="start" />
      </g>
      {isFolded && (
        <text className="group-count" x={x + w / 2} y={y + h / 2 + 6} textAnchor="middle">
          {folded === 1 ? '1 part' : `${folded} parts`}
        </text>
      )}
    </g>
  );
});

/** A frame of a sequence diagram: its operator in the corner, its guards, a dashed line a section. */
function FrameView({ group, light }: Pick<Props, 'group' | 'light'>) {
  const { x, y, w, h, lines, frame } = group;
  const tab = 16 + (frame?.operator.length ?? 0) * 7;
  return (
    <g className="frame" data-light={light}>
      <rect className="group-frame" x={x} y={y} width={w} height={h} rx={6} />
      <path className="frame-tab" d={`M${x} ${y + 6}a6 6 0 0 1 6 -6h${tab - 6}v12l-8 8h${8 - tab}z`} />
      <text className="frame-operator" x={x + 8} y={y + 14}>
        {frame?.operator}
      </text>
      <TextLines
        lines={lines}
        x={x + tab + 10}
        y={y + 11 + ((lines.length - 1) * METRICS.edge.lineHeight) / 2}
        lineHeight={METRICS.edge.lineHeight}
        anchor="start"
      />
      {frame?.sections.map((section) => (
        <g key={section.y}>
          <path className="frame-section" d={`M${x} ${section.y}h${w}`} />
          <text x={x + 10} y={section.y + 17}>
            {section.label}
          </text>
        </g>
      ))}
    </g>
  );
}
