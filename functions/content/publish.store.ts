import type { Database } from '../platform/db/database.ts';

/** Rows of a whole catalogue, in its order. */
export interface PublishedRows {
  areas: { id: string; title: string; summary: string; position: number }[];
  skills: { id: string; area_id: string; title: string; summary: string; position: number }[];
  /** An id counts only for a slug that is new. */
  diagrams: {
    id: string;
    slug: string;
    title: string;
    category: string;
    difficulty: number;
    skills: string[];
    prerequisites: string[];
    summary: string;
    minutes: number;
    kind: string;
    document: string;
    body: string;
    position: number;
  }[];
}

/** Makes the catalogue of the database these rows, in one transaction; nobody sees half of it. */
export async function replaceCatalogue(
  db: Database,
  { areas, skills, diagrams }: PublishedRows,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    // Two publishers at once would otherwise wait for each other's rows in different orders.
    await tx.rows('LOCK TABLE diagrams IN SHARE ROW EXCLUSIVE MODE');
    await tx.rows('DELETE FROM areas');
    await tx.rows(`INSERT INTO areas SELECT * FROM json_populate_recordset(NULL::areas, $1)`, [
      JSON.stringify(areas),
    ]);
    await tx.rows(
      `INSERT INTO skills (id, area_id, title, summary, position)
       SELECT id, area_id, title, summary, position FROM json_populate_recordset(NULL::skills, $1)`,
      [JSON.stringify(skills)],
    );
    await tx.rows(UPSERT, [JSON.stringify(diagrams), now]);
    await tx.rows('UPDATE diagrams SET published_at = NULL WHERE NOT (slug = ANY($1))', [
      diagrams.map(({ slug }) => slug),
    ]);
    await tx.rows('DELETE FROM search_words');
    await tx.rows(
      `INSERT INTO search_words
       SELECT DISTINCT word FROM diagrams, regexp_split_to_table(lower(title || ' ' || summary || ' ' || body), '[^[:alnum:]]+') AS word
       WHERE published_at IS NOT NULL AND length(word) BETWEEN 3 AND 40`,
    );
  });
}

const UPSERT = `
  INSERT INTO diagrams (id, slug, title, category, difficulty, skills, prerequisites, summary, minutes, kind, document, body, position, published_at)
  SELECT d.id, d.slug, d.title, d.category, d.difficulty,
    array(SELECT json_array_elements_text(d.skills)), array(SELECT json_array_elements_text(d.prerequisites)),
    d.summary, d.minutes, d.kind, d.document, d.body, d.position, $2
  FROM json_to_recordset($1) AS d(
    id text, slug text, title text, category text, difficulty int, skills json, prerequisites json,
    summary text, minutes int, kind text, document text, body text, position int
  )
  ON CONFLICT (slug) DO UPDATE SET
    title = excluded.title, category = excluded.category, difficulty = excluded.difficulty, skills = excluded.skills,
    prerequisites = excluded.prerequisites, summary = excluded.summary, minutes = excluded.minutes,
    kind = excluded.kind, document = excluded.document, body = excluded.body, position = excluded.position,
    published_at = coalesce(diagrams.published_at, excluded.published_at)`;
