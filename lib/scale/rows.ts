import { DELIVERY, LIMITS } from '../../functions/platform/config.ts';
import { sizeOf } from '../instances.ts';
import type { Stage } from '../stage.ts';
import { type LimitName, limitOf, type Measure } from './limits.ts';
import { assumed, type Load } from './load.ts';

type Rows = (stage: Stage, load: Load) => Measure[];

/** KB of a session in Redis with its keys, and how much more limits and cached answers take. */
const SESSION_KB = 1;
const BESIDE_SESSIONS = 1.5;
/** Seconds that a relay takes for a batch, and a worker for one of analytics: measured on a laptop, rounded up. */
const RELAY_SECONDS = 0.12;
const ANALYTICS_SECONDS = 0.4;
const LAB_NODE_VCPUS = 16;
const ADDRESSES_OF_A_20 = 2 ** 12 - 5;

export const edgeRows: Rows = ({ edge }, { files, requests }) => [
  aws('CloudFront, requests', files + requests, 'cloudfront.requests', 'files and API'),
  own(
    'One address at the firewall',
    (assumed('schoolSize') * 300) / assumed('secondsPerRequest'),
    edge.requestsPerFiveMinutes / 2,
    'API requests in 5 min',
    `${assumed('schoolSize')} learners of a school`,
    'edge.requestsPerFiveMinutes / 2',
  ),
  aws('Body through the load balancer', LIMITS.body / 1e6 / 2, 'alb.body', 'half of what we allow'),
];

export const functionRows: Rows = ({ api, realtime }, load) => [
  own(
    'API function, at once',
    load.requestsAtOnce,
    api.reservedConcurrency,
    'executions',
    `${assumed('requestMs')} ms each`,
    'api.reservedConcurrency',
  ),
  own(
    'Socket function, at once',
    load.messagesAtOnce,
    realtime.reservedConcurrency,
    'executions',
    `${assumed('socketMs')} ms each, terminals too`,
    'realtime.reservedConcurrency',
  ),
  aws('Lambda, at once', load.reserved, 'lambda.concurrency', 'sum of what is reserved or capped'),
  aws(
    'Lambda, new environments',
    Math.max(0, load.requestsAtOnce - warmOf(api)) / 60,
    'lambda.burst',
    'from the warm ones to the peak within a minute',
  ),
  aws(
    'WebSocket, new connections',
    load.connects,
    'websocket.connects',
    'all reconnect within 3 minutes, beside the 2-hour ends',
  ),
  own(
    'WebSocket, throttle of the stage',
    load.messages,
    realtime.messagesPerSecond,
    'messages/s',
    'sent by learners and terminals',
    'realtime.messagesPerSecond',
  ),
  aws('WebSocket, messages', load.messages, 'websocket.messages', 'sent by learners and terminals'),
  aws('WebSocket, posts to rooms', load.posts, 'websocket.messages', '7 others, a post each'),
];

export const dataRows: Rows = ({ database, cache, workers, outbox }, load) => {
  const { vcpus, gib } = sizeOf(database.instanceClass);
  const analytics = workers['analytics-events'];
  const roomPeople = assumed('groupSize');
  return [
    aws(
      'DynamoDB, one room',
      roomPeople * 2,
      'dynamodb.partitionWrites',
      'all of a room come and go at once',
    ),
    aws(
      'DynamoDB, reads of one room',
      (assumed('inGroupMessagesPerMinute') * roomPeople) / 60,
      'dynamodb.partitionReads',
      'a look-up of connections a message',
    ),
    aws(
      'DynamoDB, the table',
      load.connects * 10,
      'dynamodb.table',
      'a reconnect storm: five rows written, five removed, each',
    ),
    aws(
      'Connections to PostgreSQL',
      load.requestsAtOnce + 60,
      'rds.connectionsPerGiB',
      'an environment holds one; without the proxy',
      gib,
    ),
    aws(
      'PostgreSQL, statements',
      load.statements,
      'rds.statementsPerVcpu',
      'uncached requests, events three each',
      vcpus,
    ),
    aws(
      'Redis, commands of a shard',
      (load.requests * 2 + load.messages) / cache.shards,
      'redis.opsPerShard',
      'limit and cached answer a request',
    ),
    aws(
      'Redis, connections of a node',
      load.requestsAtOnce + load.messagesAtOnce,
      'redis.connections',
      'an environment holds one a node',
    ),
    own(
      'Redis, memory',
      ((load.people * SESSION_KB) / 1e6) * BESIDE_SESSIONS,
      cache.shards * sizeOf(cache.nodeType).gib * 0.75,
      'GB',
      'sessions, limits, cached answers',
      'cache, a quarter kept free',
    ),
    own(
      'Outbox',
      load.events,
      (outbox.relays * DELIVERY.relayBatch) / RELAY_SECONDS,
      'events/s',
      'one event a write; a batch of 100 takes some 120 ms',
      'outbox.relays',
    ),
    own(
      'Analytics worker',
      load.events,
      (analytics.concurrency * analytics.batchSize) / ANALYTICS_SECONDS,
      'events/s',
      'a batch of 100 takes some 400 ms',
      'workers.analytics-events',
    ),
    aws(
      'SQS, in flight',
      analytics.concurrency * analytics.batchSize,
      'sqs.inFlight',
      'received by all workers of analytics',
    ),
    aws('SQS, size', DELIVERY.messageBytes / 1024, 'sqs.message', 'our own bound'),
  ];
};

export const labRows: Rows = ({ labs, network }, load) => [
  own('vCPUs of labs', load.labVcpus, labs.maxVcpu, 'vCPUs', `${load.labs} labs`, 'labs.maxVcpu'),
  own('Memory of labs', load.labGib, labs.maxMemoryGiB, 'GiB', `${load.labs} labs`, 'labs.maxMemoryGiB'),
  aws('Pods on a node', LAB_NODE_VCPUS / assumed('labVcpu'), 'eks.podsPerNode', 'a node of 16 vCPUs, full'),
  own(
    'Addresses for pods',
    load.labs * 1.2 + load.reserved / 10,
    network.zones * ADDRESSES_OF_A_20,
    'addresses',
    'labs, nodes, interfaces of functions',
    `network.cidr, ${network.zones} private /20`,
  ),
  aws('Spot vCPUs of the account', load.labVcpus, 'ec2.spotVcpus', 'all labs on spot'),
];

export const observabilityRows: Rows = (_stage, load) => [
  aws(
    'CloudWatch Logs, calls',
    load.requestsAtOnce + load.messagesAtOnce,
    'logs.putEvents',
    'an environment writes once a second',
  ),
  aws('Firehose to log search', load.logKb, 'firehose.kbPerSecond', 'every line'),
  aws('KMS', load.uncached / 100, 'kms.requests', 'a data key serves 100 rows of an environment'),
  aws('Claude, answers', load.answers, 'claude.answers', 'a question a minute of who asks'),
];

/** A limit of AWS, `times` over where it is a unit's. */
function aws(what: string, load: number, name: LimitName, how: string, times = 1): Measure {
  const { value, unit, quota, page } = limitOf(name);
  return { what, load, limit: value * times, unit, how, source: `${quota} (${page.split('/').at(-1)})` };
}

/** A limit of our own, by the key of the stage that sets it. */
function own(what: string, load: number, limit: number, unit: string, how: string, key: string): Measure {
  return { what, load, limit, unit, how, source: `our own: \`${key}\`` };
}

function warmOf({ provisioned }: Stage['api']): number {
  return provisioned === 'off' ? 0 : Math.max(...provisioned.schedule.map(({ count }) => count));
}
