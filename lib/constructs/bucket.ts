import { Duration } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { SecurityStack } from '../security.ts';
import { AtlasStack } from './atlas-stack.ts';

/** A bucket that nobody reaches without TLS or from the public, whose reads and writes are logged. */
export function atlasBucket(
  scope: Construct,
  id: string,
  security: SecurityStack,
  props: BucketProps = {},
): Bucket {
  const stack = AtlasStack.of(scope) as AtlasStack;
  return new Bucket(scope, id, {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    versioned: true,
    serverAccessLogsBucket: security.accessLogs,
    serverAccessLogsPrefix: `${id.toLowerCase()}/`,
    removalPolicy: stack.onRemoval,
    lifecycleRules: [
      {
        abortIncompleteMultipartUploadAfter: Duration.days(1),
        noncurrentVersionExpiration: Duration.days(90),
      },
    ],
    ...props,
  });
}
