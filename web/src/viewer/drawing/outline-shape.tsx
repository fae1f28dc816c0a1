import type { DrawnNode } from '../../../../client/catalogue/document.ts';

/** The outline of a node, by its shape. */
export function OutlineShape({ node }: { node: DrawnNode }) {
  const { x, y, w, h, shape } = node;
  const [cx, cy] = [x + w / 2, y + h / 2];
  switch (shape) {
    case 'circle':
      return <circle cx={cx} cy={cy} r={w / 2} />;
    case 'diamond':
    case 'choice':
      return <path d={`M${cx} ${y}L${x + w} ${cy}L${cx} ${y + h}L${x} ${cy}Z`} strokeLinejoin="round" />;
    case 'hexagon':
      return (
        <path
          d={`M${x + 12} ${y}H${x + w - 12}L${x + w} ${cy}L${x + w - 12} ${y + h}H${x + 12}L${x} ${cy}Z`}
          strokeLinejoin="round"
        />
      );
    case 'parallelogram':
      return <path d={`M${x + 12} ${y}H${x + w}L${x + w - 12} ${y + h}H${x}Z`} strokeLinejoin="round" />;
    case 'cylinder': {
      const r = 8;
      const body = `M${x} ${y + r}a${w / 2} ${r} 0 0 1 ${w} 0V${y + h - r}a${w / 2} ${r} 0 0 1 ${-w} 0Z`;
      return (
        <>
          <path d={body} />
          <path className="node-detail" d={`M${x} ${y + r}a${w / 2} ${r} 0 0 0 ${w} 0`} />
        </>
      );
    }
    case 'queue': {
      const r = 9;
      const body = `M${x + r} ${y}H${x + w - r}a${r} ${h / 2} 0 0 1 0 ${h}H${x + r}a${r} ${h / 2} 0 0 1 0 ${-h}Z`;
      return (
        <>
          <path d={body} />
          <path className="node-detail" d={`M${x + w - r} ${y}a${r} ${h / 2} 0 0 0 0 ${h}`} />
        </>
      );
    }
    case 'subroutine':
      return (
        <>
          <rect x={x} y={y} width={w} height={h} rx={4} />
          <path className="node-detail" d={`M${x + 7} ${y}v${h}M${x + w - 7} ${y}v${h}`} />
        </>
      );
    case 'actor':
      return (
        <>
          <rect x={x} y={y} width={w} height={h} rx={10} />
          <g className="node-detail">
            <circle cx={cx} cy={y + 16} r={6} />
            <path d={`M${cx - 11} ${y + 36}a11 11 0 0 1 22 0`} />
          </g>
        </>
      );
    case 'start':
      return <circle className="node-dot" cx={cx} cy={cy} r={w / 2 - 2} />;
    case 'end':
      return (
        <>
          <circle cx={cx} cy={cy} r={w / 2 - 1} />
          <circle className="node-dot" cx={cx} cy={cy} r={w / 2 - 6} />
        </>
      );
    case 'bar':
      return <rect className="node-dot" x={x} y={y} width={w} height={h} rx={3} />;
    default: {
      const radius = shape === 'stadium' ? h / 2 : shape === 'rounded' ? 12 : 5;
      return <rect x={x} y={y} width={w} height={h} rx={radius} />;
    }
  }
}
