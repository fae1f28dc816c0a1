import type { Database } from '../platform/db/database.ts';
import type { DiagramRow } from './content.store.ts';

/** Characters of the private use area: no text contains them, so they mark matches without escaping. */
export const MATCH_START = '\u{E000}';
export const MATCH_END = '\u{E001}';

/** How alike a known word must be to stand in for a misspelt one (pg_trgm similarity, 0 to 1). */
const ALIKE = 0.35;

/** For each term that no text knows, the known words that it probably means. */
export async function findAlike(db: Database, terms: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.rows<{ term: string; words: string[] }>(
    `SELECT t.term, array(
       SELECT w.word FROM search_words w
       WHERE w.word % t.term AND similarity(w.word, t.term) >= $2
       ORDER BY similarity(w.word, t.term) DESC, w.word LIMIT 3
     ) AS words
     FROM unnest($1::text[]) AS t(term)
     WHERE NOT EXISTS (SELECT 1 FROM search_words w WHERE w.word LIKE t.term || '%')`,
    [terms, ALIKE],
  );
  return new Map(rows.map((row) => [row.term, row.words]));
}

export type SearchRow = DiagramRow & { excerpt: string };

/**
 * The best matches of a tsquery. Excerpts are cut for the rows shown only: ts_headline costs several times
 * the search itself.
 */
export async function searchDiagrams(db: Database, tsquery: string, first: number): Promise<SearchRow[]> {
  return db.rows<SearchRow>(
    `WITH query AS (SELECT to_tsquery('english', $1) AS q),
     best AS (
       SELECT d.*, ts_rank_cd(d.search, query.q, 1) AS rank FROM diagrams d, query
       WHERE d.search @@ query.q AND d.published_at IS NOT NULL
       ORDER BY rank DESC, d.position LIMIT $2
     )
     SELECT id, slug, title, category, difficulty, skills, prerequisites, summary, minutes, kind, document, position,
       ts_headline('english', summary || ' ' || body, query.q, $3) AS excerpt
     FROM best, query ORDER BY rank DESC, position`,
    [
      tsquery,
      first,
      `StartSel=${MATCH_START}, StopSel=${MATCH_END}, MaxWords=28, MinWords=14, MaxFragments=1`,
    ],
  );
}
