import type { StageConfig } from './stage.ts';

/** The Kubernetes group of the functions that make labs. */
export const PROVISIONERS = 'atlas:lab-provisioners';
/** Every namespace of a lab begins so. */
export const LAB_PREFIX = 'lab-';

type Manifest = Record<string, unknown>;

/** Labels of Pod Security admission that every lab namespace has to carry (Kubernetes, "Pod Security Standards"). */
export const RESTRICTED: Readonly<Record<string, string>> = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/enforce-version': 'latest',
  'pod-security.kubernetes.io/warn': 'restricted',
};

/** What holds in the whole cluster, by name, before the first lab. */
export function clusterManifests(labs: StageConfig['labs']): Record<string, Manifest> {
  return {
    NetworkPolicies: networkPolicies(),
    LabNodeClass: nodeClass(),
    LabNodePool: nodePool(labs),
    ProvisionerRole: provisionerRole(),
    ProvisionerBinding: provisionerBinding(),
    LabsOnly: labsOnly(),
    LabsOnlyBinding: labsOnlyBinding(),
  };
}

/** Auto Mode enforces network policies once its controller is on (EKS user guide, "Use network policies"). */
function networkPolicies(): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'amazon-vpc-cni', namespace: 'kube-system' },
    data: { 'enable-network-policy-controller': 'true' },
  };
}

/** Nodes of labs: nothing is allowed that no policy allows, and pods cannot reach the node's credentials. */
function nodeClass(): Manifest {
  return {
    apiVersion: 'eks.amazonaws.com/v1',
    kind: 'NodeClass',
    metadata: { name: 'labs' },
    spec: {
      networkPolicy: 'DefaultDeny',
      networkPolicyEventLogs: 'Enabled',
      ephemeralStorage: { size: '80Gi' },
    },
  };
}

/**
 * From zero to the stage's limit; empty nodes go after half a minute. Auto Mode's nodes answer IMDSv2 with a hop
 * limit of 1, so no pod reaches it (EKS user guide, "Auto Mode security").
 */
function nodePool({ maxVcpu, maxMemoryGiB, spot }: StageConfig['labs']): Manifest {
  const requirement = (key: string, values: string[]) => ({ key, operator: 'In', values });
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: 'labs' },
    spec: {
      template: {
        metadata: { labels: { 'atlas/labs': 'true' } },
        spec: {
          nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'labs' },
          taints: [{ key: 'atlas/labs', value: 'true', effect: 'NoSchedule' }],
          expireAfter: '24h',
          terminationGracePeriod: '2h',
          requirements: [
            requirement('karpenter.sh/capacity-type', spot ? ['spot', 'on-demand'] : ['on-demand']),
            requirement('kubernetes.io/arch', ['arm64']),
            requirement('eks.amazonaws.com/instance-category', ['c', 'm', 'r']),
            requirement('eks.amazonaws.com/instance-cpu', ['4', '8', '16']),
          ],
        },
      },
      // A node with a lab on it is never taken away to save money.
      disruption: { consolidationPolicy: 'WhenEmpty', consolidateAfter: '30s' },
      limits: { cpu: String(maxVcpu), memory: `${maxMemoryGiB}Gi` },
    },
  };
}

/** All that a lab is made of. RBAC can't restrict namespaces by their name: `labsOnly` does. */
function provisionerRole(): Manifest {
  const manage = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'atlas-lab-provisioner' },
    rules: [
      { apiGroups: [''], resources: ['namespaces'], verbs: manage },
      { apiGroups: [''], resources: ['pods', 'resourcequotas', 'limitranges', 'configmaps'], verbs: manage },
      { apiGroups: [''], resources: ['pods/exec'], verbs: ['create', 'get'] },
      { apiGroups: [''], resources: ['pods/log', 'events'], verbs: ['get', 'list'] },
      { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: manage },
    ],
  };
}

function provisionerBinding(): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'atlas-lab-provisioners' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'atlas-lab-provisioner' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: PROVISIONERS }],
  };
}

/**
 * The provisioners may write in namespaces of labs only, and every namespace that they make or change is
 * restricted. Kubernetes, "Validating Admission Policy".
 */
function labsOnly(): Manifest {
  const inLabs = `(object != null ? object : oldObject).metadata.name.startsWith("${LAB_PREFIX}")`;
  const labels = Object.entries(RESTRICTED)
    .map(([name, value]) => `object.metadata.labels[?"${name}"].orValue("") == "${value}"`)
    .join(' && ');
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'atlas-labs-only' },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ['', 'networking.k8s.io'],
            apiVersions: ['*'],
            operations: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
            resources: [
              'namespaces',
              'pods',
              'pods/exec',
              'resourcequotas',
              'limitranges',
              'configmaps',
              'networkpolicies',
            ],
          },
        ],
      },
      matchConditions: [
        { name: 'provisioners', expression: `request.userInfo.groups.exists(g, g == "${PROVISIONERS}")` },
      ],
      validations: [
        {
          expression: `request.resource.resource == "namespaces" ? ${inLabs} : request.namespace.startsWith("${LAB_PREFIX}")`,
          message: `Provisioners may change namespaces that begin with ${LAB_PREFIX} only.`,
        },
        {
          expression: `request.resource.resource != "namespaces" || request.operation == "DELETE" || (${labels})`,
          message: 'The namespace of a lab must enforce the restricted Pod Security Standard.',
        },
      ],
    },
  };
}

function labsOnlyBinding(): Manifest {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'atlas-labs-only' },
    spec: { policyName: 'atlas-labs-only', validationActions: ['Deny', 'Audit'] },
  };
}
