import { RemovalPolicy } from 'aws-cdk-lib';
import { EbsDeviceVolumeType } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { CfnSubscriptionFilter, LogGroup, LogStream } from 'aws-cdk-lib/aws-logs';
import { Domain, EngineVersion, TLSSecurityPolicy } from 'aws-cdk-lib/aws-opensearchservice';
import { Construct } from 'constructs';
import type { Observed } from '../observability.ts';
import type { StageConfig } from '../stage.ts';
import { AtlasStack } from './atlas-stack.ts';
import { atlasBucket } from './bucket.ts';
import type { AtlasFunction } from './function.ts';

type Size = Exclude<StageConfig['logs']['search'], 'off'>;

/** Logs of every function in OpenSearch, by way of Firehose, which keeps in S3 what could not be delivered. */
export class LogSearch extends Construct {
  constructor(scope: Construct, size: Size, observed: Observed) {
    super(scope, 'LogSearch');
    const domain = this.#domain(size, observed);
    const stream = this.#stream(domain, observed);
    const role = new Role(this, 'SubscriptionRole', {
      assumedBy: new ServicePrincipal('logs.amazonaws.com'),
      description: 'Hands log lines to Firehose',
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['firehose:PutRecord', 'firehose:PutRecordBatch'],
        resources: [stream.attrArn],
      }),
    );
    for (const { logs, node } of functionsOf(observed)) {
      const filter = new CfnSubscriptionFilter(this, `${node.id}Filter`, {
        logGroupName: logs.logGroupName,
        filterPattern: '',
        destinationArn: stream.attrArn,
        roleArn: role.roleArn,
      });
      filter.node.addDependency(role);
    }
  }

  #domain({ instanceType, nodes, volumeGiB }: Size, { network, security }: Observed): Domain {
    const stack = AtlasStack.of(this) as AtlasStack;
    return new Domain(this, 'Domain', {
      domainName: stack.nameOf('logs'),
      version: EngineVersion.openSearch('2.19'),
      vpc: network.vpc,
      vpcSubnets: [{ subnets: network.vpc.isolatedSubnets.slice(0, nodes) }],
      securityGroups: [network.groups.search],
      capacity: { dataNodes: nodes, dataNodeInstanceType: instanceType, multiAzWithStandbyEnabled: false },
      zoneAwareness: nodes > 1 ? { enabled: true, availabilityZoneCount: nodes } : undefined,
      ebs: { volumeSize: volumeGiB, volumeType: EbsDeviceVolumeType.GP3 },
      encryptionAtRest: { enabled: true, kmsKey: security.logKey },
      nodeToNodeEncryption: true,
      enforceHttps: true,
      tlsSecurityPolicy: TLSSecurityPolicy.TLS_1_2_PFS,
      logging: { slowSearchLogEnabled: true, slowIndexLogEnabled: true, appLogEnabled: true },
      // It holds copies: CloudWatch keeps the lines themselves.
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  #stream(domain: Domain, { network, security }: Observed): CfnDeliveryStream {
    const stack = AtlasStack.of(this) as AtlasStack;
    const { stage } = stack;
    const failed = atlasBucket(this, 'FailedLogs', security);
    const role = new Role(this, 'StreamRole', {
      assumedBy: new ServicePrincipal('firehose.amazonaws.com'),
      description: 'Writes log lines to OpenSearch',
    });
    domain.addAccessPolicies(
      new PolicyStatement({
        principals: [role],
        actions: ['es:ESHttpPost', 'es:ESHttpPut', 'es:ESHttpGet'],
        resources: [`${domain.domainArn}/*`],
      }),
    );
    failed.grantReadWrite(role);
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'es:DescribeDomain',
          'es:DescribeDomains',
          'es:DescribeDomainConfig',
          'es:ESHttpPost',
          'es:ESHttpPut',
          'es:ESHttpGet',
        ],
        resources: [domain.domainArn, `${domain.domainArn}/*`],
      }),
    );
    // Interfaces are made before they have a name: these actions take no resource.
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'ec2:DescribeVpcs',
          'ec2:DescribeVpcAttribute',
          'ec2:DescribeSubnets',
          'ec2:DescribeSecurityGroups',
          'ec2:DescribeNetworkInterfaces',
          'ec2:CreateNetworkInterface',
          'ec2:CreateNetworkInterfacePermission',
          'ec2:DeleteNetworkInterface',
        ],
        resources: ['*'],
      }),
    );
    const logs = new LogGroup(this, 'StreamLogs', {
      retention: stage.logs.retentionDays,
      encryptionKey: security.logKey,
      removalPolicy: stack.onRemoval,
    });
    const logStream = new LogStream(this, 'StreamLog', { logGroup: logs });
    logs.grantWrite(role);
    const cloudWatchLoggingOptions = {
      enabled: true,
      logGroupName: logs.logGroupName,
      logStreamName: logStream.logStreamName,
    };
    const stream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamName: stack.nameOf('logs'),
      deliveryStreamType: 'DirectPut',
      deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
      amazonopensearchserviceDestinationConfiguration: {
        domainArn: domain.domainArn,
        indexName: 'atlas',
        indexRotationPeriod: 'OneDay',
        roleArn: role.roleArn,
        bufferingHints: { intervalInSeconds: 60, sizeInMBs: 5 },
        retryOptions: { durationInSeconds: 300 },
        s3BackupMode: 'FailedDocumentsOnly',
        s3Configuration: { bucketArn: failed.bucketArn, roleArn: role.roleArn, compressionFormat: 'GZIP' },
        vpcConfiguration: {
          roleArn: role.roleArn,
          subnetIds: network.vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
          securityGroupIds: [network.groups.logDelivery.securityGroupId],
        },
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: 'Decompression',
              parameters: [{ parameterName: 'CompressionFormat', parameterValue: 'GZIP' }],
            },
            {
              type: 'CloudWatchLogProcessing',
              parameters: [{ parameterName: 'DataMessageExtraction', parameterValue: 'true' }],
            },
          ],
        },
        cloudWatchLoggingOptions,
      },
    });
    stream.node.addDependency(role);
    return stream;
  }
}

function functionsOf({ api, realtime, workers, delivery }: Observed): AtlasFunction[] {
  return [
    api.graphql,
    realtime.socket,
    ...Object.values(workers.workers),
    workers.relay,
    workers.clock,
    workers.migrate,
    delivery.rollout,
  ];
}
