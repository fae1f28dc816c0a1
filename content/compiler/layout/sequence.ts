import type {
  Drawing,
  DrawnActivation,
  DrawnEdge,
  DrawnGroup,
  DrawnNode,
  DrawnNote,
} from '../../../client/catalogue/document.ts';
import { METRICS } from '../../../client/catalogue/metrics.ts';
import type { ModelEdge, SequenceEvent, SequenceModel } from '../mermaid/model.ts';
import { measure } from './measure.ts';
import { sizeOf } from './sizes.ts';

const MARGIN = 20;
/** Between the boxes of neighbouring participants, at least. */
const COLUMN_GAP = 44;
/** Between a label and the lifelines at its sides. */
const LABEL_SIDE = 22;
const ROW_GAP = 18;
const SELF_W = 34;
const SELF_H = 26;
const BAR_W = 10;
const FRAME_TITLE = 26;
const FRAME_SIDE = 14;
const LABEL_LIMIT = 210;

/**
 * Lays out a sequence diagram top down: one column a participant, wide enough for every label between two
 * columns, one row an event. Rules of our own, since rows have an order and nothing can be chosen.
 */
export function layoutSequence(model: SequenceModel): Drawing {
  const columns = placeColumns(model);
  const rows = new Rows(columns);
  for (const event of model.events) rows.add(event);
  return rows.finish();
}

interface Column {
  node: DrawnNode;
  /** Where the lifeline runs. */
  x: number;
}

function labelOf(text: string, limit = LABEL_LIMIT) {
  const { padX, padY } = METRICS.edge;
  const size = measure(text, limit, METRICS.edge, 400);
  return { lines: size.lines, w: size.w + 2 * padX, h: size.h + 2 * padY };
}

/** The distance that neighbouring lifelines need, then the columns from left to right. */
function placeColumns(model: SequenceModel): Column[] {
  const sizes = model.participants.map(sizeOf);
  const index = new Map(model.participants.map((node, i) => [node.id, i]));
  const height = Math.max(...sizes.map((size) => size.h));
  const needs: { from: number; to: number; room: number }[] = [];
  for (const event of model.events) {
    if (event.type === 'message') {
      const [a, b] = [index.get(event.edge.from) ?? 0, index.get(event.edge.to) ?? 0];
      const { w } = labelOf(event.edge.label);
      if (a === b) needs.push({ from: a, to: a + 1, room: SELF_W + w + LABEL_SIDE });
      else needs.push({ from: Math.min(a, b), to: Math.max(a, b), room: w + 2 * LABEL_SIDE });
    } else if (event.type === 'note') {
      const [a, b] = [index.get(event.from) ?? 0, index.get(event.to) ?? 0];
      const { w } = noteOf(event.text);
      if (event.side === 'over' && a !== b) needs.push({ from: Math.min(a, b), to: Math.max(a, b), room: w });
      else if (event.side === 'over')
        needs.push(
          { from: a - 1, to: a, room: w / 2 + LABEL_SIDE },
          { from: a, to: a + 1, room: w / 2 + LABEL_SIDE },
        );
      else if (event.side === 'right') needs.push({ from: a, to: a + 1, room: w + LABEL_SIDE + BAR_W });
      else needs.push({ from: a - 1, to: a, room: w + LABEL_SIDE + BAR_W });
    }
  }
  const xs: number[] = [];
  let left = MARGIN + FRAME_SIDE * deepest(model.events);
  for (const [i, size] of sizes.entries()) {
    const previous = sizes[i - 1];
    let x = previous ? (xs[i - 1] ?? 0) + previous.w / 2 + COLUMN_GAP + size.w / 2 : left + size.w / 2;
    for (const need of needs)
      if (need.to === i) x = Math.max(x, (need.from < 0 ? left : (xs[need.from] ?? 0)) + need.room);
    xs.push(Math.round(x));
  }
  left = xs[0] ?? left;
  return model.participants.map((participant, i) => {
    const size = sizes[i] ?? { w: 0, h: 0, lines: [] };
    const x = xs[i] ?? left;
    const node: DrawnNode = {
      id: participant.id,
      shape: participant.shape,
      lines: size.lines,
      x: x - size.w / 2,
      y: MARGIN,
      w: size.w,
      h: height,
    };
    return { node, x };
  });
}

