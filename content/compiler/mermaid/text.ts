const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** A Mermaid label as plain text: `<br>` becomes a line break, entities characters, markdown marks vanish. */
export function plainLabel(label: string): string {
  return label
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/ﬂ°°(\w+)¶ß/g, '&#$1;')
    .replace(/ﬂ°(\w+)¶ß/g, '&$1;')
    .replace(/&#(\d+);|#(\d+);/g, (_, a?: string, b?: string) => String.fromCodePoint(Number(a ?? b)))
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\*\*(.+?)\*\*|`(.+?)`/g, (_, bold?: string, code?: string) => bold ?? code ?? '')
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .join('\n')
    .trim();
}
