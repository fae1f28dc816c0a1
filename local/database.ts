import type { AlbHandler } from './adapters/alb.ts';

export interface Database {
  /** What was done to reach the present state, for the person at the keyboard. */
  outcome: string;
  /** The GraphQL function, connected to this database. */
  handler: AlbHandler;
  /** Ends the function's connections. */
  close(): Promise<void>;
}

/**
 * Brings a database to the present state as a deployment does, by the very function that a deployment calls:
 * migrations first, then the compiled catalogue. Gives back the API's function on top of it.
 *
 * @param url of the database
 * @param compiled folders of the compiled catalogue and of what machines of labs are made of
 */
export async function openDatabase(
  url: string,
  compiled: { content: string; labs: string },
): Promise<Database> {
  process.env.DATABASE_URL = url;
  process.env.CONTENT_FOLDER = compiled.content;
  process.env.LABS_FOLDER = compiled.labs;
  // A line a request would drown what the person at the keyboard has to see.
  process.env.ATLAS_LOG_LEVEL ||= 'WARN';
  const { handler: migrateAndPublish } = await import('../functions/entry/migrate.ts');
  const { applied, published, labs } = await migrateAndPublish();
  const { handler, close } = await import('../functions/entry/graphql.ts');
  const migrations = applied.length === 0 ? 'up to date' : `${applied.length} migrations applied`;
  return { outcome: `${migrations}, ${published} diagrams and ${labs} labs published`, handler, close };
}
