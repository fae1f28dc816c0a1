import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { LIMITS } from '../config.ts';
import { DomainError } from '../errors.ts';
import { connectionOf, type DatabaseTarget } from './connection.ts';

/** Where statements run: the pool, or one transaction. */
export interface Database {
  /** All rows of one parameterised statement. */
  rows<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Runs `work` in one transaction; a throw rolls back. */
  transaction<Result>(work: (db: Database) => Promise<Result>): Promise<Result>;
}

export interface ConnectedDatabase extends Database {
  /** A view of the database whose statements are cancelled when the signal fires. */
  cancelledBy(signal: AbortSignal | undefined): Database;
  close(): Promise<void>;
}

/** Connects at the first statement: pg is loaded then, not before, which keeps a cold start short. */
export function connect(target: DatabaseTarget): ConnectedDatabase {
  let opening: Promise<Pool> | undefined;
  const pool = () => {
    opening ??= openPool(target);
    return opening;
  };

  const view = (signal: AbortSignal | undefined): Database => ({
    rows: (sql, values) => withClient(pool, signal, async (client) => (await client.query(sql, values)).rows),
    transaction: (work) => withClient(pool, signal, (client) => inTransaction(client, work)),
  });

  return {
    ...view(undefined),
    cancelledBy: view,
    async close() {
      await (await opening)?.end();
      opening = undefined;
    },
  };
}

async function openPool(target: DatabaseTarget): Promise<Pool> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    ...(await connectionOf(target)),
    max: LIMITS.connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: LIMITS.statementMs,
    application_name: 'atlas-api',
    allowExitOnIdle: true,
  });
  // A server that goes away ends idle connections; the next statement opens new ones.
  pool.on('error', () => {});
  return pool;
}

async function withClient<Result>(
  pool: () => Promise<Pool>,
  signal: AbortSignal | undefined,
  use: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  const open = await pool();
  const client = await open.connect();
  const cancel = () => void cancelStatement(open, client);
  if (signal?.aborted) client.release();
  signal?.throwIfAborted();
  signal?.addEventListener('abort', cancel, { once: true });
  let failure: Error | undefined;
  try {
    return await use(client);
  } catch (error) {
    failure = toFailure(error);
    throw failure;
  } finally {
    signal?.removeEventListener('abort', cancel);
    // A cancellation that comes late must not hit the next one's statement.
    client.release(signal?.aborted || isConnectionLost(failure));
  }
}

/** Asks the server to give up what this connection runs, over a connection of its own: the pool may be full. */
async function cancelStatement(pool: Pool, client: PoolClient): Promise<void> {
  const { processID } = client as PoolClient & { processID?: number };
  if (processID === undefined) return;
  const { default: pg } = await import('pg');
  const messenger = new pg.Client(pool.options);
  try {
    await messenger.connect();
    await messenger.query('SELECT pg_cancel_backend($1)', [processID]);
  } catch {
    // The statement then ends by its own timeout.
  } finally {
    await messenger.end().catch(() => {});
  }
}

async function inTransaction<Result>(
  client: PoolClient,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const db: Database = {
    rows: async (sql, values) => (await client.query(sql, values)).rows,
    transaction: (inner) => inner(db),
  };
  await client.query('BEGIN');
  try {
    const result = await work(db);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** PostgreSQL stores every text but those with NUL in them (class 22021): that is a mistake in the input. */
function toFailure(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if ((error as Error & { code?: string }).code !== '22021') return error;
  return new DomainError('BAD_INPUT', 'A text holds a character that can not be stored.', { cause: error });
}

/** PostgreSQL's classes 08 and 57P, or an error of the socket: the connection must not go back to the pool. */
function isConnectionLost(error: Error | undefined): boolean {
  if (!error || error instanceof DomainError) return false;
  const { code } = error as Error & { code?: string };
  return code === undefined || /^(08|57P)/.test(code) || /^E[A-Z]+$/.test(code);
}
