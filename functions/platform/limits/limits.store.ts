import type { Database } from '../db/database.ts';

/** Counts one more use in this window; gives back how many there are. */
export async function countUse(db: Database, key: string, windowStart: Date): Promise<number> {
  const [row] = await db.rows<{ count: number }>(
    `INSERT INTO limit_windows (key, window_start, count) VALUES ($1, $2, 1)
     ON CONFLICT (key, window_start) DO UPDATE SET count = limit_windows.count + 1 RETURNING count`,
    [key, windowStart],
  );
  return row?.count ?? 0;
}

export async function uncountUse(db: Database, key: string, windowStart: Date): Promise<void> {
  await db.rows('UPDATE limit_windows SET count = count - 1 WHERE key = $1 AND window_start = $2', [
    key,
    windowStart,
  ]);
}

export async function deleteWindowsBefore(db: Database, time: Date): Promise<void> {
  await db.rows('DELETE FROM limit_windows WHERE window_start < $1', [time]);
}
