import { type App, Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { DELIVERY, ENV, QUEUES, type QueueName } from '../functions/platform/config.ts';
import type { AccountsStack } from './accounts.ts';
import type { AlertsStack } from './alerts.ts';
import { AtlasStack } from './constructs/atlas-stack.ts';
import { AtlasFunction } from './constructs/function.ts';
import type { DataStack } from './data.ts';
import { labUsageMetrics } from './lab-usage.ts';
import type { LabsStack } from './labs.ts';
import type { MessagingStack } from './messaging.ts';
import type { NetworkStack } from './network.ts';
import { type RealtimeStack, realtimeHost } from './realtime.ts';
import type { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';

interface Needs {
  security: SecurityStack;
  alerts: AlertsStack;
  network: NetworkStack;
  data: DataStack;
  messaging: MessagingStack;
  accounts: AccountsStack;
  realtime: RealtimeStack;
  labs: LabsStack;
}

/** What works without a learner waiting: a worker a queue, the relay, the clock, the migration. */
export class WorkersStack extends AtlasStack {
  readonly workers: Readonly<Record<QueueName, AtlasFunction>>;
  readonly relay: AtlasFunction;
  readonly clock: AtlasFunction;
  readonly migrate: AtlasFunction;

  constructor(app: App, stage: Stage, needs: Needs) {
    super(app, 'workers', stage, { description: 'Atlas: workers of the queues, relay, clock, migration' });
    const { security, alerts, network, data, messaging, accounts, realtime } = needs;
    const common = { security, alerts, network: { vpc: network.vpc, group: network.groups.functions } };

    const worker = (name: QueueName): AtlasFunction => {
      const { memoryMb, timeoutSeconds, batchSize, windowSeconds, concurrency } = stage.workers[name];
      const made = new AtlasFunction(this, {
        ...common,
        name: `${name}-worker`,
        entry: 'worker',
        description: `Processes ${name}`,
        memoryMb,
        timeoutSeconds,
      });
      data.postgres.connect(made);
      made.live.addEventSource(
        new SqsEventSource(messaging.queues[name].queue, {
          batchSize,
          maxBatchingWindow: windowSeconds > 0 ? Duration.seconds(windowSeconds) : undefined,
          maxConcurrency: concurrency,
          reportBatchItemFailures: true,
        }),
      );
      return made;
    };
    this.workers = Object.fromEntries(QUEUES.map((name) => [name, worker(name)])) as Record<
      QueueName,
      AtlasFunction
    >;
    this.#makeMachines(this.workers['lab-provisioning'], needs);
    accounts.mailBy(this.workers.email);
    data.trackConnections(this.workers.notification);
    data.redis.connect(this.workers.notification);
    data.keepObjects(this.workers.notification, 'boards');
    accounts.openNamesIn(this.workers.notification);
    realtime.postFrom(this.workers.notification);

    this.relay = new AtlasFunction(this, {
      ...common,
      name: 'outbox',
      entry: 'outbox',
      description: 'Brings events from the outbox to their queues',
      memoryMb: 256,
      timeoutSeconds: DELIVERY.relayForMs / 1000 + 15,
    });
    data.postgres.connect(this.relay);
    messaging.sendFrom(this.relay);

    this.clock = new AtlasFunction(this, {
      ...common,
      name: 'schedule',
      entry: 'schedule',
      description: 'Runs what is due by the clock',
      memoryMb: 256,
      timeoutSeconds: 300,
    });
    data.postgres.connect(this.clock);
    data.keepObjects(this.clock, 'boards');

    this.migrate = new AtlasFunction(this, {
      ...common,
      name: 'migrate',
      entry: 'migrate',
      description: 'Migrates the database and publishes the catalogue, before a rollout',
      memoryMb: 512,
      timeoutSeconds: 600,
      environment: {
        [ENV.contentFolder]: 'content',
        [ENV.labsFolder]: 'labs',
        [ENV.migrationsFolder]: 'migrations',
      },
    });
    data.postgres.connectAsOwner(this.migrate);
    data.redis.connect(this.migrate);
    data.keepTimeSeries(this.migrate);
    this.#byTheClock(security, stage.outbox.relays);
  }

  /** Makes machines, checks in them, keeps their files, and tells the pages that wait. */
  #makeMachines(worker: AtlasFunction, { labs, data, realtime }: Needs): void {
    labs.manageFrom(worker);
    data.keepObjects(worker, 'labs');
    data.trackConnections(worker);
    data.redis.connect(worker);
    realtime.postFrom(worker);
    labUsageMetrics(worker, this.stage);
    worker.lambda.addEnvironment(ENV.socketUrl, `wss://${realtimeHost(this.stage)}`);
  }

  #byTheClock(security: SecurityStack, relays: number): void {
    const dead = new Queue(this, 'ClockDead', {
      queueName: this.nameOf('clock-dead'),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: security.dataKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(DELIVERY.deadLetterDays),
    });
    const run = (name: string, every: Duration, fn: AtlasFunction, input: object) =>
      new Schedule(this, `${name}Schedule`, {
        scheduleName: this.nameOf(name),
        description: fn.lambda.node.path,
        schedule: ScheduleExpression.rate(every),
        target: new LambdaInvoke(fn.live, {
          deadLetterQueue: dead,
          // The next run does what this one could not.
          retryAttempts: 1,
          maxEventAge: every,
          input: ScheduleTargetInput.fromObject(input),
        }),
      });
    for (let relay = 1; relay <= relays; relay++)
      run(`outbox-${relay}`, Duration.minutes(1), this.relay, { forMs: DELIVERY.relayForMs });
    run('hourly', Duration.hours(1), this.clock, {});
    run('minutely', Duration.minutes(1), this.clock, { jobs: ['sweep-labs'] });
  }
}
