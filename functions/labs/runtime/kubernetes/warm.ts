import type { V1Namespace, V1Pod } from '@kubernetes/client-node';
import type { LabLimits } from '../../../../client/catalogue/lab.ts';
import { type Cluster, httpCode, unlessThere } from './cluster.ts';
import { furnish, podIn } from './namespaces.ts';
import { LABELS, type MachineClass, namespaceOf } from './objects.ts';
import { isRunning, secondsLeft, stateOf } from './states.ts';

/** Of warm machines, and of the largest lab that gets one. */
const LIMITS: LabLimits = { memory: 256, processes: 64, disk: 32, cpuSeconds: 600 };
/** Seconds that a warm machine lasts, and what it has left when it is replaced: more than any lab takes. */
const LASTS = 12 * 3600;
const LEAST = 4 * 3600;

async function listWarm(cluster: Cluster): Promise<V1Namespace[]> {
  return (await (await cluster.core()).listNamespace({ labelSelector: `${LABELS.warm}=true` })).items;
}

/** Of this deployment's image and class. */
function isOf({ image, runtimeClass }: MachineClass, { spec }: V1Pod): boolean {
  const { runtimeClassName, containers = [] } = spec ?? {};
  return runtimeClassName === runtimeClass && containers.every((one) => one.image === image);
}

/**
 * A machine that is ready to be used by anybody, made this one's: of two who want it, one gets it. One that its node
 * would end before the lab is over stays where it is.
 */
export async function claim(
  cluster: Cluster,
  machine: MachineClass,
  { id, limits, endsAt }: { id: string; limits: LabLimits; endsAt: Date },
  now: Date,
): Promise<string | undefined> {
  if (limits.memory > LIMITS.memory || limits.disk > LIMITS.disk) return undefined;
  const core = await cluster.core();
  const seconds = (endsAt.getTime() - now.getTime()) / 1000;
  for (const namespace of await listWarm(cluster)) {
    const name = namespace.metadata?.name ?? '';
    if (namespace.metadata?.deletionTimestamp) continue;
    const pod = await podIn(cluster, name);
    if (!pod || !isRunning(pod) || !isOf(machine, pod) || secondsLeft(pod, now) < seconds) continue;
    const { [LABELS.warm]: _warm, ...labels } = namespace.metadata?.labels ?? {};
    const metadata = { ...namespace.metadata, labels: { ...labels, [LABELS.machine]: id } };
    try {
      // With the version that was read: a second claim is a conflict.
      await core.replaceNamespace({ name, body: { ...namespace, metadata } });
      return name;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return undefined;
}

/** Takes away those that ended, are of another deployment or nearly over, and makes new ones. */
export async function keepWarm(
  cluster: Cluster,
  machine: MachineClass,
  most: number,
  now: Date,
): Promise<void> {
  const core = await cluster.core();
  let ready = 0;
  for (const namespace of await listWarm(cluster)) {
    const name = namespace.metadata?.name ?? '';
    const pod = await podIn(cluster, name);
    const isGood =
      !('reason' in stateOf(namespace, pod)) &&
      (!pod || (isOf(machine, pod) && secondsLeft(pod, now) >= LEAST));
    if (!isGood) await discard(cluster, namespace);
    else {
      // Its node may have gone, with its pod.
      if (!pod) await furnish(cluster, machine, name, LIMITS, LASTS);
      ready += 1;
    }
  }
  for (let i = ready; i < most; i++) {
    const name = `lab-warm-${now.getTime().toString(36)}-${i}`;
    await unlessThere(core.createNamespace({ body: namespaceOf(name, { [LABELS.warm]: 'true' }) }));
    await furnish(cluster, machine, name, LIMITS, LASTS);
  }
}

/** Unless somebody has claimed it meanwhile. */
async function discard(cluster: Cluster, { metadata }: V1Namespace): Promise<void> {
  const { name = '', resourceVersion } = metadata ?? {};
  try {
    await (await cluster.core()).deleteNamespace({ name, body: { preconditions: { resourceVersion } } });
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
}

const isTaken = (error: unknown): boolean => [404, 409].includes(httpCode(error) ?? 0);
