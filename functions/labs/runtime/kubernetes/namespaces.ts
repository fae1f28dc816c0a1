import { setTimeout as sleep } from 'node:timers/promises';
import type { V1Namespace, V1Pod } from '@kubernetes/client-node';
import type { LabLimits } from '../../../../client/catalogue/lab.ts';
import { type Cluster, httpCode, ifThere, unlessThere } from './cluster.ts';
import {
  LABELS,
  limitRangeOf,
  type MachineClass,
  namespaceOf,
  networkPolicyOf,
  POD,
  podOf,
  quotaOf,
  userOf,
} from './objects.ts';

/** Seconds for which a new namespace may not take a pod yet. */
const PATIENCE = 50;

export const isAlive = ({ metadata }: V1Namespace): boolean => !metadata?.deletionTimestamp;

/** Namespaces that are this machine: one that lives, and those that are being taken away. */
export async function namespacesOf(cluster: Cluster, id: string): Promise<V1Namespace[]> {
  return (await (await cluster.core()).listNamespace({ labelSelector: `${LABELS.machine}=${id}` })).items;
}

export async function podIn(cluster: Cluster, namespace: string): Promise<V1Pod | undefined> {
  return ifThere((await cluster.core()).readNamespacedPod({ name: POD, namespace }));
}

/** An empty one for a machine, beside those of the same machine that are being taken away. Its name. */
export async function makeNamespace(
  cluster: Cluster,
  id: string,
  beside: readonly V1Namespace[] = [],
): Promise<string> {
  const taken = new Set(beside.map(({ metadata }) => metadata?.name));
  const first = nameOf(id);
  let name = first;
  for (let n = 2; taken.has(name); n++) name = `${first}-${n}`;
  const body = namespaceOf(name, { [LABELS.machine]: id });
  await unlessThere((await cluster.core()).createNamespace({ body }));
  return name;
}

/** `lss_01ABC….2` is a good label as it is; a name knows no capitals. */
const nameOf = (id: string): string => `lab-${id.replace(/^lss_/, '').replace(/[._]/g, '-').toLowerCase()}`;

/** Everything beside the namespace itself; each step may have been done before. */
export async function furnish(
  cluster: Cluster,
  machine: MachineClass,
  namespace: string,
  limits: LabLimits,
  seconds: number,
): Promise<void> {
  const [core, networking] = [await cluster.core(), await cluster.networking()];
  // First what holds it back, then what runs.
  await unlessThere(networking.createNamespacedNetworkPolicy({ namespace, body: networkPolicyOf(machine) }));
  await unlessThere(core.createNamespacedResourceQuota({ namespace, body: quotaOf(limits) }));
  await unlessThere(core.createNamespacedLimitRange({ namespace, body: limitRangeOf() }));
  const body = podOf(machine, limits, seconds, userOf(namespace));
  for (let waited = 0; !(await podIn(cluster, namespace)); waited++) {
    try {
      await unlessThere(core.createNamespacedPod({ namespace, body }));
    } catch (error) {
      // A new namespace gets its service account, and its quota the first count, a moment later; and of two workers
      // the slower one finds the quota full.
      const isSoon =
        httpCode(error) === 403 && /service ?account|exceeded quota|status unknown/i.test(String(error));
      if (!isSoon || waited >= PATIENCE) throw error;
      await sleep(200);
    }
  }
}
