/** Two items are largely the same when this share of the shorter one's phrases stands in the other. */
const LARGELY_THE_SAME = 0.35;
const PHRASE = 6;

/** The runs of six words of some texts (w-shingling, Broder 1997). */
export function phrasesOf(texts: readonly string[]): Set<string> {
  const phrases = new Set<string>();
  for (const text of texts) {
    const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    for (let i = 0; i + PHRASE <= words.length; i++) phrases.add(words.slice(i, i + PHRASE).join(' '));
  }
  return phrases;
}

/** The first of `others` of which an item repeats too much, and how much; undefined when there is none. */
export function largelyTheSame<Item>(
  phrases: Set<string>,
  others: readonly { item: Item; phrases: Set<string> }[],
): { item: Item; percent: number } | undefined {
  for (const other of others) {
    const [small, large] =
      phrases.size < other.phrases.size ? [phrases, other.phrases] : [other.phrases, phrases];
    const shared = [...small].filter((phrase) => large.has(phrase)).length;
    if (small.size > 0 && shared / small.size > LARGELY_THE_SAME)
      return { item: other.item, percent: Math.round((100 * shared) / small.size) };
  }
  return undefined;
}
