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
