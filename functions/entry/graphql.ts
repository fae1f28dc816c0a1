import { randomUUID } from 'node:crypto';
import type { ALBEvent, ALBResult, Context as LambdaContext } from 'aws-lambda';
import trustedDocuments from '../../client/generated/persisted-documents.json' with { type: 'json' };
import { analyticsData } from '../analytics/analytics.personal-data.ts';
import { answerAuth } from '../auth/auth.http.ts';
import { identify } from '../auth/identify.ts';
import { collabData } from '../collab/collab.personal-data.ts';
import { labsData } from '../labs/labs.personal-data.ts';
import { learningData } from '../learning/learning.personal-data.ts';
import { fromAlbEvent, type HttpRequest, type HttpResponse, toAlbResult } from '../platform/alb.ts';
import { callerOf } from '../platform/caller.ts';
import { LIMITS, readConfig } from '../platform/config.ts';
import { type Context, createContext } from '../platform/context.ts';
import { connect } from '../platform/db/database.ts';
import { DomainError } from '../platform/errors.ts';
import { createGraphqlHandler } from '../platform/graphql/handler.ts';
import { quotaHeaders, refuseWith } from '../platform/http-errors.ts';
import { tooMany } from '../platform/limits/limits.ts';
import { createLog } from '../platform/log.ts';
import { createServices, SERVICE_KEYS } from '../platform/services.ts';
import { traced } from '../platform/trace.ts';
import { atlasSchema, policies } from './schema.ts';

/** What an ALB invokes for /graphql, /auth/* and /healthz. */
const config = readConfig([
  'databaseUrl',
  'databaseAuth',
  'trustedHops',
  'connectionsTable',
  'socketEndpoint',
  'socketPosts',
  ...SERVICE_KEYS,
]);
const db = connect(config);
const schema = atlasSchema();
const services = createServices(config, {
  log: createLog(config.logLevel, 'services'),
  personalData: [learningData, labsData, collabData, analyticsData],
  // Loaded with the first message to a group: reading should not pay for it.
  live: async (redis) => {
    const [{ createLive }, { tellLeft }] = await Promise.all([
      import('../platform/realtime/live.ts'),
      import('./left.ts'),
    ]);
    return createLive(config, redis, async () => schema, tellLeft);
  },
});
const isProduction = config.stage === 'production';
const answerGraphql = createGraphqlHandler({
  schema,
  policies,
  limits: LIMITS,
  introspection: !isProduction,
  freeForm: isProduction ? 'accounts' : 'everyone',
  trustedDocuments,
});

/** The laptop's edge puts the signal of a client that went away here; a load balancer never tells. */
const CLIENT_GONE = Symbol.for('atlas.clientGone');

export const handler = traced('graphql', answerEvent);

async function answerEvent(event: ALBEvent, lambda?: LambdaContext): Promise<ALBResult> {
  const request = fromAlbEvent(event);
  const gone = (lambda as (LambdaContext & { [CLIENT_GONE]?: AbortSignal }) | undefined)?.[CLIENT_GONE];
  const context = contextOf(request, gone);
  const began = performance.now();
  const response = await answer(request, context);
  context.log.info('Answered', {
    path: request.path,
    status: response.status,
    ms: Math.round(performance.now() - began),
    userId: context.actor?.userId,
  });
  const headers = { 'x-request-id': context.requestId, ...response.headers };
  return toAlbResult(event, { ...response, headers, cookies: context.cookies });
}

async function answer(request: HttpRequest, context: Context): Promise<HttpResponse> {
  try {
    if (request.path === '/healthz') return await health(context);
    const quota = await identify(context, request);
    if (!quota.allowed) throw tooMany(quota.resetSeconds);
    const response = request.path.startsWith('/auth/')
      ? await answerAuth(context, request)
      : await answerGraphql(request, context);
    if (!response) throw new DomainError('NOT_FOUND', 'There is nothing at this address.');
    return { ...response, headers: { ...quotaHeaders(quota), ...response.headers } };
  } catch (error) {
    return refuseWith(error, context);
  }
}

async function health(context: Context): Promise<HttpResponse> {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  const [database, cache] = await Promise.all([
    context.db.rows('SELECT 1').then(
      () => true,
      (error) => {
        context.log.error('The database does not answer', error);
        return false;
      },
    ),
    services.redis.run([['PING']]).then((answers) => answers !== undefined),
  ]);
  const status = database && cache ? 'ok' : 'degraded';
  const body = { status, database: database ? 'up' : 'down', cache: cache ? 'up' : 'down' };
  // Without the cache Atlas goes on, slower: no reason to take it out of service.
  return { status: database ? 200 : 503, headers, body: JSON.stringify(body) };
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
    caller: callerOf(request, config.trustedHops),
    services,
  });
}

/** Ends the connections: for tests and for the laptop's orderly stop. */
export const close = async (): Promise<void> => {
  await Promise.all([db.close(), services.redis.close()]);
};
