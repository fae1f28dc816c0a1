import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue, DiagramDocument } from '../../client/catalogue/document.ts';
import { publishCatalogue } from '../content/publish.ts';
import { readConfig } from '../platform/config.ts';
import { createContext } from '../platform/context.ts';
import { connect } from '../platform/db/database.ts';
import { migrate } from '../platform/db/migrate.ts';
import { createLog } from '../platform/log.ts';

/**
 * What a deployment does before traffic: migrations, then the compiled catalogue.
 *
 * @param content folder of the compiled catalogue
 * @returns names of the migrations applied now, and the number of diagrams published
 */
export async function migrateAndPublish(content: string): Promise<{ applied: string[]; published: number }> {
  const config = readConfig();
  const { applied } = await migrate(config.databaseUrl);
  const catalogue = JSON.parse(await readFile(join(content, 'catalogue.json'), 'utf8')) as Catalogue;
  const documents = new Map<string, DiagramDocument>();
  for (const { slug, document } of catalogue.diagrams) {
    documents.set(slug, JSON.parse(await readFile(join(content, document), 'utf8')) as DiagramDocument);
  }
  const db = connect(config.databaseUrl);
  try {
    const requestId = 'publish';
    const ctx = createContext({ db, log: createLog(config.logLevel, requestId), now: new Date(), requestId });
    await publishCatalogue(ctx, { catalogue, documents });
  } finally {
    await db.close();
  }
  return { applied, published: documents.size };
}
