import { startS3 } from '../../../../local/emulators/s3.ts';
import { createTestDatabase } from '../../../../test/support/database.ts';
import { type Context, createContext } from '../../../platform/context.ts';
import { type ConnectedDatabase, connect } from '../../../platform/db/database.ts';
import { newId } from '../../../platform/ids.ts';
import { createLog } from '../../../platform/log.ts';
import { createObjects, type Objects } from '../../../platform/objects/objects.ts';
import { NO_SERVICES } from '../../../platform/services.ts';

export interface TestBoards {
  db: ConnectedDatabase;
  objects: Objects;
  /** A process of its own: it remembers nothing of what others did. */
  start(objects?: Objects): Context;
  newBoard(): Promise<string>;
  countUpdates(boardId: string): Promise<number>;
  stop(): Promise<void>;
}

/** The real database and a bucket, with boards that stand in a group of nobody. */
export async function startBoards(): Promise<TestBoards> {
  const [database, s3] = await Promise.all([createTestDatabase(), startS3()]);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  const db = connect({ databaseUrl: database.url });
  const bucket = createObjects(s3.bucket);
  const now = new Date('2026-01-01T00:00:00Z');
  await db.rows(
    `INSERT INTO study_groups (id, name, description, visibility, language, invitation, created_at)
     VALUES ('grp_1', 'a', '', 'public', 'en', 'i', $1)`,
    [now],
  );
  return {
    db,
    objects: bucket,
    start(objects = bucket) {
      const services = { ...NO_SERVICES, objects };
      return createContext({ db, log: createLog('SILENT', 'test'), now, requestId: 'test', services });
    },
    async newBoard() {
      const id = newId('brd', now);
      await db.rows(`INSERT INTO boards (id, group_id, title, created_at) VALUES ($1, 'grp_1', 'b', $2)`, [
        id,
        now,
      ]);
      return id;
    },
    async countUpdates(boardId) {
      const sql = 'SELECT count(*)::int AS count FROM board_updates WHERE board_id = $1';
      return (await db.rows<{ count: number }>(sql, [boardId]))[0]?.count ?? 0;
    },
    async stop() {
      await db.close();
      await Promise.all([database.drop(), s3.stop()]);
    },
  };
}
