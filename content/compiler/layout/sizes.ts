import { METRICS } from '../../../client/catalogue/metrics.ts';
import type { ModelNode } from '../mermaid/model.ts';
import { measure, textWidth } from './measure.ts';

export interface Size {
  w: number;
  h: number;
  lines: string[];
}

/** The widest line of a label, in drawing units, before it is broken. */
const LABEL_LIMIT = 150;
export const EDGE_LABEL_LIMIT = 140;

const even = (value: number) => 2 * Math.ceil(value / 2);

/** The size of a node, by its shape and its measured label. */
export function sizeOf(node: ModelNode): Size {
  if (node.shape === 'start' || node.shape === 'end') return { w: 22, h: 22, lines: [] };
  if (node.shape === 'choice') return { w: 30, h: 30, lines: [] };
  if (node.shape === 'bar') return { w: 90, h: 8, lines: [] };
  if (node.shape === 'entity') return entitySize(node);

  const { padX, padY, minW, minH } = METRICS.node;
  const text = measure(node.label, LABEL_LIMIT, METRICS.node, 500);
  let w = Math.max(minW, text.w + 2 * padX);
  let h = Math.max(minH, text.h + 2 * padY);
  switch (node.shape) {
    case 'cylinder':
      h += 16;
      break;
    case 'queue':
    case 'hexagon':
    case 'parallelogram':
      w += 24;
      break;
    case 'subroutine':
    case 'stadium':
      w += 14;
      break;
    case 'circle':
      w = Math.max(64, Math.hypot(text.w, text.h) + 20);
      h = w;
      break;
    case 'diamond':
      // A label of w x h fits a diamond of twice its width and height; a little less, since corners of text are empty.
      w = Math.max(84, text.w * 1.35 + text.h * 1.5 + 24);
      h = Math.max(64, text.h * 1.6 + text.w * 0.28 + 20);
      break;
    case 'actor':
      h += 26;
      break;
  }
  return { w: even(w), h: even(h), lines: text.lines };
}

function entitySize(node: ModelNode): Size {
  const { titleH, rowH, font, padX, gap } = METRICS.entity;
  const widest = (texts: string[]) => Math.max(0, ...texts.map((text) => textWidth(text, font, 'mono')));
  const rows = node.rows ?? [];
  const keys = widest(rows.map((row) => row.keys.join(',')));
  const columns =
    widest(rows.map((row) => row.type)) +
    gap +
    widest(rows.map((row) => row.name)) +
    (keys > 0 ? gap + keys : 0);
  const title = measure(node.label, 260, METRICS.node, 500);
  return {
    w: even(Math.max(120, columns + 2 * padX, title.w + 2 * padX)),
    h: titleH + rows.length * rowH + (rows.length > 0 ? 6 : 0),
    lines: title.lines.length > 0 ? [title.lines.join(' ')] : [node.id],
  };
}
