import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { V1Namespace, V1Pod } from '@kubernetes/client-node';
import type { LabLimits } from '../../../../client/catalogue/lab.ts';
import type { Log } from '../../../platform/log.ts';
import { type LabRuntime, type MachineSpec, type MachineState, NoCapacity } from '../runtime.ts';
import { begin, saidIn } from './begin.ts';
import { type Cluster, type ClusterAddress, httpCode, ifThere, openCluster, unlessThere } from './cluster.ts';
import { freshIn } from './fresh.ts';
import {
  AGENT,
  ANYWHERE,
  LABELS,
  limitRangeOf,
  type MachineClass,
  namespaceOf,
  networkPolicyOf,
  PHASE,
  POD,
  podOf,
  quotaOf,
  userOf,
} from './objects.ts';
import { isRunning, stateOf } from './states.ts';

export interface KubernetesOptions {
  cluster: ClusterAddress & {
    image: string;
    runtimeClass?: string | undefined;
    /** How many machines the cluster takes; how many are kept ready. */
    machines?: number | undefined;
    warm?: number | undefined;
    /** Addresses of the WebSocket, as CIDRs. Without any: everything outside the network, on port 443. */
    egress?: string[] | undefined;
    /** Addresses of name servers that are no pods of the cluster. */
    dns?: string[] | undefined;
  };
  token: () => Promise<string>;
  log: Log;
  clock(): Date;
}

const MACHINES = 1_000;
/** Of warm machines, and of the largest lab that gets one. */
const WARM_LIMITS: LabLimits = { memory: 256, processes: 64, disk: 32, cpuSeconds: 600 };
const WARM_SECONDS = 12 * 3600;
/** Seconds that one call waits for a pod; the next one goes on. */
const PATIENCE = 50;

