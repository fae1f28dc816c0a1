import type { convertToExcalidrawElements } from '@excalidraw/excalidraw';
import type { DrawnGroup, DrawnNode } from '../../../client/catalogue/document.ts';
import { METRICS } from '../../../client/catalogue/metrics.ts';

/** What the drawing library makes shapes of. */
export type Outline = NonNullable<Parameters<typeof convertToExcalidrawElements>[0]>;
export type Piece = Outline[number];

/** Where a diagram goes, and which of its nodes arrows are bound to. */
export interface Place {
  left: number;
  top: number;
  known: ReadonlySet<string>;
  idOf(id: string): string;
}

export const INK = '#17202b';
const GROUP = { strokeColor: '#8d8879', backgroundColor: '#f3f6f6' };
export const PLAIN = {
  strokeColor: INK,
  backgroundColor: '#ffffff',
  fillStyle: 'solid',
  roughness: 0,
  strokeWidth: 1,
} as const;
export const NOTE = { strokeColor: '#b3a165', backgroundColor: '#fdf6dc' };
const TEXT = { fontSize: 14, fontFamily: 6 } as const;

/** What one kind of label is like; nothing for no text. */
export function labelOf(lines: readonly string[], more: { fontSize?: number; verticalAlign?: 'top' } = {}) {
  return lines.length > 0 ? { label: { text: lines.join('\n'), ...TEXT, strokeColor: INK, ...more } } : {};
}

/** A group behind what is in it; the sections of a sequence's frame with their guards. */
export function groupOf({ id, x, y, w, h, lines, frame }: DrawnGroup, { left, top, idOf }: Place): Piece[] {
  const title = frame ? [[frame.operator, ...lines].join(' ')] : lines;
  const sections = (frame?.sections ?? []).flatMap((section): Piece[] => [
    lineOf(left + x, top + section.y, w, 0),
    {
      type: 'text',
      x: left + x + 8,
      y: top + section.y + 6,
      text: section.label,
      ...TEXT,
      fontSize: METRICS.group.font,
      strokeColor: INK,
    },
  ]);
  const box: Piece = {
    type: 'rectangle',
    id: idOf(`group-${id}`),
    x: left + x,
    y: top + y,
    width: w,
    height: h,
    ...GROUP,
    fillStyle: 'solid',
    roughness: 0,
    strokeStyle: 'dashed',
    ...labelOf(title, { verticalAlign: 'top' }),
  };
  return [box, ...sections.filter((piece) => piece.type !== 'text' || piece.text !== '')];
}

export function lifelineOf({ x, y, w, h, lifelineEnd }: DrawnNode, { left, top }: Place): Piece[] {
  const length = (lifelineEnd ?? 0) - y - h;
  return length > 0 ? [lineOf(left + x + w / 2, top + y + h, 0, length)] : [];
}

/** er: the line below the title, and the attributes in one text that can be edited. */
export function rowsOf({ x, y, w, rows = [] }: DrawnNode, { left, top }: Place): Piece[] {
  if (rows.length === 0) return [];
  const { titleH, rowH, font, padX } = METRICS.entity;
  const text = rows.map(({ type, name, keys }) => [name, type, ...keys].join('  ')).join('\n');
  const lineHeight = (rowH / font) as never;
  return [
    lineOf(left + x, top + y + titleH, w, 0),
    {
      type: 'text',
      x: left + x + padX,
      y: top + y + titleH,
      text,
      ...TEXT,
      fontSize: font,
      lineHeight,
      strokeColor: INK,
    },
  ];
}

/** A dashed line that is no connection. */
function lineOf(x: number, y: number, width: number, height: number): Piece {
  const points = [
    [0, 0],
    [width, height],
  ] as never;
  return {
    type: 'line',
    x,
    y,
    width,
    height,
    points,
    strokeColor: GROUP.strokeColor,
    strokeWidth: 1,
    strokeStyle: 'dashed',
    roughness: 0,
  };
}