function deepest(events: SequenceEvent[]): number {
  let depth = 0;
  let most = 0;
  for (const { type } of events) {
    if (type === 'open') most = Math.max(most, ++depth);
    else if (type === 'close') depth--;
  }
  return most;
}

function noteOf(text: string) {
  const { font, lineHeight, pad } = METRICS.note;
  const size = measure(text, LABEL_LIMIT, { font, lineHeight }, 400);
  return { lines: size.lines, w: size.w + 2 * pad, h: size.h + 2 * pad };
}

interface OpenFrame {
  group: DrawnGroup;
  left: number;
  right: number;
}

/** Adds events one below the other. */
class Rows {
  readonly columns: Column[];
  readonly byId: Map<string, Column>;
  readonly edges: DrawnEdge[] = [];
  readonly notes: DrawnNote[] = [];
  readonly activations: DrawnActivation[] = [];
  readonly groups: DrawnGroup[] = [];
  readonly active = new Map<string, number[]>();
  readonly frames: OpenFrame[] = [];
  right: number;
  y: number;
  lastMessageY: number;

  constructor(columns: Column[]) {
    this.columns = columns;
    this.byId = new Map(columns.map((column) => [column.node.id, column]));
    this.right = Math.max(...columns.map(({ node }) => node.x + node.w));
    this.y = MARGIN + (columns[0]?.node.h ?? 0) + ROW_GAP;
    this.lastMessageY = this.y;
  }

  add(event: SequenceEvent): void {
    switch (event.type) {
      case 'message':
        this.message(event.edge);
        break;
      case 'note':
        this.note(event);
        break;
      case 'activate':
        this.active.set(event.node, [...(this.active.get(event.node) ?? []), this.lastMessageY]);
        break;
      case 'deactivate':
        this.deactivate(event.node, this.lastMessageY);
        break;
      case 'open':
        this.open(event.operator, event.guard);
        break;
      case 'section':
        this.section(event.guard);
        break;
      case 'close':
        this.close();
        break;
    }
  }

  message(edge: ModelEdge): void {
    const a = this.xOf(edge.from);
    const b = this.xOf(edge.to);
    const text = edge.label === '' ? undefined : labelOf(edge.label);
    const self = a === b;
    const { id, from, to, line, startEnd, endEnd } = edge;
    const base = { id, from, to, line, startEnd, endEnd, order: this.edges.length + 1 };
    if (self) {
      const h = Math.max(SELF_H, text?.h ?? 0);
      const x = a + this.bars(edge.from) / 2;
      const points = [x, this.y, x + SELF_W, this.y, x + SELF_W, this.y + h, x, this.y + h];
      const label = text && { ...text, x: x + SELF_W + 4, y: Math.round(this.y + (h - text.h) / 2) };
      this.edges.push({ ...base, points, ...(label ? { label } : {}) });
      this.widen(x, x + SELF_W + 4 + (text?.w ?? 0));
      this.lastMessageY = this.y + h;
      this.y += h + ROW_GAP;
      return;
    }
    const h = text?.h ?? 4;
    const y = this.y + h + 2;
    const toRight = a < b;
    const x0 = a + ((toRight ? 1 : -1) * this.bars(from)) / 2;
    const x1 = b - ((toRight ? 1 : -1) * this.bars(to)) / 2;
    const label = text && { ...text, x: Math.round((x0 + x1 - text.w) / 2), y: this.y };
    this.edges.push({ ...base, points: [x0, y, x1, y], ...(label ? { label } : {}) });
    this.widen(Math.min(a, b), Math.max(a, b));
    this.lastMessageY = y;
    this.y = y + ROW_GAP;
  }

