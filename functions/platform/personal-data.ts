import type { Context } from './context.ts';
import type { Database } from './db/database.ts';

/**
 * What a domain keeps of a person: named here by each domain, so that an account can be exported, merged and
 * deleted as a whole. Rows that refer to `users` with ON DELETE CASCADE are deleted with the account.
 */
export interface PersonalData {
  /** Names the file of the archive: `progress.json`. */
  name: string;
  /** Everything of the asking person, as values that JSON can say. */
  read(ctx: Context, userId: string): Promise<Record<string, unknown>>;
  /**
   * Gives what a guest did to an account, in a transaction; nothing of either is lost.
   *
   * @returns how many things were added
   */
  merge(db: Database, guestId: string, userId: string): Promise<number>;
  /** What others need before an account goes, in the transaction that deletes it. */
  leave?(ctx: Context, db: Database, userId: string): Promise<void>;
}
