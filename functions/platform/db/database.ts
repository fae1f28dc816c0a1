import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { LIMITS } from '../config.ts';
import { DomainError } from '../errors.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { connectionOf, type DatabaseTarget } from './connection.ts';
import { withRetries } from './retry.ts';

/** Where statements run: the pool, or one transaction. */
export interface Database {
  /** All rows of one parameterised statement. */
  rows<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /**
   * Runs `work` in one transaction; a throw rolls back. Again, at most three times, when the database ended it for
   * the sake of another one: so `work` changes nothing but the database.
   */
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
  const breaker = createBreaker();
  const pool = () => {
    opening ??= openPool(target);
    return opening;
  };

  const view = (signal: AbortSignal | undefined): Database => ({
    rows: (sql, values) => withClient(pool, breaker, signal, (client) => ask(client, sql, values)),
    transaction: (work) =>
      withRetries(() => withClient(pool, breaker, signal, (client) => inTransaction(client, work))),
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
    connectionTimeoutMillis: LIMITS.connectionWaitMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: LIMITS.statementMs,
    // The server may never hear of a statement that it should end: a half-open connection.
    query_timeout: LIMITS.statementMs + 1_000,
    application_name: 'atlas-api',
    allowExitOnIdle: true,
  });
  // A server that goes away ends idle connections; the next statement opens new ones.
  pool.on('error', () => {});
  // One that is in use hears of it between two statements, too: the next statement then says so.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

async function withClient<Result>(
  pool: () => Promise<Pool>,
  breaker: Breaker,
  signal: AbortSignal | undefined,
  use: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  breaker.check();
  const open = await pool();
  const client = await open.connect().catch((error: Error) => {
    throw isQueueFull(error) ? tooBusy(error) : breaker.failed(error);
  });
  const cancel = () => void cancelStatement(open, client);
  if (signal?.aborted) client.release();
  signal?.throwIfAborted();
  signal?.addEventListener('abort', cancel, { once: true });
  let isLost = false;
  try {
    const result = await use(client);
    breaker.succeeded();
    return result;
  } catch (error) {
    isLost = error instanceof LostConnection;
    throw isLost ? breaker.failed(error) : error;
  } finally {
    signal?.removeEventListener('abort', cancel);
    // A cancellation that comes late must not hit the next one's statement.
    client.release(signal?.aborted || isLost);
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
  let before: Promise<unknown> = Promise.resolve();
  const db: Database = {
    // Resolvers ask at once; a connection takes one statement at a time.
    rows<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]> {
      const mine = before.then(() => ask<Row>(client, sql, values));
      before = mine.catch(() => {});
      return mine;
    },
    transaction: (inner) => inner(db),
  };
  await ask(client, 'BEGIN');
  try {
    const result = await work(db);
    await before;
    await ask(client, 'COMMIT');
    return result;
  } catch (error) {
    await before;
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** All connections of this process were in use for as long as one may wait: the database itself may be well. */
function isQueueFull(error: Error): boolean {
  return error.message === 'timeout exceeded when trying to connect';
}

function tooBusy(cause: Error): DomainError {
  return new DomainError('UNAVAILABLE', 'Too many people ask at once. Try again in a moment.', {
    cause,
    retryAfterSeconds: 2,
  });
}

/** The server went away, or does not answer: this connection must not go back to the pool. */
class LostConnection extends Error {
  override readonly name = 'LostConnection';
}

/** One statement. What the caller's own code throws in a transaction is none of this. */
async function ask<Row extends QueryResultRow>(
  client: PoolClient,
  sql: string,
  values?: unknown[],
): Promise<Row[]> {
  try {
    return (await client.query<Row>(sql, values)).rows;
  } catch (error) {
    throw toFailure(error);
  }
}

/** What PostgreSQL or its socket said (PostgreSQL, appendix A). */
function toFailure(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { code } = error as Error & { code?: string };
  // It stores every text but those with NUL in them: that is a mistake in the input.
  if (code === '22021')
    return new DomainError('BAD_INPUT', 'A text holds a character that can not be stored.', { cause: error });
  // Deleted by another request while this one wrote something of theirs.
  if (code === '23503' && (error as { constraint?: string }).constraint?.endsWith('_user_id_fkey'))
    return new DomainError('UNAUTHENTICATED', 'This account is gone.', { cause: error });
  if (code === '57014')
    return new DomainError('UNAVAILABLE', 'This took too long. Try again in a moment.', {
      cause: error,
      retryAfterSeconds: 2,
    });
  const isLost = code === undefined || /^(08|57P)/.test(code) || /^E[A-Z]+$/.test(code);
  return isLost ? new LostConnection('The database does not answer.', { cause: error }) : error;
}