  note({ from, to, side, text }: Extract<SequenceEvent, { type: 'note' }>): void {
    const size = noteOf(text);
    const a = Math.min(this.xOf(from), this.xOf(to));
    const b = Math.max(this.xOf(from), this.xOf(to));
    const w = side === 'over' && a !== b ? Math.max(size.w, b - a + 40) : size.w;
    let x = Math.round((a + b - w) / 2);
    if (side === 'right') x = b + BAR_W + 4;
    if (side === 'left') x = a - BAR_W - 4 - w;
    this.notes.push({ x, y: this.y, w, h: size.h, lines: size.lines });
    this.widen(x, x + w);
    this.y += size.h + ROW_GAP;
  }

  open(operator: string, guard: string): void {
    const parent = this.frames.at(-1)?.group.id;
    const lines = guard === '' ? [] : measure(guard, 320, METRICS.edge, 400).lines;
    const group: DrawnGroup = {
      id: `${operator}_${this.groups.length + 1}`,
      lines,
      x: 0,
      y: this.y,
      w: 0,
      h: 0,
      ...(parent ? { parent } : {}),
      frame: { operator, sections: [] },
    };
    this.groups.push(group);
    this.frames.push({ group, left: Number.POSITIVE_INFINITY, right: Number.NEGATIVE_INFINITY });
    this.y += Math.max(FRAME_TITLE, lines.length * METRICS.edge.lineHeight + 8) + 10;
  }

  section(guard: string): void {
    this.frames.at(-1)?.group.frame?.sections.push({ y: this.y, label: guard });
    this.y += FRAME_TITLE + 8;
  }

  close(): void {
    const frame = this.frames.pop();
    if (!frame) return;
    const { group } = frame;
    const title = 70 + Math.max(0, ...group.lines.map((line) => labelOf(line, 400).w));
    const left = Number.isFinite(frame.left) ? frame.left : (this.columns[0]?.x ?? 0);
    group.x = left - 2 * FRAME_SIDE;
    group.w = Math.max(frame.right + 2 * FRAME_SIDE - group.x, title);
    group.h = this.y - group.y;
    this.y += ROW_GAP;
    this.widen(group.x + FRAME_SIDE, group.x + group.w - FRAME_SIDE);
  }

  deactivate(node: string, y: number): void {
    const since = this.active.get(node)?.pop();
    if (since === undefined) return;
    const depth = this.active.get(node)?.length ?? 0;
    const x = this.xOf(node) - BAR_W / 2 + depth * 4;
    this.activations.push({ node, x, y: since, w: BAR_W, h: Math.max(8, y - since) });
  }

  finish(): Drawing {
    for (const [node, starts] of this.active)
      while (starts.length > 0) this.deactivate(node, this.lastMessageY + 8);
    const end = this.y + 4;
    const nodes = this.columns.map(({ node }) => ({ ...node, lifelineEnd: end }));
    const boxes = [...nodes, ...this.groups, ...this.notes];
    const shift = Math.max(0, MARGIN - Math.min(...boxes.map((box) => box.x)));
    for (const box of [...boxes, ...this.activations]) box.x += shift;
    for (const edge of this.edges) {
      edge.points = edge.points.map((value, i) => (i % 2 === 0 ? value + shift : value));
      if (edge.label) edge.label.x += shift;
    }
    const right = Math.max(this.right, ...this.groups.map((group) => group.x - shift + group.w)) + shift;
    return {
      kind: 'sequence',
      w: Math.ceil(right + MARGIN),
      h: Math.ceil(end + MARGIN),
      nodes,
      groups: this.groups,
      edges: this.edges,
      ...(this.notes.length > 0 ? { notes: this.notes } : {}),
      ...(this.activations.length > 0 ? { activations: this.activations } : {}),
    };
  }

  private xOf(id: string): number {
    return this.byId.get(id)?.x ?? 0;
  }

  private bars(id: string): number {
    return (this.active.get(id)?.length ?? 0) > 0 ? BAR_W : 0;
  }

  private widen(left: number, right: number): void {
    this.right = Math.max(this.right, right);
    for (const frame of this.frames) {
      frame.left = Math.min(frame.left, left);
      frame.right = Math.max(frame.right, right);
    }
  }
}
