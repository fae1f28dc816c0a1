import type { App } from 'aws-cdk-lib';
import {
  DomainName,
  LogGroupLogDestination,
  WebSocketApi,
  WebSocketStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { ENV } from '../functions/platform/config.ts';
import type { AccountsStack } from './accounts.ts';
import type { AlertsStack } from './alerts.ts';
import { AtlasStack } from './constructs/atlas-stack.ts';
import { AtlasFunction } from './constructs/function.ts';
import type { DataStack } from './data.ts';
import type { NetworkStack } from './network.ts';
import type { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';

interface Needs {
  security: SecurityStack;
  alerts: AlertsStack;
  network: NetworkStack;
  data: DataStack;
  accounts: AccountsStack;
}

/** Host of the WebSocket in a stage's domain. */
export const realtimeHost = (stage: Stage): string => `live.${stage.domain}`;

/** The stage of the API: part of its addresses. */
const STAGE = 'live';

/** One WebSocket: API Gateway keeps the connections, a function answers their events. */
export class RealtimeStack extends AtlasStack {
  readonly socket: AtlasFunction;
  readonly api: WebSocketApi;

  constructor(app: App, stage: Stage, { security, alerts, network, data, accounts }: Needs) {
    super(app, 'realtime', stage, { description: 'Atlas: the WebSocket API and its function' });
    this.socket = new AtlasFunction(this, {
      name: 'socket',
      entry: 'socket',
      description: 'Answers $connect, $disconnect and every message of the WebSocket',
      memoryMb: stage.realtime.memoryMb,
      // API Gateway waits 29 seconds; a message that takes ten has failed.
      timeoutSeconds: 10,
      reservedConcurrency: stage.realtime.reservedConcurrency,
      environment: { [ENV.siteOrigin]: `https://${stage.domain}` },
      network: { vpc: network.vpc, group: network.groups.functions },
      security,
      alerts,
    });
    data.postgres.connect(this.socket);
    data.redis.connect(this.socket);
    data.keepObjects(this.socket, 'boards');
    data.trackConnections(this.socket);
    accounts.checkTicketsIn(this.socket);

    const integration = (id: string) => ({
      integration: new WebSocketLambdaIntegration(id, this.socket.live),
    });
    this.api = new WebSocketApi(this, 'Api', {
      apiName: this.nameOf('live'),
      description: 'Live updates, rooms and terminals',
      routeSelectionExpression: '$request.body.type',
      connectRouteOptions: integration('Connect'),
      disconnectRouteOptions: integration('Disconnect'),
      defaultRouteOptions: { ...integration('Message'), returnResponse: true },
    });
    this.postFrom(this.socket);
    const certificate = new Certificate(this, 'Certificate', {
      domainName: realtimeHost(stage),
      validation: CertificateValidation.fromDns(network.zone),
    });
    const domain = new DomainName(this, 'Domain', { domainName: realtimeHost(stage), certificate });
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      retention: stage.logs.retentionDays,
      encryptionKey: security.logKey,
      removalPolicy: this.onRemoval,
    });
    new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName: STAGE,
      autoDeploy: true,
      domainMapping: { domainName: domain },
      throttle: {
        rateLimit: stage.realtime.messagesPerSecond,
        burstLimit: stage.realtime.connectsPerSecond * 2,
      },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLogs) },
    });
    new ARecord(this, 'Name', {
      zone: network.zone,
      recordName: realtimeHost(stage),
      target: RecordTarget.fromAlias(
        new ApiGatewayv2DomainProperties(domain.regionalDomainName, domain.regionalHostedZoneId),
      ),
    });
  }

  /** Lets a function post to connections and close them. By the API alone: its stage depends on the functions. */
  postFrom({ lambda }: AtlasFunction): void {
    const { region, account, partition, urlSuffix } = this;
    lambda.addEnvironment(
      ENV.socketEndpoint,
      `https://${this.api.apiId}.execute-api.${region}.${urlSuffix}/${STAGE}`,
    );
    lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['execute-api:ManageConnections'],
        resources: ['POST', 'DELETE'].map(
          (method) =>
            `arn:${partition}:execute-api:${region}:${account}:${this.api.apiId}/${STAGE}/${method}/@connections/*`,
        ),
      }),
    );
  }
}
