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
  return (
    <text textAnchor={anchor} dominantBaseline="central">
      {lines.map((line, i) => (
        <tspan key={first + i * lineHeight} x={x} y={first + i * lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
