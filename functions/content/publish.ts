import type { Catalogue, DiagramDocument } from '../../client/catalogue/document.ts';
import { plainBlocks, plainText } from '../../client/catalogue/text.ts';
import type { Context } from '../platform/context.ts';
import { replaceCatalogue } from './publish.store.ts';

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

  await replaceCatalogue(ctx.db, { areas, skills, diagrams }, ctx.now);
  await ctx.services.cache.invalidate();
}

/** All that a document says, as one text for search. */
function bodyOf(document: DiagramDocument | undefined): string {
  if (!document) return '';
  const parts = Object.values(document.parts).map((part) =>
    [part.name, plainText(part.what), plainText(part.why), plainText(part.fails)].join(' '),
  );
  const steps = document.steps.map((step) => `${step.title}. ${plainText(step.text)}`);
  return [...parts, ...steps, plainBlocks(document.tradeoffs)].join('\n');
}
