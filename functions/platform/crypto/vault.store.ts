import type { Database } from '../db/database.ts';

export interface DataKeyRow {
  id: string;
  wrapped: Buffer;
  created_at: Date;
}

export async function insertDataKey(db: Database, row: DataKeyRow): Promise<void> {
  await db.rows('INSERT INTO data_keys (id, wrapped, created_at) VALUES ($1, $2, $3)', [
    row.id,
    row.wrapped,
    row.created_at,
  ]);
}

export async function findDataKey(db: Database, id: string): Promise<DataKeyRow | undefined> {
  const [row] = await db.rows<DataKeyRow>('SELECT id, wrapped, created_at FROM data_keys WHERE id = $1', [
    id,
  ]);
  return row;
}
