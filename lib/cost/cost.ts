import { QUEUES } from '../../functions/platform/config.ts';
import { sizeOf } from '../instances.ts';
import type { Stage } from '../stage.ts';
import { ASSUMPTIONS, type AssumptionName, THIRD_PARTIES } from './assumptions.ts';
import { priceOf } from './prices.ts';
import { warm, warmDetail } from './warm.ts';

const HOURS = 730;
/** What nobody thought of. */
const CONTINGENCY = 0.05;

export interface CostLine {
  driver: string;
  usd: number;
  /** What it is made of. */
  detail: string;
}

export interface Bill {
  users: number;
  lines: CostLine[];
  total: number;
  perUser: number;
  /** Not AWS's: Claude, mail, vectors. */
  thirdParties: CostLine[];
}

/** How a lever changes the bill: the stage's own choice is what `bill` computes without any. */
export interface Levers {
  labsOnDemand?: boolean;
  warmAllDay?: boolean;
  uncached?: boolean;
  /** 1 year, no upfront: what AWS takes off instances of databases, caches and search. */
  reserved?: boolean;
  x86?: boolean;
  allTraces?: boolean;
  /** Interface endpoints, whatever the stage has. */
  endpoints?: number;
}

const RESERVED_SAVES = 0.3;
/** Without the CDN's and the cache's answers, so many times the requests reach the function. */
const UNCACHED_TIMES = 4;

/**
 * The monthly bill of a stage for so many monthly users, in USD, from the configuration that sizes the stacks,
 * the assumptions and the price table.
 */
