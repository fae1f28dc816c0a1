import { type App, CustomResource, Duration } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { ENV } from '../functions/platform/config.ts';
import type { Plan, Target } from '../functions/rollout/rollout.ts';
import type { AlertsStack } from './alerts.ts';
import type { ApiStack } from './api.ts';
import { AtlasStack } from './constructs/atlas-stack.ts';
import { AtlasFunction, LIVE } from './constructs/function.ts';
import type { RealtimeStack } from './realtime.ts';
import { rolloutDefinition } from './rollout-machine.ts';
import type { SecurityStack } from './security.ts';
import { SMOKE } from './smoke.ts';
import type { Stage } from './stage.ts';
import type { WorkersStack } from './workers.ts';

interface Needs {
  security: SecurityStack;
  alerts: AlertsStack;
  api: ApiStack;
  realtime: RealtimeStack;
  workers: WorkersStack;
}

/**
 * Brings what a deployment published before its callers: a custom resource names the new versions, a state
 * machine shifts the traffic and answers CloudFormation. A rollout that fails fails the deployment, with the
 * alarm's name. Deployed after every stack that has functions.
 */
export class DeliveryStack extends AtlasStack {
  readonly rollout: AtlasFunction;
  readonly machine: StateMachine;

  constructor(app: App, stage: Stage, { security, alerts, api, realtime, workers }: Needs) {
    super(app, 'delivery', stage, { description: 'Atlas: brings new versions into service step by step' });
    const machineName = this.nameOf('rollout');
    const machineArn = this.formatArn({ service: 'states', resource: `stateMachine:${machineName}` });
    this.rollout = new AtlasFunction(this, {
      name: 'rollout',
      entry: 'rollout',
      description: 'Takes the steps of a rollout',
      memoryMb: 256,
      // A step waits for the migration, which may take ten minutes.
      timeoutSeconds: 720,
      environment: { [ENV.rolloutMachine]: machineArn },
      security,
      alerts,
    });
    const shifted: [AtlasFunction, Target['smoke']][] = [
      [api.graphql, SMOKE.alb],
      [realtime.socket, SMOKE.socket],
      ...Object.values(workers.workers).map((fn): [AtlasFunction, Target['smoke']] => [fn, SMOKE.sqs]),
      [workers.relay, SMOKE.relay],
      [workers.clock, SMOKE.clock],
    ];
    this.#allow(
      this.rollout.lambda,
      machineArn,
      shifted.map(([fn]) => fn),
      workers.migrate,
    );

    const logs = new LogGroup(this, 'MachineLogs', {
      logGroupName: `/aws/vendedlogs/states/${machineName}`,
      retention: stage.logs.retentionDays,
      encryptionKey: security.logKey,
      removalPolicy: this.onRemoval,
    });
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: machineName,
      definitionBody: DefinitionBody.fromString(
        this.toJsonString(rolloutDefinition(this.rollout.lambda.functionArn)),
      ),
      timeout: Duration.hours(2),
      tracingEnabled: true,
      logs: { destination: logs, level: LogLevel.ALL, includeExecutionData: false },
    });
    this.rollout.lambda.grantInvoke(this.machine);

    const plan: Plan = {
      targets: shifted.map(([fn, smoke]) => ({
        name: fn.lambda.functionName,
        alias: LIVE,
        version: fn.published().version,
        alarm: fn.errorAlarm,
        smoke,
      })),
      migrate: `${workers.migrate.lambda.functionName}:${workers.migrate.published().version}`,
      percents: stage.rollout.percents,
      minutesEach: stage.rollout.minutesEach,
    };
    const resource = new CustomResource(this, 'Rollout', {
      resourceType: 'Custom::Rollout',
      serviceToken: this.rollout.lambda.functionArn,
      serviceTimeout: Duration.minutes(60),
      properties: {
        Plan: this.toJsonString(plan),
        // The plan reads the same in every template: this is what CloudFormation sees change.
        Published: [...shifted.map(([fn]) => fn), workers.migrate].map((fn) => fn.published().mark),
      },
    });
    resource.node.addDependency(this.machine);
  }

  #allow(grantee: IGrantable, machineArn: string, shifted: AtlasFunction[], migrate: AtlasFunction): void {
    const allow = (actions: string[], resources: string[]) =>
      grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
    const arns = shifted.map(({ lambda }) => lambda.functionArn);
    allow(
      ['lambda:GetAlias', 'lambda:UpdateAlias'],
      arns.flatMap((arn) => [arn, `${arn}:${LIVE}`]),
    );
    allow(
      ['lambda:InvokeFunction'],
      [...arns, migrate.lambda.functionArn].map((arn) => `${arn}:*`),
    );
    // CloudWatch lets this action name no alarm (service authorization reference).
    allow(['cloudwatch:DescribeAlarms'], ['*']);
    allow(['states:StartExecution'], [machineArn]);
  }
}
