/**
 * A text that the database takes and a page can show, whoever said it: a learner's program may speak for its machine,
 * and what it says is quoted. PostgreSQL knows no NUL, and JSON of it no half of a pair.
 */
export function plainText(text: string, most: number): string {
  return text.slice(0, most).replaceAll('\0', '\uFFFD').toWellFormed();
}
