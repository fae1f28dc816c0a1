import { Fn, RemovalPolicy } from 'aws-cdk-lib';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  CfnDBCluster,
  CfnDBClusterParameterGroup,
  CfnDBInstance,
  CfnDBParameterGroup,
  CfnDBProxy,
  CfnDBProxyTargetGroup,
  CfnDBSubnetGroup,
} from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { ENV } from '../../functions/platform/config.ts';
import { AtlasStack } from './atlas-stack.ts';
import type { AtlasFunction } from './function.ts';

export interface PostgresProps {
  subnetIds: string[];
  databaseGroup: ISecurityGroup;
  proxyGroup: ISecurityGroup;
  key: IKey;
}

const DATABASE = 'atlas';
/** Owns the tables; the migration signs in as this one. */
const OWNER = 'atlas_owner';
/** Reads and writes rows; made by db/migrations/0004. */
const APPLICATION = 'atlas_app';
/** The major version that the laptop runs. */
const ENGINE_VERSION = '18.1';
const FAMILY = 'postgres18';

/** Nothing but TLS; slow statements and waits for locks are logged. */
const PARAMETERS = {
  'rds.force_ssl': '1',
  log_min_duration_statement: '500',
  log_lock_waits: '1',
  idle_in_transaction_session_timeout: '60000',
  shared_preload_libraries: 'pg_stat_statements',
};

/**
 * PostgreSQL behind RDS Proxy: one instance, or a Multi-AZ cluster, which is one writer and two standbys that
 * can be read. L1 resources: the L2 constructs know Aurora's clusters only. RDS keeps the owner's password in
 * Secrets Manager and changes it every week; functions never see one, they sign in with their role.
 */
export class Postgres extends Construct {
  /** What alarms and dashboards name it by. */
  readonly dimensions: Record<string, string>;
  readonly arn: string;
  readonly proxyName: string;
  readonly #endpoint: string;
  /** `prx-…`, which policies name the proxy by. */
  readonly #proxyId: string;

  constructor(scope: Construct, props: PostgresProps) {
    super(scope, 'Postgres');
    const stack = AtlasStack.of(this) as AtlasStack;
    const { database, keepData } = stack.stage;
    const subnets = new CfnDBSubnetGroup(this, 'Subnets', {
      dbSubnetGroupDescription: 'Subnets without a way out',
      subnetIds: props.subnetIds,
    });
    const shared = {
      engine: 'postgres',
      engineVersion: ENGINE_VERSION,
      masterUsername: OWNER,
      manageMasterUserPassword: true,
      enableIamDatabaseAuthentication: true,
      masterUserSecret: { kmsKeyId: props.key.keyArn },
      storageEncrypted: true,
      kmsKeyId: props.key.keyArn,
      backupRetentionPeriod: database.backupDays,
      deletionProtection: keepData,
      copyTagsToSnapshot: true,
      autoMinorVersionUpgrade: true,
      enableCloudwatchLogsExports: ['postgresql', 'upgrade'],
      monitoringInterval: 60,
      monitoringRoleArn: this.#monitoringRole().roleArn,
      preferredMaintenanceWindow: 'sun:02:00-sun:03:00',
      preferredBackupWindow: '00:30-01:30',
      dbSubnetGroupName: subnets.ref,
    };
    const isCluster = database.topology === 'cluster';
    const target = isCluster
      ? new CfnDBCluster(this, 'Cluster', {
          ...shared,
          databaseName: DATABASE,
          port: 5432,
          dbClusterInstanceClass: database.instanceClass,
          allocatedStorage: database.storageGiB,
          storageType: 'gp3',
          // What gp3 has without a surcharge.
          iops: 3000,
          dbClusterParameterGroupName: new CfnDBClusterParameterGroup(this, 'Parameters', {
            family: FAMILY,
            description: 'TLS only; slow statements are logged',
            parameters: PARAMETERS,
          }).ref,
          vpcSecurityGroupIds: [props.databaseGroup.securityGroupId],
          performanceInsightsEnabled: true,
          performanceInsightsKmsKeyId: props.key.keyArn,
        })
      : new CfnDBInstance(this, 'Instance', {
          ...shared,
          port: '5432',
          dbName: DATABASE,
          dbInstanceClass: database.instanceClass,
          allocatedStorage: String(database.storageGiB),
          storageType: 'gp3',
          multiAz: false,
          publiclyAccessible: false,
          dbParameterGroupName: new CfnDBParameterGroup(this, 'Parameters', {
            family: FAMILY,
            description: 'TLS only; slow statements are logged',
            parameters: PARAMETERS,
          }).ref,
          vpcSecurityGroups: [props.databaseGroup.securityGroupId],
          enablePerformanceInsights: true,
          performanceInsightsKmsKeyId: props.key.keyArn,
        });
    target.applyRemovalPolicy(keepData ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY);
    this.arn = isCluster
      ? (target as CfnDBCluster).attrDbClusterArn
      : (target as CfnDBInstance).attrDbInstanceArn;
    this.dimensions = isCluster ? { DBClusterIdentifier: target.ref } : { DBInstanceIdentifier: target.ref };

    const secretArn = target.attrMasterUserSecretSecretArn;
    const resourceId = isCluster
      ? (target as CfnDBCluster).attrDbClusterResourceId
      : (target as CfnDBInstance).attrDbiResourceId;
    const proxy = new CfnDBProxy(this, 'Proxy', {
      dbProxyName: stack.nameOf('postgres'),
      engineFamily: 'POSTGRESQL',
      requireTls: true,
      idleClientTimeout: 1800,
      roleArn: this.#proxyRole(secretArn, resourceId, props.key).roleArn,
      vpcSubnetIds: props.subnetIds,
      vpcSecurityGroupIds: [props.proxyGroup.securityGroupId],
      defaultAuthScheme: 'IAM_AUTH',
      auth: [{ authScheme: 'SECRETS', iamAuth: 'REQUIRED', secretArn }],
    });
    new CfnDBProxyTargetGroup(this, 'ProxyTarget', {
      dbProxyName: proxy.ref,
      targetGroupName: 'default',
      ...(isCluster ? { dbClusterIdentifiers: [target.ref] } : { dbInstanceIdentifiers: [target.ref] }),
      connectionPoolConfigurationInfo: {
        maxConnectionsPercent: 90,
        maxIdleConnectionsPercent: 30,
        connectionBorrowTimeout: 10,
      },
    });
    this.proxyName = proxy.ref;
    this.#endpoint = proxy.attrEndpoint;
    this.#proxyId = Fn.select(6, Fn.split(':', proxy.attrDbProxyArn));
  }

