import { type App, Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Bucket, BucketEncryption, StorageClass } from 'aws-cdk-lib/aws-s3';
import { CfnInfluxDBInstance } from 'aws-cdk-lib/aws-timestream';
import { ENV } from '../functions/platform/config.ts';
import { AtlasStack } from './constructs/atlas-stack.ts';
import { atlasBucket } from './constructs/bucket.ts';
import type { AtlasFunction } from './constructs/function.ts';
import { Postgres } from './constructs/postgres.ts';
import { Redis } from './constructs/redis.ts';
import type { NetworkStack } from './network.ts';
import type { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';

interface Needs {
  security: SecurityStack;
  network: NetworkStack;
}

/** Where data live. Buckets that CloudFront serves are in the web stack, with the rights that CloudFront needs. */
export class DataStack extends AtlasStack {
  readonly postgres: Postgres;
  readonly redis: Redis;
  /** WebSocket connections and the topics that they follow. */
  readonly connections: TableV2;
  readonly userData: Bucket;
  readonly backups: Bucket;
  readonly timeSeries: CfnInfluxDBInstance | undefined;

  constructor(app: App, stage: Stage, { security, network }: Needs) {
    super(app, 'data', stage, { description: 'Atlas: PostgreSQL, cache, tables, buckets, time series' });
    const { vpc, groups } = network;
    const subnetIds = vpc.isolatedSubnets.map(({ subnetId }) => subnetId);
    this.postgres = new Postgres(this, {
      subnetIds,
      databaseGroup: groups.database,
      proxyGroup: groups.databaseProxy,
      key: security.dataKey,
    });
    this.redis = new Redis(this, { subnetIds, group: groups.cache, key: security.dataKey });
    this.connections = new TableV2(this, 'Connections', {
      tableName: this.nameOf('connections'),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(security.dataKey),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      globalSecondaryIndexes: [
        // From a connection that is gone to all that it followed.
        { indexName: 'by-connection', partitionKey: { name: 'sk', type: AttributeType.STRING } },
      ],
      deletionProtection: stage.keepData,
      removalPolicy: this.onRemoval,
    });
    this.userData = atlasBucket(this, 'UserData', security, {
      encryption: BucketEncryption.KMS,
      encryptionKey: security.dataKey,
      bucketKeyEnabled: true,
    });
    // Files of labs whose account is gone: those of others are written anew, or removed, within a week.
    this.userData.addLifecycleRule({
      prefix: 'labs/',
      expiration: Duration.days(30),
      noncurrentVersionExpiration: Duration.days(1),
    });
    this.backups = atlasBucket(this, 'Backups', security, {
      encryption: BucketEncryption.KMS,
      encryptionKey: security.dataKey,
      bucketKeyEnabled: true,
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: Duration.days(1),
          transitions: [{ storageClass: StorageClass.GLACIER, transitionAfter: Duration.days(90) }],
        },
      ],
    });
    this.timeSeries = this.#timeSeries(subnetIds, network);
  }

  /** A metric of PostgreSQL, its proxy or the cache. */
  metric(
    namespace: 'AWS/RDS' | 'AWS/RDS-Proxy' | 'AWS/ElastiCache',
    metricName: string,
    statistic: string,
  ): Metric {
    const dimensions = {
      'AWS/RDS': this.postgres.dimensions,
      'AWS/RDS-Proxy': { ProxyName: this.postgres.proxyName },
      'AWS/ElastiCache': { ReplicationGroupId: this.redis.replicationGroupId },
    };
    return new Metric({
      namespace,
      metricName,
      statistic,
      period: Duration.minutes(1),
      dimensionsMap: dimensions[namespace],
    });
  }

  /** Lets a function keep and find connections. */
  trackConnections(fn: AtlasFunction): void {
    this.connections.grantReadWriteData(fn.lambda);
    fn.lambda.addEnvironment(ENV.connectionsTable, this.connections.tableName);
  }

  /** Lets a function keep one kind of objects, and nothing else of the bucket. */
  keepObjects({ lambda }: AtlasFunction, kind: 'boards' | 'labs'): void {
    lambda.addEnvironment(ENV.userDataBucket, this.userData.bucketName);
    const allow = (actions: string[], resources: string[], conditions?: object) =>
      lambda.addToRolePolicy(new PolicyStatement({ actions, resources, conditions }));
    allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], [this.userData.arnForObjects(`${kind}/*`)]);
    allow(['s3:ListBucket'], [this.userData.bucketArn], { StringLike: { 's3:prefix': `${kind}/*` } });
    this.userData.encryptionKey?.grantEncryptDecrypt(lambda);
  }

  /** Lets the migration say how long points are kept: CloudFormation can't reach into InfluxDB. */
  keepTimeSeries({ lambda }: AtlasFunction): void {
    const { timeSeries } = this.stage;
    if (!this.timeSeries || timeSeries === 'off') return;
    const secretArn = this.timeSeries.attrInfluxAuthParametersSecretArn;
    const { rawDays, aggregatedDays } = timeSeries;
    const endpoint = `https://${this.timeSeries.attrEndpoint}:8086`;
    lambda.addEnvironment(
      ENV.timeSeries,
      Stack.of(lambda).toJsonString({ endpoint, secretArn, rawDays, aggregatedDays }),
    );
    lambda.addToRolePolicy(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secretArn] }),
    );
  }

  /** Metrics of learning, over the protocol of InfluxDB 2. */
  #timeSeries(subnetIds: string[], { groups }: NetworkStack): CfnInfluxDBInstance | undefined {
    const { timeSeries } = this.stage;
    if (timeSeries === 'off') return undefined;
    const instance = new CfnInfluxDBInstance(this, 'TimeSeries', {
      name: this.nameOf('metrics'),
      dbInstanceType: timeSeries.instanceType,
      dbStorageType: 'InfluxIOIncludedT1',
      allocatedStorage: timeSeries.storageGiB,
      deploymentType: timeSeries.multiZone ? 'WITH_MULTIAZ_STANDBY' : 'SINGLE_AZ',
      organization: 'atlas',
      bucket: 'raw',
      username: 'atlas',
      publiclyAccessible: false,
      vpcSubnetIds: subnetIds,
      vpcSecurityGroupIds: [groups.timeSeries.securityGroupId],
    });
    instance.applyRemovalPolicy(this.onRemoval);
    return instance;
  }
}
