import { type App, Duration } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { AtlasStack } from './constructs/atlas-stack.ts';
import type { Stage } from './stage.ts';

/** Keys, the bucket of access logs, and the account's watchers. */
export class SecurityStack extends AtlasStack {
  /** Databases, tables, queues, objects. */
  readonly dataKey: Key;
  /** Names, addresses, OAuth subjects: no function may use it but those named where it is granted. */
  readonly piiKey: Key;
  /** Logs: CloudWatch encrypts them with it. */
  readonly logKey: Key;
  /** Access logs of buckets and load balancers; these services write with S3's own encryption only. */
  readonly accessLogs: Bucket;

  constructor(app: App, stage: Stage) {
    super(app, 'security', stage, { description: 'Atlas: keys, access logs, CloudTrail and GuardDuty' });
    this.dataKey = this.#key('data', 'Encrypts data of learners at rest');
    this.piiKey = this.#key('pii', 'Encrypts data keys of what identifies a person');
    this.logKey = this.#key('logs', 'Encrypts logs');
    this.logKey.grantEncryptDecrypt(new ServicePrincipal(`logs.${this.region}.amazonaws.com`));

    this.accessLogs = new Bucket(this, 'AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ expiration: Duration.days(90), noncurrentVersionExpiration: Duration.days(1) }],
      removalPolicy: this.onRemoval,
    });
    if (stage.security.cloudTrail) this.#trail();
    if (stage.security.guardDuty) this.#detector();
  }

  #key(name: string, description: string): Key {
    return new Key(this, `${name}Key`, {
      alias: `alias/${this.nameOf(name)}`,
      description,
      enableKeyRotation: true,
      removalPolicy: this.onRemoval,
    });
  }

  #trail(): void {
    const bucket = new Bucket(this, 'TrailBucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'trail/',
      lifecycleRules: [{ expiration: Duration.days(365) }],
      removalPolicy: this.onRemoval,
    });
    new Trail(this, 'Trail', {
      trailName: this.nameOf('trail'),
      bucket,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableFileValidation: true,
    });
  }

  #detector(): void {
    new CfnDetector(this, 'Detector', {
      enable: true,
      findingPublishingFrequency: 'ONE_HOUR',
      features: [
        { name: 'S3_DATA_EVENTS', status: 'ENABLED' },
        { name: 'EKS_AUDIT_LOGS', status: 'ENABLED' },
        { name: 'LAMBDA_NETWORK_LOGS', status: 'ENABLED' },
      ],
    });
  }
}
