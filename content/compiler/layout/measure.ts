import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

/** Widths of text, in drawing units, by the fonts that clients ship. */
const resolve = createRequire(import.meta.url).resolve;

const FILES = {
  400: '@fontsource/inter/files/inter-latin-400-normal.woff2',
  500: '@fontsource/inter/files/inter-latin-500-normal.woff2',
  600: '@fontsource/inter/files/inter-latin-600-normal.woff2',
  mono: '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2',
} as const;

export type Face = keyof typeof FILES;

const fonts = new Map<Face, fontkit.Font>();
const widths = new Map<string, number>();

function fontOf(face: Face): fontkit.Font {
  let font = fonts.get(face);
  if (!font) {
    font = fontkit.create(readFileSync(resolve(FILES[face])));
    fonts.set(face, font);
  }
  return font;
}

/** The advance width of a line, kerning included; characters outside the font count as one em. */
export function textWidth(text: string, size: number, face: Face): number {
  const key = `${face} ${size} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const font = fontOf(face);
  const run = font.layout(text);
  const advance = run.glyphs.reduce(
    (sum, glyph, i) => sum + (glyph.id === 0 ? font.unitsPerEm : (run.positions[i]?.xAdvance ?? 0)),
    0,
  );
  const width = (advance * size) / font.unitsPerEm;
  widths.set(key, width);
  return width;
}

/** Breaks a label into lines of at most `limit` units, at spaces; the author's line breaks stay. */
export function wrap(label: string, limit: number, size: number, face: Face): string[] {
  if (label === '') return [];
  return label.split('\n').flatMap((line) => {
    const total = textWidth(line, size, face);
    if (total <= limit) return [line];
    // Lines of about the same length look calmer than a full one and a short one.
    const target = Math.min(limit, (total / Math.ceil(total / limit)) * 1.15);
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(' ')) {
      const longer = current === '' ? word : `${current} ${word}`;
      if (current !== '' && textWidth(longer, size, face) > target) {
        lines.push(current);
        current = word;
      } else current = longer;
    }
    return [...lines, current];
  });
}

export interface Measured {
  lines: string[];
  w: number;
  h: number;
}

/** Wraps and measures a block of text without padding. */
export function measure(
  label: string,
  limit: number,
  type: { font: number; lineHeight: number },
  face: Face,
): Measured {
  const lines = wrap(label, limit, type.font, face);
  const w = Math.max(0, ...lines.map((line) => textWidth(line, type.font, face)));
  return { lines, w: Math.ceil(w), h: lines.length * type.lineHeight };
}
