/** Colours of people: told apart on paper and in the dark (groups.css has them by number). */
export const COLOURS = [
  '#b8430b',
  '#0b6670',
  '#7a3e9d',
  '#1a6e35',
  '#a8201a',
  '#1d4ed8',
  '#8a6100',
  '#9d2763',
] as const;

/** The number of a person's colour: the same for everybody who sees them. */
export function colourOf(userId: string): number {
  let sum = 0;
  for (const character of userId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % COLOURS.length;
}
