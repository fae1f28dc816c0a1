import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnSubnetGroup, CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ENV } from '../../functions/platform/config.ts';
import { AtlasStack } from './atlas-stack.ts';
import type { AtlasFunction } from './function.ts';

export interface RedisProps {
  subnetIds: string[];
  group: ISecurityGroup;
  key: IKey;
}

const ENGINE_VERSION = '8.1';

/** The cache: Valkey in cluster mode, encrypted on disk and on the way, for signed-in functions only. */
export class Redis extends Construct {
  readonly replicationGroupId: string;
  readonly #endpoint: string;
  readonly #arns: string[];

  constructor(scope: Construct, { subnetIds, group, key }: RedisProps) {
    super(scope, 'Redis');
    const stack = AtlasStack.of(this) as AtlasStack;
    const { cache, keepData } = stack.stage;
    const userId = stack.nameOf('app');
    const user = new CfnUser(this, 'User', {
      engine: 'valkey',
      userId,
      // With IAM, the name has to be the id (ElastiCache user guide, "Authenticating with IAM").
      userName: userId,
      authenticationMode: { Type: 'iam' },
      accessString: 'on ~* +@all -@dangerous -@admin +info',
    });
    const users = new CfnUserGroup(this, 'Users', {
      engine: 'valkey',
      userGroupId: stack.nameOf('users'),
      userIds: [user.ref],
    });
    const subnets = new CfnSubnetGroup(this, 'Subnets', {
      description: 'Subnets without a way out',
      cacheSubnetGroupName: stack.nameOf('cache'),
      subnetIds,
    });
    const nodes = new CfnReplicationGroup(this, 'Nodes', {
      replicationGroupId: stack.nameOf('cache'),
      replicationGroupDescription: 'Sessions, limits, cached answers',
      engine: 'valkey',
      engineVersion: ENGINE_VERSION,
      cacheNodeType: cache.nodeType,
      clusterMode: 'enabled',
      numNodeGroups: cache.shards,
      replicasPerNodeGroup: cache.replicas,
      automaticFailoverEnabled: true,
      multiAzEnabled: cache.replicas > 0,
      // Not 6379 would buy nothing: who reaches the group still needs the token.
      port: 6379,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      atRestEncryptionEnabled: true,
      kmsKeyId: key.keyArn,
      userGroupIds: [users.ref],
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [group.securityGroupId],
      snapshotRetentionLimit: keepData ? 3 : 0,
      autoMinorVersionUpgrade: true,
    });
    this.replicationGroupId = nodes.ref;
    this.#endpoint = nodes.attrConfigurationEndPointAddress;
    const arn = (kind: string, name: string) =>
      `arn:${stack.partition}:elasticache:${stack.region}:${stack.account}:${kind}:${name}`;
    this.#arns = [arn('replicationgroup', nodes.ref), arn('user', user.ref)];
  }

  /** Tells a function where the cache is and lets it sign in. */
  connect({ lambda }: AtlasFunction): void {
    lambda.addEnvironment(
      ENV.redisUrl,
      `rediss://${(AtlasStack.of(this) as AtlasStack).nameOf('app')}@${this.#endpoint}:6379`,
    );
    lambda.addToRolePolicy(new PolicyStatement({ actions: ['elasticache:Connect'], resources: this.#arns }));
  }
}
