import { createHash } from 'node:crypto';
import type {
  V1Container,
  V1LimitRange,
  V1Namespace,
  V1NetworkPolicy,
  V1Pod,
  V1ResourceQuota,
} from '@kubernetes/client-node';
import type { LabLimits } from '../../../../client/catalogue/lab.ts';

/** What machines of a cluster have in common. */
export interface MachineClass {
  image: string;
  /** Of gVisor or the like, where the cluster has one. */
  runtimeClass?: string | undefined;
  /** Addresses at which the agent reaches the WebSocket, on port 443. */
  egress: readonly string[];
  /** Addresses of name servers that are no pods. */
  dns: readonly string[];
}

/** Labels and annotations by which machines are found, and what became of them. */
export const LABELS = {
  /** On everything that belongs to a machine of a lab. */
  lab: 'atlas/lab',
  /** Which machine a namespace is; absent on a warm one. */
  machine: 'atlas/machine',
  /** A namespace that nobody has claimed. */
  warm: 'atlas/warm',
} as const;
export const PHASE = 'atlas/phase';
/** On a namespace, from when its machine was begun: when its files were kept for the last time. */
export const KEPT = 'atlas/kept';
/** On a pod that somebody uses: its node is not renewed below it, for as long as the pool allows. */
export const IN_USE = { 'karpenter.sh/do-not-disrupt': 'true' };

/** As `lib/labs-manifests.ts` demands of every namespace of a lab. */
const RESTRICTED = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/enforce-version': 'latest',
  'pod-security.kubernetes.io/warn': 'restricted',
};

export const POD = 'machine';
export const HOME = '/home/learner';
/** In the image: `lab-agent/Dockerfile`. */
export const AGENT = '/opt/atlas/agent/agent.mjs';

/** All that a machine is made of, beside its pod: one delete of the namespace removes all. */
export function namespaceOf(name: string, labels: Record<string, string>): V1Namespace {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { ...RESTRICTED, [LABELS.lab]: 'true', ...labels } },
  };
}

/** One pod of this size, and nothing that costs or keeps anything. */
export function quotaOf({ memory, disk }: LabLimits): V1ResourceQuota {
  const storage = `${2 * (disk + TMP_MB) + 64}Mi`;
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'machine', labels: { [LABELS.lab]: 'true' } },
    spec: {
      hard: {
        pods: '1',
        'requests.cpu': '500m',
        'limits.cpu': '500m',
        'requests.memory': `${2 * (memory + OWN_MB)}Mi`,
        'limits.memory': `${2 * (memory + OWN_MB)}Mi`,
        'requests.ephemeral-storage': storage,
        'limits.ephemeral-storage': storage,
        services: '0',
        persistentvolumeclaims: '0',
        'count/secrets': '0',
        'count/jobs.batch': '0',
        'count/deployments.apps': '0',
      },
    },
  };
}

/** For a container that would not say what it needs: no pod of ours, but nothing may be without. */
export function limitRangeOf(): V1LimitRange {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'machine', labels: { [LABELS.lab]: 'true' } },
    spec: {
      limits: [
        {
          type: 'Container',
          _default: { cpu: '250m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
          defaultRequest: { cpu: '250m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
        },
      ],
    },
  };
}

/**
 * Nothing in; out only to who answers for names and to the WebSocket. The metadata address is none of these.
 *
 * Each name server that is no pod is a block of its own: AWS' agent matches the longest prefix, so that in a wider
 * block `except` would win (aws-network-policy-agent, issue 326).
 */
export function networkPolicyOf({ egress, dns }: Pick<MachineClass, 'egress' | 'dns'>): V1NetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'machine', labels: { [LABELS.lab]: 'true' } },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
            ...dns.map((address) => ({ ipBlock: { cidr: `${address}/32` } })),
          ],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
        {
          to: egress.map((cidr) => ({ ipBlock: { cidr, ...(cidr === ANYWHERE ? { except: INSIDE } : {}) } })),
          ports: [{ protocol: 'TCP', port: 443 }],
        },
      ],
    },
  };
}

export const ANYWHERE = '0.0.0.0/0';
/** Addresses of the network itself, of carriers, of links: among them the metadata address of a node. */
const INSIDE = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

/** MB of memory that agent or interpreter need beside the learner's; of /tmp. */
const OWN_MB = 128;
const TMP_MB = 32;

/** Of the image; folders are open to it. */
const GROUP = 1000;

/**
 * The user that a machine runs as. A limit on processes counts all that its user runs on a node: with one user for all
 * machines, one learner's fork bomb would leave the others no process.
 */
export function userOf(namespace: string): number {
  return 100_000 + (createHash('sha256').update(namespace).digest().readUInt32BE(0) % 1_000_000_000);
}

/**
 * The user of `checker`: what the learner's shells run there would count for a check as well, and a shell that runs as
 * many processes as it may would leave the check none.
 */
export const checkerOf = (user: number): number => user + 1_000_000_000;

/**
 * The machine: `lab`, in which the learner's shells run, and `checker`, in which nobody has a shell and fresh machines
 * are made. Two containers of one pod share no process and no file.
 */
export function podOf(
  machine: Pick<MachineClass, 'image' | 'runtimeClass'>,
  limits: LabLimits,
  seconds: number,
  user: number,
): V1Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: POD, labels: { [LABELS.lab]: 'true' } },
    spec: {
      restartPolicy: 'Never',
      activeDeadlineSeconds: seconds,
      terminationGracePeriodSeconds: 2,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      hostname: 'lab',
      ...(machine.runtimeClass ? { runtimeClassName: machine.runtimeClass } : {}),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: GROUP,
        fsGroup: GROUP,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      nodeSelector: { 'atlas/labs': 'true' },
      tolerations: [{ key: 'atlas/labs', operator: 'Equal', value: 'true', effect: 'NoSchedule' }],
      containers: [
        // tini ends what shells leave running; in the checker that is the checks' own work.
        containerOf('lab', machine.image, limits, ['tini', '--', '/bin/sh', '-c', WAIT_TO_BEGIN]),
        containerOf('checker', machine.image, limits, ['sleep', 'infinity'], checkerOf(user)),
      ],
      volumes: ['lab', 'checker'].flatMap((name) => [
        { name: `${name}-home`, emptyDir: { sizeLimit: `${limits.disk}Mi` } },
        { name: `${name}-tmp`, emptyDir: { sizeLimit: `${TMP_MB}Mi` } },
      ]),
    },
  };
}

/** The agent is told by exec what it needs, so that no token stands in an object of the cluster. */
const WAIT_TO_BEGIN =
  'until [ -s /tmp/begin ]; do sleep 0.1; done; ATLAS_AGENT_BEGIN=$(cat /tmp/begin); rm /tmp/begin; export ATLAS_AGENT_BEGIN; exec node /opt/atlas/agent/agent.mjs serve';

function containerOf(
  name: string,
  image: string,
  { memory, disk }: LabLimits,
  command: string[],
  user?: number,
): V1Container {
  const resources = {
    cpu: '250m',
    memory: `${memory + OWN_MB}Mi`,
    'ephemeral-storage': `${disk + TMP_MB + 32}Mi`,
  };
  return {
    name,
    image,
    command,
    workingDir: HOME,
    env: [{ name: 'HOME', value: HOME }],
    resources: { requests: resources, limits: resources },
    securityContext: {
      ...(user === undefined ? {} : { runAsUser: user }),
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: `${name}-home`, mountPath: HOME },
      { name: `${name}-tmp`, mountPath: '/tmp' },
    ],
  };
}
