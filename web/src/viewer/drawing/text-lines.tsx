interface Props {
  lines: string[];
  /** The middle of the block. */
  x: number;
  y: number;
  lineHeight: number;
  anchor?: 'middle' | 'start';
}

/** Lines of text, centred around a point; the compiler has broken and measured them. */
export function TextLines({ lines, x, y, lineHeight, anchor = 'middle' }: Props) {
  const first = y - ((lines.length - 1) * lineHeight) / 2;
  // Most labels are one line: without an element of its own they are laid out sooner.
  if (lines.length === 1) {
    return (
      <text textAnchor={anchor} dominantBaseline="central" x={x} y={y}>
        {lines[0]}
      </text>
    );
  }
  const placed = lines.map((line, i) => ({ line, at: first + i * lineHeight }));
  return (
    <text textAnchor={anchor} dominantBaseline="central">
      {placed.map(({ line, at }) => (
        <tspan key={at} x={x} y={at}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
