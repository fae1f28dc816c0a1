import { CfnOutput, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { type ISecurityGroup, type IVpc, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  Architecture,
  type CfnAlias,
  type CfnVersion,
  Code,
  Function as Lambda,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ENV } from '../../functions/platform/config.ts';
import type { AlertsStack } from '../alerts.ts';
import type { SecurityStack } from '../security.ts';
import { AtlasStack } from './atlas-stack.ts';

export interface AtlasFunctionProps {
  /** The name in AWS, `atlas-<stage>-<name>`. */
  name: string;
  /** File of `functions/entry`, built into `build/functions/<entry>`. */
  entry: string;
  description: string;
  memoryMb: number;
  timeoutSeconds: number;
  reservedConcurrency?: number;
  /** Names come from `ENV`; grants stand where these are set. */
  environment?: Record<string, string>;
  /** For functions that need the database, the cache or the cluster. */
  network?: { vpc: IVpc; group: ISecurityGroup };
  security: SecurityStack;
  alerts: AlertsStack;
}

/** The alias that every caller uses. */
export const LIVE = 'live';

/**
 * The one way to make a Lambda of ours: Node 24 on arm64, prebuilt code, a role of its own, logs that are kept
 * for a stated time, traces, the alias `live`, and alarms on errors and throttles.
 *
 * The alias is made with version 1 and then belongs to the rollout (`functions/rollout`), which moves its
 * traffic: CloudFormation must never set it again, so nothing in its template may change
 * (docs/decisions/0008).
 */
export class AtlasFunction extends Construct {
  readonly lambda: Lambda;
  readonly live: Alias;
  readonly logs: LogGroup;
  /** Rings when too many invocations of `live` fail; a rollout that meets it turns back. */
  readonly errorAlarm: string;
  readonly #versionOutput: string;

  constructor(scope: Construct, props: AtlasFunctionProps) {
    super(scope, `${props.name}-function`);
    const stack = AtlasStack.of(this) as AtlasStack;
    const { stage } = stack;
    this.logs = new LogGroup(this, 'Logs', {
      logGroupName: `/atlas/${stage.name}/${props.name}`,
      retention: stage.logs.retentionDays,
      encryptionKey: props.security.logKey,
      removalPolicy: stack.onRemoval,
    });
    const role = this.#role(props);
    this.lambda = new Lambda(this, 'Lambda', {
      functionName: stack.nameOf(props.name),
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(`build/functions/${props.entry}`),
      handler: 'index.handler',
      memorySize: props.memoryMb,
      timeout: Duration.seconds(props.timeoutSeconds),
      reservedConcurrentExecutions: props.reservedConcurrency,
      tracing: Tracing.ACTIVE,
      role,
      logGroup: this.logs,
      vpc: props.network?.vpc,
      vpcSubnets: props.network && { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: props.network && [props.network.group],
      environment: {
        [ENV.stage]: stage.name,
        [ENV.logLevel]: 'INFO',
        ...props.environment,
      },
      // The alias may still point to a version when the next one is made.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN, description: props.description },
    });
    this.live = this.#alias();
    this.#versionOutput = `${props.name.replaceAll('-', '')}Version`;
    new CfnOutput(this, 'Version', { value: this.lambda.currentVersion.version }).overrideLogicalId(
      this.#versionOutput,
    );
    this.errorAlarm = this.#alarms(props);
  }

  /**
   * The version that this deployment publishes, for another stack: its number, known at deployment, and a mark in
   * the template that changes with it. CDK's own reference would be named by the version, and be gone with the
   * next one, when a rollback still asks for it.
   */
  published(): { version: string; mark: string } {
    const { stackName } = Stack.of(this);
    const resource = this.lambda.currentVersion.node.defaultChild as CfnVersion;
    return { version: Fn.getStackOutput(stackName, this.#versionOutput), mark: resource.logicalId };
  }

  /** What the runtime itself needs; all else is granted where it is used. */
  #role({ name, network }: AtlasFunctionProps): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Runs ${name}`,
    });
    this.logs.grantWrite(role);
    if (network) {
      // Network interfaces are made before they have a name: these actions take no resource (IAM reference of EC2).
      role.addToPolicy(
        new PolicyStatement({
          sid: 'NetworkInterfaces',
          actions: [
            'ec2:CreateNetworkInterface',
            'ec2:DescribeNetworkInterfaces',
            'ec2:DescribeSubnets',
            'ec2:DeleteNetworkInterface',
            'ec2:AssignPrivateIpAddresses',
            'ec2:UnassignPrivateIpAddresses',
          ],
          resources: ['*'],
        }),
      );
    }
    return role;
  }

  #alias(): Alias {
    const version = this.lambda.currentVersion;
    const alias = new Alias(this, 'Live', { aliasName: LIVE, version });
    (alias.node.defaultChild as CfnAlias).addPropertyOverride('FunctionVersion', '1');
    // Without the reference, the order is not known: version 1 has to exist.
    alias.node.addDependency(version);
    return alias;
  }

  #alarms({ alerts, name }: AtlasFunctionProps): string {
    const stack = AtlasStack.of(this) as AtlasStack;
    const period = Duration.minutes(1);
    const [errors, invocations] = [
      this.live.metricErrors({ period }),
      this.live.metricInvocations({ period }),
    ];
    const alarmName = stack.nameOf(`${name}-errors`);
    alerts.notify(
      new MathExpression({
        expression: 'IF(invocations > 20, 100 * errors / invocations, IF(errors > 2, 100, 0))',
        usingMetrics: { errors, invocations },
        period,
        label: 'Errors, %',
      }).createAlarm(this, 'Errors', {
        alarmName,
        alarmDescription: `More than 1 % of the invocations of ${name} fail. docs/operations.md#errors`,
        threshold: 1,
        evaluationPeriods: 2,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
      'critical',
    );
    alerts.notify(
      this.live.metricThrottles({ period }).createAlarm(this, 'Throttles', {
        alarmName: stack.nameOf(`${name}-throttles`),
        alarmDescription: `${name} was refused concurrency. docs/operations.md#throttles`,
        threshold: 10,
        evaluationPeriods: 3,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
      'warning',
    );
    return alarmName;
  }
}
