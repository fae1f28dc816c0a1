import type { Catalogue, DiagramDocument } from '../../client/catalogue/document.ts';
import { plainBlocks, plainText } from '../../client/catalogue/text.ts';
import type { Context } from '../platform/context.ts';

export interface CompiledCatalogue {
  catalogue: Catalogue;
  documents: Map<string, DiagramDocument>;
}

/**
 * Brings the database in step with a compiled catalogue, in one transaction. Ids stay with their slugs; what
 * has left the catalogue is hidden, so that learners keep what they completed. Safe to repeat.
 */
export async function publishCatalogue(
  ctx: Context,
  { catalogue, documents }: CompiledCatalogue,
): Promise<void> {
  const diagrams = catalogue.diagrams.map((diagram, position) => ({
    ...diagram,
    id: ctx.newId('dia', ctx.now),
    position,
    body: bodyOf(documents.get(diagram.slug)),
  }));
  const areas = catalogue.areas.map(({ id, title, summary }, position) => ({ id, title, summary, position }));
  const skills = catalogue.areas.flatMap((area) =>
    area.skills.map((skill, position) => ({ ...skill, area_id: area.id, position })),
  );

  await ctx.db.transaction(async (tx) => {
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
    await tx.rows(UPSERT, [JSON.stringify(diagrams), ctx.now]);
    await tx.rows('UPDATE diagrams SET published_at = NULL WHERE NOT (slug = ANY($1))', [
      [...documents.keys()],
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

/** All that a document says, as one text for search. */
function bodyOf(document: DiagramDocument | undefined): string {
  if (!document) return '';
  const parts = Object.values(document.parts).map((part) =>
    [part.name, plainText(part.what), plainText(part.why), plainText(part.fails)].join(' '),
  );
  const steps = document.steps.map((step) => `${step.title}. ${plainText(step.text)}`);
  return [...parts, ...steps, plainBlocks(document.tradeoffs)].join('\n');
}
