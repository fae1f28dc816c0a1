/** The part of fontkit that we use; the package ships no types. */
declare module 'fontkit' {
  export interface Font {
    unitsPerEm: number;
    layout(text: string): { glyphs: { id: number }[]; positions: { xAdvance: number }[] };
  }
  export function create(data: Uint8Array): Font;
}
