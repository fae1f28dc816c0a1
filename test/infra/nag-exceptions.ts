import type { StageName } from '../../lib/stage.ts';

/**
 * What cdk-nag (AwsSolutions) finds and we keep, each with its reason. A finding that no row explains fails the
 * test; so does a row that explains nothing.
 */
export interface Exception {
  rule: RegExp;
  /** Of the construct, without the stage: `api/graphql-function/Role`. */
  path: RegExp;
  /** Where it holds; everywhere when absent. */
  stages?: readonly StageName[];
  reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: /^IAM5\[Resource::\*\]$/,
    path: /-function\/Role\/DefaultPolicy/,
    reason:
      'X-Ray takes traces, EC2 makes network interfaces and CloudWatch describes alarms without naming a resource.',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    path: /^delivery\/Machine\/Role/,
    reason: 'X-Ray and the delivery of logs of Step Functions name no resource.',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    path: /^alerts\/SlackGuardrail/,
    reason: 'cloudwatch:DescribeAlarms names no resource.',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    path: /^observability\/LogSearch\/(StreamRole|Domain\/ESLogGroupPolicy)/,
    reason: 'Network interfaces, and policies of CloudWatch Logs, are made before they have a name.',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    path: /^observability\/ClusterMetrics\/GrafanaRole/,
    reason: 'Reading metrics and traces names no resource; the role can read only.',
  },
  {
    rule: /^IAM5\[Resource::arn:aws:logs:.*RDSOSMetrics:\*\]$/,
    path: /^data\/Postgres\/MonitoringRole/,
    reason: 'Enhanced monitoring writes streams, named by instance, of this one log group.',
  },
  {
    rule: /^IAM5\[Action::kms:(GenerateDataKey|ReEncrypt)\*\]$/,
    path: /-function\/Role\/DefaultPolicy/,
    reason: 'Two names each of the same right, on one key.',
  },
  {
    rule: /^IAM5\[Resource::.*Connections.*\/index\/\*\]$/,
    path: /^(api\/graphql|realtime\/socket|workers\/(notification|lab-provisioning)-worker)-function/,
    reason: 'The indexes of the one table.',
  },
  {
    rule: /^IAM5\[Resource::.*UserData.*\/boards\/\*\]$/,
    path: /^(api\/graphql|realtime\/socket|workers\/(notification-worker|schedule))-function/,
    reason: 'Whiteboards: a folder each in the one bucket.',
  },
  {
    rule: /^IAM5\[Resource::.*UserData.*\/labs\/\*\]$/,
    path: /^workers\/lab-provisioning-worker-function/,
    reason: 'Files of paused labs: a folder each in the one bucket.',
  },
  {
    rule: /^IAM5\[Resource::.*Lambda.*:\*\]$/,
    path: /^delivery\/(rollout-function|Machine)\/Role/,
    reason: 'Versions of the functions that it rolls out: their numbers are not known before.',
  },
  {
    rule: /^IAM5\[(Action::s3:(GetBucket|GetObject|List|Abort|DeleteObject)\*|Resource::.*(assets-|Content|Site|FailedLogs).*\/\*)\]$/,
    path: /^(web\/Custom::CDKBucketDeployment|observability\/LogSearch\/StreamRole)/,
    reason: "CDK's grants of reading and writing objects of the named buckets.",
  },
  {
    rule: /^IAM5\[Resource::<LogSearchDomain\w+\.Arn>\/\*\]$/,
    path: /^observability\/LogSearch\/StreamRole/,
    reason: 'The indexes of the one domain: a new one each day.',
  },
  {
    rule: /^IAM5\[Resource::<ClusterKubectlProviderHandler\w+\.Arn>:\*\]$/,
    path: /^labs\/Cluster\/KubectlProvider/,
    reason: "CDK's own function that applies manifests at deployment.",
  },
  {
    rule: /^IAM4\[Policy::.*\/service-role\/AWSLambda(BasicExecution|VPCAccessExecution)Role\]$/,
    path: /^(labs\/Cluster\/KubectlProvider|web\/Custom::CDKBucketDeployment|observability\/AWS679f53fac)/,
    reason: "CDK's own functions, which run at deployment only.",
  },
  {
    rule: /^IAM4\[Policy::.*(AmazonEC2ContainerRegistryReadOnly|AmazonElasticContainerRegistryPublicReadOnly)/,
    path: /^labs\/Cluster\//,
    reason: 'EKS asks for these policies by name: nodes pull images, CDK applies manifests.',
  },
  {
    rule: /^IAM4\[Policy::.*\/AmazonEKS(Cluster|Compute|BlockStorage|LoadBalancing|Networking|WorkerNode)Policy\]$/,
    path: /^labs\/Cluster\//,
    reason: 'EKS Auto Mode asks for these policies by name.',
  },
  {
    rule: /^IAM4\[Policy::.*\/service-role\/AWSBackupServiceRolePolicyFor(Backup|Restores)\]$/,
    path: /^backup\/Plan/,
    reason: "AWS Backup's own policies: they follow its list of services.",
  },
  {
    rule: /^L1$/,
    path: /^(labs\/Cluster\/KubectlProvider|web\/Custom::CDKBucketDeployment)/,
    reason: "CDK's own functions: their runtime is raised with aws-cdk-lib.",
  },
  {
    rule: /^EC23$/,
    path: /^network\/(balancer|endpoints)Group/,
    reason: "The VPC's own addresses, which the rule can not tell from the internet before deployment.",
  },
  {
    rule: /^AEC6$/,
    path: /^data\/Redis\/Nodes$/,
    reason: 'Another port hides nothing: the group lets functions in only, and they sign in.',
  },
  {
    rule: /^APIG4$/,
    path: /^realtime\/Api\//,
    reason: '$connect is decided by the function; API Gateway authorizes no message after it.',
  },
  {
    rule: /^SQS3$/,
    path: /^workers\/ClockDead/,
    reason: 'It is the dead-letter queue of the schedules.',
  },
  {
    rule: /^CFR1$/,
    path: /^web\/Cdn/,
    reason: 'Learners are everywhere.',
  },
  {
    rule: /^OS3$/,
    path: /^observability\/LogSearch\/Domain/,
    reason: 'The domain is inside the VPC, and one security group reaches it.',
  },
  {
    rule: /^OS4$/,
    path: /^observability\/LogSearch\/Domain/,
    reason: 'Three nodes elect their manager; dedicated ones would double the price of a copy of the logs.',
  },
  {
    rule: /^S1$/,
    path: /^security\/AccessLogs/,
    reason: 'It holds the access logs of the other buckets.',
  },
  {
    rule: /^RDS(3|10)$/,
    path: /^data\/Postgres\/Instance/,
    stages: ['dev'],
    reason: 'One small instance for one developer, deleted with its stack.',
  },
  {
    rule: /^RDS11$/,
    path: /^data\/Postgres\/Instance/,
    stages: ['dev'],
    reason: 'Another port hides nothing: the group lets RDS Proxy in only.',
  },
  {
    rule: /^AEC4$/,
    path: /^data\/Redis\/Nodes$/,
    stages: ['dev'],
    reason: 'One node for one developer: what a cache holds can be made again.',
  },
  {
    rule: /^OS7$/,
    path: /^observability\/LogSearch\/Domain/,
    stages: ['staging'],
    reason: 'One node: the rehearsal may lose its copy of the logs.',
  },
  {
    rule: /^IAM5\[Action::kms:(Describe|List)\*\]$/,
    path: /^observability\/AWS679f53fac/,
    reason: "CDK's own function, which sets the access policy of the log domain, looks at its key.",
  },
  {
    rule: /^SMG4$/,
    path: /^accounts\/(sign-in-providers|mail-key)\/Resource/,
    reason: 'Others give these out: a person renews them there and here (docs/operations.md).',
  },
  {
    rule: /^IAM5\[Resource::arn:aws:execute-api:.*\/live\/(POST|DELETE)\/@connections\/\*\]$/,
    path: /^(api\/graphql|realtime\/socket|workers\/(notification|lab-provisioning)-worker)-function/,
    reason: 'Any connection of the one API: their ids are made when they open.',
  },
];
