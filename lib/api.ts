import { type App, Duration, TimeZone } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
  ListenerCondition,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { API_PATHS, EDGE_LIMITS } from '../edge/rules.ts';
import { ENV } from '../functions/platform/config.ts';
import type { AccountsStack } from './accounts.ts';
import type { AlertsStack } from './alerts.ts';
import { AtlasStack } from './constructs/atlas-stack.ts';
import { AtlasFunction } from './constructs/function.ts';
import type { DataStack } from './data.ts';
import type { NetworkStack } from './network.ts';
import { type RealtimeStack, realtimeHost } from './realtime.ts';
import type { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';

interface Needs {
  security: SecurityStack;
  alerts: AlertsStack;
  network: NetworkStack;
  data: DataStack;
  accounts: AccountsStack;
  realtime: RealtimeStack;
}

/** The GraphQL function behind an internal load balancer, which only CloudFront reaches. */
export class ApiStack extends AtlasStack {
  readonly graphql: AtlasFunction;
  readonly balancer: ApplicationLoadBalancer;

  constructor(app: App, stage: Stage, { security, alerts, network, data, accounts, realtime }: Needs) {
    super(app, 'api', stage, { description: 'Atlas: load balancer and GraphQL function' });
    this.graphql = new AtlasFunction(this, {
      name: 'graphql',
      entry: 'graphql',
      description: 'Answers /graphql, /auth and /healthz',
      memoryMb: stage.api.memoryMb,
      timeoutSeconds: EDGE_LIMITS.handlerTime / 1000,
      reservedConcurrency: stage.api.reservedConcurrency,
      network: { vpc: network.vpc, group: network.groups.functions },
      security,
      alerts,
    });
    data.postgres.connect(this.graphql);
    data.redis.connect(this.graphql);
    accounts.signInBy(this.graphql);
    data.keepObjects(this.graphql, 'boards');
    data.trackConnections(this.graphql);
    realtime.postFrom(this.graphql);
    this.graphql.lambda.addEnvironment(ENV.socketUrl, `wss://${realtimeHost(stage)}`);
    this.#keepWarm();

    this.balancer = new ApplicationLoadBalancer(this, 'Balancer', {
      loadBalancerName: this.nameOf('api'),
      vpc: network.vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      internetFacing: false,
      securityGroup: network.groups.balancer,
      dropInvalidHeaderFields: true,
      deletionProtection: stage.keepData,
      idleTimeout: Duration.seconds(60),
    });
    this.balancer.logAccessLogs(security.accessLogs, 'api');
    this.#listener(network);
  }

  #listener(network: NetworkStack): void {
    const certificate = new Certificate(this, 'Certificate', {
      domainName: this.stage.domain,
      validation: CertificateValidation.fromDns(network.zone),
    });
    const listener = this.balancer.addListener('Https', {
      port: 443,
      protocol: ApplicationProtocol.HTTPS,
      certificates: [certificate],
      // TLS 1.3, and 1.2 with forward secrecy only: CloudFront speaks 1.2 to some origins.
      sslPolicy: SslPolicy.TLS13_RES,
      open: false,
      defaultAction: ListenerAction.fixedResponse(404, {
        contentType: 'text/plain',
        messageBody: 'Not found',
      }),
    });
    const group = listener.addTargets('Graphql', {
      targets: [new LambdaTarget(this.graphql.live)],
      priority: 1,
      conditions: [ListenerCondition.pathPatterns([...API_PATHS])],
      healthCheck: { enabled: false },
    });
    // An answer may set several cookies.
    group.setAttribute('lambda.multi_value_headers.enabled', 'true');
  }

  /** Environments that are ready before the learners come, by the hour of the day. */
  #keepWarm(): void {
    const { provisioned } = this.stage.api;
    if (provisioned === 'off') return;
    const { base, schedule } = provisioned;
    const timeZone = TimeZone.of(provisioned.timeZone);
    const most = Math.max(base, ...schedule.map(({ count }) => count));
    const target = this.graphql.live.addAutoScaling({ minCapacity: base, maxCapacity: most });
    schedule.forEach(({ from, to, count }, i) => {
      target.scaleOnSchedule(`Up${i}`, {
        schedule: daily(from),
        timeZone,
        minCapacity: count,
        maxCapacity: most,
      });
      target.scaleOnSchedule(`Down${i}`, {
        schedule: daily(to),
        timeZone,
        minCapacity: base,
        maxCapacity: base,
      });
    });
  }
}

function daily(time: string): Schedule {
  const [hour, minute] = time.split(':').map(String);
  return Schedule.cron({ hour, minute });
}