export function billOf(stage: Stage, users: number, levers: Levers = {}): Bill {
  const of = (name: AssumptionName): number => ASSUMPTIONS[name].value;
  const { database, cache, network, api, workers, labs, edge, logs, timeSeries, security, backup } = stage;
  const instances = levers.reserved ? 1 - RESERVED_SAVES : 1;
  const gbSecond = priceOf(levers.x86 ? 'lambda.gbSecondX86' : 'lambda.gbSecond');
  const lambda = (calls: number, ms: number, memoryMb: number) =>
    calls * (priceOf('lambda.request') + (ms / 1000) * (memoryMb / 1024) * gbSecond);

  const sessions = users * of('sessionsPerMonth');
  const requests = sessions * of('requestsPerSession') * (levers.uncached ? UNCACHED_TIMES : 1);
  const events = sessions * of('eventsPerSession');
  const messages = sessions * of('connectedShare') * of('messagesPerSession');
  const connections = sessions * of('connectedShare');
  const files = sessions * of('filesPerSession');
  const egressGb =
    (users * of('firstVisitMb') + sessions * of('sessionMb') + (levers.uncached ? requests * 0.02 : 0)) /
    1024;
  const isCluster = database.topology === 'cluster';
  const nodes = cache.shards * (1 + cache.replicas);
  const databaseVcpus = sizeOf(database.instanceClass).vcpus * (isCluster ? 3 : 1);
  const logGb = ((requests + messages + events) * of('logKbPerRequest')) / 1024 / 1024;
  const storedGb = (users * of('databaseMbPerUser')) / 1024 + 5;
  const backups = backup.dailyDays > 0 ? 2 + backup.monthlyDays / 30 : 0;
  const labVcpuHours = (users * of('labHoursPerMonth') * of('labVcpu')) / of('labPacking');
  const labPrice =
    priceOf('ec2.vcpuHour') *
    ((labs.spot && !levers.labsOnDemand ? priceOf('ec2.spotShare') : 1) + priceOf('eks.autoModeShare'));
  const endpoints = levers.endpoints ?? network.interfaceEndpoints.length;
  const overNat = of('natGb') + (endpoints === 0 ? of('imageGb') : 0);

  const lines: CostLine[] = [
    line(
      'PostgreSQL',
      `${database.instanceClass}, ${database.topology}, ${database.storageGiB} GiB, proxy for ${databaseVcpus} vCPUs`,
      priceOf(`rds.${database.instanceClass}.${database.topology}`) * HOURS * instances +
        database.storageGiB * priceOf(`rds.gp3GbMonth.${database.topology}`) +
        databaseVcpus * priceOf('rds.proxyVcpuHour') * HOURS,
    ),
    line(
      'Cache',
      `${nodes} x ${cache.nodeType}`,
      nodes * priceOf(`elasticache.${cache.nodeType}`) * HOURS * instances,
    ),
    line(
      'Functions',
      `${millions(requests)} requests, ${millions(messages)} messages, ${millions(events)} events, the relays`,
      lambda(requests, of('requestMs'), api.memoryMb) +
        lambda(messages, 15, stage.realtime.memoryMb) +
        lambda(events / 50, 250, workers['analytics-events'].memoryMb) +
        QUEUES.reduce((sum, name) => sum + lambda(3_000, 200, workers[name].memoryMb), 0) +
        lambda(stage.outbox.relays * 60 * HOURS, 55_000, 256),
    ),
    line(
      'Warm functions',
      warmDetail(stage, levers.warmAllDay === true),
      warm(stage, levers.warmAllDay === true),
    ),
    line(
      'Load balancer',
      'hours and capacity units',
      (priceOf('alb.hour') + priceOf('alb.lcuHour') * Math.max(1, requests / HOURS / 90_000)) * HOURS,
    ),
    line(
      'WebSocket',
      `${millions(messages)} messages, ${millions(connections * of('minutesPerSession'))} minutes`,
      messages * priceOf('websocket.message') +
        connections * of('minutesPerSession') * priceOf('websocket.minute'),
    ),
    line(
      'Queues, tables',
      'three calls an event, twenty units a connection',
      events * 3 * priceOf('sqs.request') +
        // Five rows, each in the index too, written and removed.
        connections * 20 * priceOf('dynamodb.write') +
        messages * 2 * priceOf('dynamodb.read'),
    ),
    line(
      'CDN, firewall',
      `${egressGb.toFixed(0)} GB, ${millions(files + requests)} requests`,
      egressGb * priceOf('cloudfront.gb') +
        (files + requests) * (priceOf('cloudfront.request') + priceOf('waf.request')) +
        priceOf('waf.acl') +
        5 * priceOf('waf.rule') +
        (edge.botControl ? priceOf('waf.botControl') + (files + requests) * priceOf('waf.botRequest') : 0),
    ),
    line(
      'Network',
      `${network.natGateways} NAT, ${endpoints} endpoints in ${network.zones} zones`,
      network.natGateways * priceOf('nat.hour') * HOURS +
        overNat * priceOf('nat.gb') +
        endpoints * network.zones * priceOf('endpoint.hour') * HOURS +
        (endpoints > 0 ? of('imageGb') * priceOf('endpoint.gb') : 0),
    ),
    line(
      'Labs',
      `cluster, ${Math.round(labVcpuHours)} vCPU-hours ${labs.spot && !levers.labsOnDemand ? 'of spot' : 'on demand'}`,
      priceOf('eks.hour') * HOURS + labVcpuHours * labPrice + 10 * priceOf('ecr.gbMonth'),
    ),
    line(
      'Log search',
      logs.search === 'off'
        ? 'off'
        : `${logs.search.nodes} x ${logs.search.instanceType}, ${logs.search.volumeGiB} GiB each`,
      logs.search === 'off'
        ? 0
        : logs.search.nodes *
            (priceOf(`opensearch.${logs.search.instanceType}`) * HOURS * instances +
              logs.search.volumeGiB * priceOf('opensearch.gp3GbMonth')) +
            logGb * priceOf('firehose.gb') +
            network.zones * priceOf('firehose.vpcHour') * HOURS,
    ),
    line(
      'Logs, alarms, traces',
      `${logGb.toFixed(1)} GB, 50 alarms, 5 dashboards, ${levers.allTraces ? 100 : stage.traces.samplePercent} % of traces`,
      logGb * (priceOf('logs.ingestGb') + priceOf('logs.gbMonth')) +
        50 * priceOf('cloudwatch.alarm') +
        5 * priceOf('cloudwatch.dashboard') +
        (requests + messages) *
          ((levers.allTraces ? 100 : stage.traces.samplePercent) / 100) *
          priceOf('xray.trace'),
    ),
    line(
      'Time series',
      timeSeries === 'off' ? 'off' : `${timeSeries.instanceType}, ${timeSeries.storageGiB} GiB`,
      timeSeries === 'off'
        ? 0
        : (priceOf(`influx.${timeSeries.instanceType}`) * HOURS +
            timeSeries.storageGiB * priceOf('influx.gbMonth')) *
            (timeSeries.multiZone ? 2 : 1),
    ),
    line(
      'Cluster metrics',
      labs.metrics ? 'collector, samples, two editors' : 'off',
      labs.metrics
        ? priceOf('prometheus.collectorHour') * HOURS +
            labVcpuHours * 60 * 40 * priceOf('prometheus.sample') +
            2 * priceOf('grafana.editor')
        : 0,
    ),
    line(
      'Keys, secrets, DNS',
      '4 keys, 6 secrets, a zone',
      4 * priceOf('kms.key') +
        (requests / 100) * priceOf('kms.request') +
        6 * priceOf('secrets.month') +
        priceOf('route53.zone'),
    ),
    line(
      'Watchers',
      security.guardDuty ? 'GuardDuty' : 'off',
      security.guardDuty ? 15 * priceOf('guardduty.gb') + 2e6 * priceOf('guardduty.event') : 0,
    ),
    line(
      'Storage, backups',
      `${((users * of('userDataMb')) / 1024).toFixed(0)} GB of learners, ${backups.toFixed(0)} copies`,
      ((users * of('userDataMb')) / 1024 + 20) * priceOf('s3.gbMonth') +
        storedGb * backups * priceOf('backup.gbMonth'),
    ),
  ];
  const sum = lines.reduce((all, { usd }) => all + usd, 0);
  lines.push(line('Contingency', `${CONTINGENCY * 100} % for what nobody thought of`, sum * CONTINGENCY));
  const total = sum * (1 + CONTINGENCY);
  return {
    users,
    lines,
    total,
    perUser: total / users,
    thirdParties: thirdParties(users, of('mailsPerMonth')),
  };
}

function thirdParties(users: number, mails: number): CostLine[] {
  const { tutorPerUser, mailPer1000, vectorsPerMonth } = THIRD_PARTIES;
  return [
    line('Claude', tutorPerUser.why, users * tutorPerUser.value),
    line('SendGrid', mailPer1000.why, (users * mails * mailPer1000.value) / 1000),
    line('Pinecone', vectorsPerMonth.why, vectorsPerMonth.value),
  ];
}

const line = (driver: string, detail: string, usd: number): CostLine => ({ driver, detail, usd });
const millions = (n: number): string => `${(n / 1e6).toFixed(1)} M`;
