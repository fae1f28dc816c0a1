import { randomUUID } from 'node:crypto';
import type { ALBEvent, ALBResult, Context as LambdaContext } from 'aws-lambda';
import trustedDocuments from '../../client/generated/persisted-documents.json' with { type: 'json' };
import { identify } from '../auth/auth.ts';
import { fromAlbEvent, type HttpRequest, type HttpResponse, toAlbResult } from '../platform/alb.ts';
import { LIMITS, readConfig } from '../platform/config.ts';
import { type Context, createContext } from '../platform/context.ts';
import { connect } from '../platform/db/database.ts';
import { createGraphqlHandler } from '../platform/graphql/handler.ts';
import { createLog } from '../platform/log.ts';
import { atlasSchema } from './schema.ts';

/** What an ALB invokes for /graphql and /healthz. */
const config = readConfig(['databaseUrl', 'databaseAuth']);
const db = connect(config);
const answerGraphql = createGraphqlHandler({
  schema: atlasSchema(),
  limits: LIMITS,
  introspection: config.stage !== 'production',
  trustedDocuments,
});

/** The laptop's edge puts the signal of a client that went away here; a load balancer never tells. */
const CLIENT_GONE = Symbol.for('atlas.clientGone');

export async function handler(event: ALBEvent, lambda?: LambdaContext): Promise<ALBResult> {
  const request = fromAlbEvent(event);
  const gone = (lambda as (LambdaContext & { [CLIENT_GONE]?: AbortSignal }) | undefined)?.[CLIENT_GONE];
  const context = contextOf(request, gone);
  return toAlbResult(event, await answer(request, context));
}

async function answer(request: HttpRequest, context: Context): Promise<HttpResponse> {
  try {
    if (request.path === '/healthz') return await health(context);
    context.actor = await identify(context, request.headers.cookie);
    return await answerGraphql(request, context);
  } catch (error) {
    context.log.error('A request failed', error, { path: request.path });
    const body = {
      errors: [
        { message: 'Unexpected error', extensions: { code: 'INTERNAL', requestId: context.requestId } },
      ],
    };
    return json(500, body, context);
  }
}

async function health(context: Context): Promise<HttpResponse> {
  try {
    await context.db.rows('SELECT 1');
    return json(200, { status: 'ok' }, context);
  } catch (error) {
    context.log.error('The database does not answer', error);
    return json(503, { status: 'degraded', database: 'down' }, context);
  }
}

function json(status: number, body: unknown, { requestId }: Context): HttpResponse {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-request-id': requestId,
  };
  return { status, headers, body: JSON.stringify(body) };
}

function contextOf(request: HttpRequest, gone: AbortSignal | undefined): Context {
  const given = request.headers['x-request-id'];
  const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  return createContext({
    db: gone ? db.cancelledBy(gone) : db,
    log: createLog(config.logLevel, requestId),
    now: new Date(),
    requestId,
    secure: request.headers['x-forwarded-proto'] === 'https',
  });
}

/** Ends the connections: for tests and for the laptop's orderly stop. */
export const close = (): Promise<void> => db.close();