/** Machines as namespaces of a cluster: one for each, which takes everything with it when it is deleted. */
export function createKubernetesRuntime({
  cluster: address,
  token,
  log,
  clock,
}: KubernetesOptions): LabRuntime {
  const cluster: Cluster = openCluster(address, token, POD);
  const { image, runtimeClass, machines: most = MACHINES, warm: warmMost = 0 } = address;
  const { egress = [ANYWHERE], dns = [] } = address;
  const machineClass: MachineClass = { image, runtimeClass, egress };

  async function find(id: string): Promise<V1Namespace | undefined> {
    const core = await cluster.core();
    const { items } = await core.listNamespace({ labelSelector: `${LABELS.machine}=${id}` });
    return items.find(({ metadata }) => !metadata?.deletionTimestamp) ?? items[0];
  }

  async function podIn(namespace: string): Promise<V1Pod | undefined> {
    return ifThere((await cluster.core()).readNamespacedPod({ name: POD, namespace }));
  }

  /** Everything beside the namespace itself; each step may have been done before. */
  async function furnish(namespace: string, limits: LabLimits, seconds: number): Promise<void> {
    const [core, networking] = [await cluster.core(), await cluster.networking()];
    // First what holds it back, then what runs.
    await unlessThere(
      networking.createNamespacedNetworkPolicy({ namespace, body: networkPolicyOf(egress, dns) }),
    );
    await unlessThere(core.createNamespacedResourceQuota({ namespace, body: quotaOf(limits) }));
    await unlessThere(core.createNamespacedLimitRange({ namespace, body: limitRangeOf() }));
    const body = podOf(machineClass, limits, seconds, userOf(namespace));
    for (let waited = 0; !(await podIn(namespace)); waited++) {
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

  /** A machine that is ready to be used by anybody, made this one's: of two who want it, one gets it. */
  async function claim(id: string, limits: LabLimits): Promise<string | undefined> {
    if (limits.memory > WARM_LIMITS.memory || limits.disk > WARM_LIMITS.disk) return undefined;
    const core = await cluster.core();
    const { items } = await core.listNamespace({ labelSelector: `${LABELS.warm}=true` });
    for (const namespace of items) {
      const name = namespace.metadata?.name ?? '';
      if (namespace.metadata?.deletionTimestamp || !isRunning(await podIn(name))) continue;
      const { [LABELS.warm]: _warm, ...labels } = namespace.metadata?.labels ?? {};
      const body = {
        ...namespace,
        metadata: { ...namespace.metadata, labels: { ...labels, [LABELS.machine]: id } },
      };
      try {
        // With the version that was read: a second claim is a conflict.
        await core.replaceNamespace({ name, body });
        return name;
      } catch (error) {
        if (httpCode(error) !== 409 && httpCode(error) !== 404) throw error;
      }
    }
    return undefined;
  }

  async function count(): Promise<number> {
    const { items } = await (await cluster.core()).listNamespace({ labelSelector: `${LABELS.machine}` });
    return items.filter(({ metadata }) => !metadata?.deletionTimestamp).length;
  }

  async function start(spec: MachineSpec): Promise<void> {
    const core = await cluster.core();
    let namespace = (await find(spec.id))?.metadata?.name;
    if (namespace === undefined) {
      if ((await count()) >= most) throw new NoCapacity(`${most} machines run in the cluster.`);
      namespace = await claim(spec.id, spec.limits);
    }
    if (namespace === undefined) {
      namespace = nameOf(spec.id);
      const labels = { [LABELS.machine]: spec.id };
      await unlessThere(core.createNamespace({ body: namespaceOf(namespace, labels) }));
    }
    const seconds = Math.max(60, Math.round((spec.endsAt.getTime() - clock().getTime()) / 1000));
    await furnish(namespace, spec.limits, seconds);
    for (let waited = 0; waited < PATIENCE; waited++) {
      const pod = await podIn(namespace);
      const phase = pod?.metadata?.annotations?.[PHASE];
      if (phase === 'ready') return;
      if (phase === 'beginning') {
        log.warn('A machine was begun and not finished', { machine: spec.id });
        await stop(spec.id);
        throw new Error('The machine had to be given up while it started. Try again.');
      }
      if (isRunning(pod)) return begin(cluster, namespace, spec);
      if ('reason' in stateOf({}, pod)) return;
      await sleep(1_000);
    }
  }

  async function stop(id: string): Promise<void> {
    const core = await cluster.core();
    const { items } = await core.listNamespace({ labelSelector: `${LABELS.machine}=${id}` });
    for (const { metadata } of items) await ifThere(core.deleteNamespace({ name: metadata?.name ?? '' }));
  }

  async function have(id: string): Promise<string> {
    const namespace = await find(id);
    const name = namespace?.metadata?.name;
    if (!name || stateOf(namespace, await podIn(name)).phase !== 'ready')
      throw new Error('The machine is not there.');
    return name;
  }

  /** A machine for one check, of nobody. */
  async function passing<Result>(
    limits: LabLimits,
    use: (namespace: string) => Promise<Result>,
  ): Promise<Result> {
    const core = await cluster.core();
    const id = `fresh.${randomBytes(8).toString('hex')}`;
    const name = nameOf(id);
    await core.createNamespace({ body: namespaceOf(name, { [LABELS.machine]: id }) });
    try {
      await furnish(name, limits, 300);
      for (let waited = 0; !isRunning(await podIn(name)); waited++) {
        if (waited > PATIENCE) throw new NoCapacity('No machine came to check in.');
        await sleep(1_000);
      }
      return await use(name);
    } finally {
      await ifThere(core.deleteNamespace({ name }));
    }
  }

  return {
    kind: 'kubernetes',
    lacks: async () => undefined,
    start,
    stop,
    async state(id): Promise<MachineState> {
      const namespace = await find(id);
      return stateOf(namespace, namespace && (await podIn(namespace.metadata?.name ?? '')));
    },
    async collect(id, paths) {
      const ran = await cluster.exec(await have(id), 'lab', `node ${AGENT} collect "$@"`, paths);
      if (ran.code !== 0) throw new Error(saidIn(ran));
      return JSON.parse(ran.out.toString()) as Record<string, string>;
    },
    async save(id) {
      const ran = await cluster.exec(await have(id), 'lab', `node ${AGENT} save`);
      if (ran.code !== 0) throw new Error(`The files could not be saved: ${saidIn(ran)}`);
      return ran.out;
    },
    salvage: async () => undefined,
    async fresh({ limits, archive, near }, use) {
      if (near) return use(await freshIn(cluster, await have(near), limits, archive));
      return passing(limits, async (namespace) => use(await freshIn(cluster, namespace, limits, archive)));
    },
    async list() {
      const { items } = await (await cluster.core()).listNamespace({ labelSelector: LABELS.machine });
      return items
        .filter(({ metadata }) => !metadata?.deletionTimestamp)
        .map(({ metadata }) => ({
          id: metadata?.labels?.[LABELS.machine] ?? '',
          since: new Date(metadata?.creationTimestamp ?? 0),
        }));
    },
    // Managed Prometheus has it (`lib/constructs/cluster-metrics.ts`).
    usage: async () => undefined,
    async tidy() {
      const core = await cluster.core();
      const { items } = await core.listNamespace({ labelSelector: `${LABELS.warm}=true` });
      const alive: V1Namespace[] = [];
      for (const namespace of items) {
        const name = namespace.metadata?.name ?? '';
        const state = stateOf(namespace, await podIn(name));
        if ('reason' in state) await ifThere(core.deleteNamespace({ name }));
        else alive.push(namespace);
      }
      for (let i = alive.length; i < warmMost; i++) {
        const name = `lab-warm-${clock().getTime().toString(36)}-${i}`;
        await unlessThere(core.createNamespace({ body: namespaceOf(name, { [LABELS.warm]: 'true' }) }));
        await furnish(name, WARM_LIMITS, WARM_SECONDS);
      }
    },
    close: async () => {},
  };
}

/** `lss_01ABC….2` is a good label as it is; a name knows no capitals. */
const nameOf = (id: string): string => `lab-${id.replace(/^lss_/, '').replace(/[._]/g, '-').toLowerCase()}`;
