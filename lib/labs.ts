import { KubectlV34Layer } from '@aws-cdk/lambda-layer-kubectl-v34';
import { type App, Duration, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroupIngress, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Repository, TagMutability, TagStatus } from 'aws-cdk-lib/aws-ecr';
import {
  CfnAccessEntry,
  Cluster,
  ClusterLoggingTypes,
  DefaultCapacityType,
  EndpointAccess,
  KubernetesVersion,
} from 'aws-cdk-lib/aws-eks-v2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ENV } from '../functions/platform/config.ts';
import { AtlasStack } from './constructs/atlas-stack.ts';
import type { AtlasFunction } from './constructs/function.ts';
import { labImageTag } from './lab-image.ts';
import { clusterManifests, PROVISIONERS } from './labs-manifests.ts';
import type { NetworkStack } from './network.ts';
import type { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';

/** Machines that are kept ready: who starts a lab gets one at once. */
const WARM_MACHINES = 4;

/**
 * Addresses of the cluster's services, and the one at which CoreDNS answers: always the tenth (EKS user guide, "Manage
 * CoreDNS"). Auto Mode runs it on each node, not in pods, so a policy has to name the address.
 */
const SERVICES = '172.20.0.0/16';
const DNS = '172.20.0.10';

interface Needs {
  security: SecurityStack;
  network: NetworkStack;
}

/**
 * The cluster of lab machines: EKS Auto Mode, which brings nodes when pods wait and takes them away when they
 * are empty. What holds inside it (labs-manifests.ts) is deployed with it.
 */
export class LabsStack extends AtlasStack {
  readonly cluster: Cluster;
  readonly image: Repository;

  constructor(app: App, stage: Stage, { security, network }: Needs) {
    super(app, 'labs', stage, { description: 'Atlas: the cluster of lab machines and their image' });
    this.cluster = new Cluster(this, 'Cluster', {
      clusterName: this.nameOf('labs'),
      version: KubernetesVersion.of(stage.labs.kubernetesVersion),
      vpc: network.vpc,
      serviceIpv4Cidr: SERVICES,
      vpcSubnets: [{ subnetType: SubnetType.PRIVATE_WITH_EGRESS }],
      endpointAccess: EndpointAccess.PRIVATE,
      defaultCapacityType: DefaultCapacityType.AUTOMODE,
      // Only what the cluster itself needs; lab pods get the pool of labs-manifests.ts.
      compute: { nodePools: ['system'] },
      secretsEncryptionKey: security.dataKey,
      clusterLogging: [ClusterLoggingTypes.API, ClusterLoggingTypes.AUDIT, ClusterLoggingTypes.AUTHENTICATOR],
      kubectlProviderOptions: { kubectlLayer: new KubectlV34Layer(this, 'Kubectl') },
    });
    this.cluster.node.addDependency(network.vpc);
    Validations.of(this.cluster).acknowledge({
      id: 'CloudFormation-Validate::W9009',
      reason:
        'The construct writes the deprecated list of encrypted resources; CloudFormation takes both forms',
    });
    for (const [name, manifest] of Object.entries(clusterManifests(stage.labs))) {
      this.cluster.addManifest(name, manifest);
    }
    new CfnSecurityGroupIngress(this, 'FromFunctions', {
      groupId: this.cluster.clusterSecurityGroupId,
      sourceSecurityGroupId: network.groups.functions.securityGroupId,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      description: 'The provisioning function reaches the private endpoint',
    });
    this.image = new Repository(this, 'Image', {
      repositoryName: this.nameOf('lab'),
      imageScanOnPush: true,
      imageTagMutability: TagMutability.IMMUTABLE,
      encryptionKey: security.dataKey,
      removalPolicy: this.onRemoval,
      emptyOnDelete: !stage.keepData,
      lifecycleRules: [
        { tagStatus: TagStatus.UNTAGGED, maxImageAge: Duration.days(7) },
        { tagStatus: TagStatus.ANY, maxImageCount: 30 },
      ],
    });
  }

  /**
   * Lets a function manage lab namespaces, and nothing else of the cluster: IAM says who it is, RBAC and the
   * admission policy of labs-manifests.ts say what it may.
   */
  manageFrom({ lambda, node }: AtlasFunction): void {
    const { clusterName, clusterEndpoint, clusterCertificateAuthorityData, clusterArn } = this.cluster;
    const { maxVcpu, runtimeClass, egress } = this.stage.labs;
    lambda.addEnvironment(
      ENV.labCluster,
      AtlasStack.of(lambda).toJsonString({
        name: clusterName,
        endpoint: clusterEndpoint,
        certificate: clusterCertificateAuthorityData,
        image: `${this.image.repositoryUri}:${labImageTag()}`,
        // Half a core each: what the learner runs in, and what checks.
        machines: Math.floor(maxVcpu / 0.5),
        warm: WARM_MACHINES,
        dns: [DNS],
        ...(runtimeClass === 'off' ? {} : { runtimeClass }),
        ...(egress === 'off' ? {} : { egress }),
      }),
    );
    lambda.addToRolePolicy(
      new PolicyStatement({ actions: ['eks:DescribeCluster'], resources: [clusterArn] }),
    );
    new CfnAccessEntry(node.scope ?? lambda, 'LabAccess', {
      clusterName,
      principalArn: lambda.role?.roleArn ?? '',
      kubernetesGroups: [PROVISIONERS],
      type: 'STANDARD',
    });
  }
}