  /** Tells a function where the database is and lets it read and write rows. */
  connect(fn: AtlasFunction): void {
    this.#connectAs(fn, APPLICATION);
  }

  /** Tells a function where the database is and lets it change tables: the migration only. */
  connectAsOwner(fn: AtlasFunction): void {
    this.#connectAs(fn, OWNER);
  }

  #connectAs({ lambda }: AtlasFunction, user: string): void {
    lambda.addEnvironment(ENV.databaseUrl, `postgres://${user}@${this.#endpoint}:5432/${DATABASE}`);
    lambda.addEnvironment(ENV.databaseAuth, 'iam');
    lambda.addToRolePolicy(this.#mayConnect(this.#proxyId, user));
  }

  #mayConnect(resourceId: string, user: string): PolicyStatement {
    const { partition, region, account } = AtlasStack.of(this);
    return new PolicyStatement({
      actions: ['rds-db:connect'],
      resources: [`arn:${partition}:rds-db:${region}:${account}:dbuser:${resourceId}/${user}`],
    });
  }

  #monitoringRole(): Role {
    const role = new Role(this, 'MonitoringRole', {
      assumedBy: new ServicePrincipal('monitoring.rds.amazonaws.com'),
      description: 'Writes the metrics of the operating system below PostgreSQL',
    });
    const stack = AtlasStack.of(this);
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'logs:CreateLogGroup',
          'logs:PutRetentionPolicy',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'logs:DescribeLogStreams',
        ],
        resources: [`arn:aws:logs:${stack.region}:${stack.account}:log-group:RDSOSMetrics:*`],
      }),
    );
    return role;
  }

  /** The proxy reads the owner's password, and signs in as the application with its own token. */
  #proxyRole(secretArn: string, resourceId: string, key: IKey): Role {
    const role = new Role(this, 'ProxyRole', {
      assumedBy: new ServicePrincipal('rds.amazonaws.com'),
      description: 'Signs RDS Proxy in to PostgreSQL',
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
        resources: [secretArn],
      }),
    );
    role.addToPolicy(this.#mayConnect(resourceId, APPLICATION));
    key.grantDecrypt(role);
    return role;
  }
}
