/**
 * The sizes with which the compiler measured the drawing. Clients draw with the same, or texts leave their boxes.
 * Units of the drawing (1 unit = 1 CSS pixel at zoom 1).
 */
export const METRICS = {
  node: { font: 14, weight: 500, lineHeight: 19, padX: 16, padY: 12, minW: 88, minH: 44 },
  edge: { font: 12, weight: 400, lineHeight: 16, padX: 5, padY: 2 },
  group: { font: 12, weight: 600, lineHeight: 16, title: 30, pad: 18 },
  note: { font: 12, weight: 400, lineHeight: 16, pad: 8 },
  entity: { titleH: 34, rowH: 24, font: 12, padX: 12, gap: 14 },
  /** Radius of the rounded corners of edges. */
  corner: 8,
} as const;
