const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether each word that was typed, or begun, stands in a title, in any order: "aside cache" finds "Cache-aside". */
export function hasWords(title: string, query: string): boolean {
  const there = wordsOf(title);
  return wordsOf(query).every((word) => there.some((one) => one.startsWith(word)));
}
