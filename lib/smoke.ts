import type { Target } from '../functions/rollout/rollout.ts';

/** What a new version has to answer before anybody meets it, by the kind of its caller. */
export const SMOKE = {
  /** The load balancer's event for /healthz: answers 200 when the database does. */
  alb: {
    event: {
      requestContext: { elb: { targetGroupArn: 'smoke' } },
      httpMethod: 'GET',
      path: '/healthz',
      queryStringParameters: {},
      headers: { accept: 'application/json' },
      body: '',
      isBase64Encoded: false,
    },
    expect: { statusCode: 200 },
  },
  socket: {
    event: {
      requestContext: { connectionId: 'smoke', eventType: 'MESSAGE', requestId: 'smoke' },
      body: '{"type":"ping"}',
    },
    expect: { statusCode: 200, body: '{"type":"pong"}' },
  },
  sqs: { event: { Records: [] }, expect: { batchItemFailures: [] } },
  relay: { event: { forMs: 0 }, expect: { replayed: 0 } },
  clock: { event: {}, expect: {} },
} as const satisfies Record<string, Target['smoke']>;
