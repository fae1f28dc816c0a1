import type { Database } from '../platform/db/database.ts';

export interface DiagramRow {
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
  position: number;
}

const COLUMNS = `id, slug, title, category, difficulty, skills, prerequisites, summary, minutes, kind, document, position`;

export async function findBySlugs(db: Database, slugs: readonly string[]): Promise<DiagramRow[]> {
  return db.rows<DiagramRow>(
    `SELECT ${COLUMNS} FROM diagrams WHERE slug = ANY($1) AND published_at IS NOT NULL ORDER BY position`,
    [slugs],
  );
}

/** Diagrams that have left the catalogue are found too: a learner's history still names them. */
export async function findByIds(db: Database, ids: readonly string[]): Promise<DiagramRow[]> {
  return db.rows<DiagramRow>(`SELECT ${COLUMNS} FROM diagrams WHERE id = ANY($1)`, [ids]);
}

export async function findPublished(db: Database, id: string): Promise<DiagramRow | undefined> {
  const [row] = await db.rows<DiagramRow>(
    `SELECT ${COLUMNS} FROM diagrams WHERE id = $1 AND published_at IS NOT NULL`,
    [id],
  );
  return row;
}

/** Diagrams that have one of these slugs among their prerequisites. */
export async function findFollowing(db: Database, slugs: readonly string[]): Promise<DiagramRow[]> {
  return db.rows<DiagramRow>(
    `SELECT ${COLUMNS} FROM diagrams WHERE prerequisites && $1 AND published_at IS NOT NULL ORDER BY position`,
    [slugs],
  );
}

export interface ListFilter {
  category?: string;
  difficulty?: number[];
  skill?: string;
  /** Only these ids, or all but these. */
  among?: { ids: string[]; included: boolean };
}

/** One page in reading order after a position, and the number of all that match. */
export async function list(
  db: Database,
  filter: ListFilter,
  page: { first: number; after: number },
): Promise<{ rows: DiagramRow[]; total: number }> {
  const rows = await db.rows<DiagramRow & { total: number }>(
    `WITH matching AS (
       SELECT ${COLUMNS} FROM diagrams
       WHERE published_at IS NOT NULL
         AND ($1::text IS NULL OR category = $1)
         AND ($2::int[] IS NULL OR difficulty = ANY($2))
         AND ($3::text IS NULL OR $3 = ANY(skills))
         AND ($4::text[] IS NULL OR (id = ANY($4)) = $5)
     )
     SELECT m.*, t.total FROM (SELECT count(*)::int AS total FROM matching) t
     LEFT JOIN LATERAL (SELECT * FROM matching WHERE position > $6 ORDER BY position LIMIT $7) m ON true`,
    [
      filter.category ?? null,
      filter.difficulty ?? null,
      filter.skill ?? null,
      filter.among?.ids ?? null,
      filter.among?.included ?? true,
      page.after,
      page.first,
    ],
  );
  return { rows: rows.filter((row) => row.id !== null), total: rows[0]?.total ?? 0 };
}

export interface AreaRow {
  id: string;
  title: string;
  summary: string;
  skills: { id: string; title: string; summary: string }[];
  diagram_count: number;
}

export async function listAreas(db: Database): Promise<AreaRow[]> {
  return db.rows<AreaRow>(
    `SELECT a.id, a.title, a.summary,
       (SELECT count(*)::int FROM diagrams d WHERE d.category = a.id AND d.published_at IS NOT NULL) AS diagram_count,
       (SELECT coalesce(json_agg(json_build_object('id', s.id, 'title', s.title, 'summary', s.summary) ORDER BY s.position), '[]')
          FROM skills s WHERE s.area_id = a.id) AS skills
     FROM areas a ORDER BY a.position`,
  );
}
