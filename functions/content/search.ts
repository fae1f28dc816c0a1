import * as z from 'zod/mini';
import { LIMITS } from '../platform/config.ts';
import type { Context } from '../platform/context.ts';
import { parseInput } from '../platform/input.ts';
import type { DiagramRecord } from './content.ts';
import { findAlike, MATCH_END, MATCH_START, searchDiagrams } from './search.store.ts';

const input = z.object({
  query: z
    .string()
    .check(z.maxLength(LIMITS.searchQuery, `A search has at most ${LIMITS.searchQuery} characters.`)),
  first: z.int().check(z.minimum(1), z.maximum(LIMITS.searchHits)),
});

export interface SearchHitRecord {
  diagram: DiagramRecord;
  excerpt: { text: string; matched: boolean }[];
}

const MAX_TERMS = 12;

/**
 * Full-text search over titles, summaries and explanations. The last word may be unfinished; words that the
 * catalogue does not know are taken for the known words most like them.
 */
export async function search(ctx: Context, args: unknown): Promise<SearchHitRecord[]> {
  const { query, first } = parseInput(input, args);
  // Letters and digits only: nothing is left that tsquery's syntax or LIKE would read.
  const terms = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, MAX_TERMS);
  if (terms.length === 0) return [];
  const alike = await findAlike(ctx.db, terms);
  const rows = await searchDiagrams(ctx.db, toTsquery(terms, alike), first);
  return rows.map((row) => ({ diagram: row, excerpt: toPieces(row.excerpt) }));
}

function toTsquery(terms: string[], alike: Map<string, string[]>): string {
  return terms
    .map((term) => {
      const known = alike.get(term);
      if (!known) return `${term}:*`;
      return known.length > 0 ? `(${known.join(' | ')})` : term;
    })
    .join(' & ');
}

function toPieces(excerpt: string): SearchHitRecord['excerpt'] {
  const pieces: SearchHitRecord['excerpt'] = [];
  for (const part of excerpt.split(MATCH_START)) {
    const [first = '', second] = part.split(MATCH_END);
    if (second === undefined) pieces.push({ text: first, matched: false });
    else pieces.push({ text: first, matched: true }, { text: second, matched: false });
  }
  return pieces.filter((piece) => piece.text !== '');
}
