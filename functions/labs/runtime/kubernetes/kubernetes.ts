import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LabLimits } from '../../../../client/catalogue/lab.ts';
import type { Log } from '../../../platform/log.ts';
import { type LabRuntime, type MachineSpec, type MachineState, NoCapacity } from '../runtime.ts';
import { begin, saidIn } from './begin.ts';
import { type Cluster, type ClusterAddress, ifThere, openCluster } from './cluster.ts';
import { freshIn } from './fresh.ts';
import { type KeptFiles, keepFiles, keyOf } from './keeping.ts';
import { furnish, isAlive, makeNamespace, namespacesOf, podIn } from './namespaces.ts';
import { AGENT, ANYWHERE, LABELS, type MachineClass, PHASE, POD } from './objects.ts';
import { isRunning, stateOf } from './states.ts';
import { usageIn } from './usage.ts';
import { claim, keepWarm } from './warm.ts';

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
  /** For files of machines that run: what is left of one that is lost with its node. */
  files: KeptFiles;
  log: Log;
  clock(): Date;
}

const MACHINES = 1_000;
/** Seconds that `start` waits for a pod, and a check for a machine of its own. */
const PATIENCE = { start: 20, check: 50 };
/** Seconds between two looks at a pod that shall run. */
const LOOK = 0.5;

/** Machines as namespaces of a cluster: one for each, which takes everything with it when it is deleted. */
export function createKubernetesRuntime({
  cluster: address,
  token,
  files,
  log,
  clock,
}: KubernetesOptions): LabRuntime {
  const cluster: Cluster = openCluster(address, token, POD);
  const { image, runtimeClass, egress = [ANYWHERE], dns = [] } = address;
  const { machines: most = MACHINES, warm: warmMost = 0 } = address;
  const machineClass: MachineClass = { image, runtimeClass, egress, dns };
  /** What was asked for and has no pod that runs yet: `state` goes on with it. */
  const awaited = new Map<string, MachineSpec>();

  async function find(id: string) {
    const all = await namespacesOf(cluster, id);
    return all.find(isAlive) ?? all[0];
  }

  async function count(): Promise<number> {
    const { items } = await (await cluster.core()).listNamespace({ labelSelector: `${LABELS.machine}` });
    return items.filter(isAlive).length;
  }

  async function start(spec: MachineSpec): Promise<void> {
    const there = await namespacesOf(cluster, spec.id);
    let namespace = there.find(isAlive)?.metadata?.name;
    if (namespace === undefined) {
      if ((await count()) >= most) throw new NoCapacity(`${most} machines run in the cluster.`);
      namespace =
        (await claim(cluster, machineClass, spec, clock())) ?? (await makeNamespace(cluster, spec.id, there));
    }
    const seconds = Math.max(60, Math.round((spec.endsAt.getTime() - clock().getTime()) / 1000));
    await furnish(cluster, machineClass, namespace, spec.limits, seconds);
    for (const { id, endsAt } of awaited.values()) if (endsAt < clock()) awaited.delete(id);
    awaited.set(spec.id, spec);
    for (let waited = 0; waited < PATIENCE.start; waited += LOOK) {
      if ((await goOn(namespace, spec)) === 'done') return;
      await sleep(LOOK * 1000);
    }
  }

  /** Begins a machine as soon as its pod runs. One that was begun and not finished is thrown away and started anew. */
  async function goOn(namespace: string, spec: MachineSpec): Promise<'waiting' | 'done'> {
    const pod = await podIn(cluster, namespace);
    const phase = pod?.metadata?.annotations?.[PHASE];
    if (!phase && !('reason' in stateOf({}, pod)) && !isRunning(pod)) return 'waiting';
    // Somebody else here is at it.
    if (!awaited.delete(spec.id)) return 'done';
    if (phase === 'beginning') {
      log.warn('A machine was begun and not finished', { machine: spec.id });
      await stop(spec.id);
      await start(spec);
    } else if (!phase && isRunning(pod)) await begin(cluster, namespace, spec, clock());
    return 'done';
  }

  async function stop(id: string): Promise<void> {
    awaited.delete(id);
    const core = await cluster.core();
    for (const { metadata } of await namespacesOf(cluster, id))
      await ifThere(core.deleteNamespace({ name: metadata?.name ?? '' }));
  }

  async function look(id: string): Promise<MachineState> {
    const namespace = await find(id);
    return stateOf(namespace, namespace && (await podIn(cluster, namespace.metadata?.name ?? '')));
  }

  async function have(id: string): Promise<string> {
    const namespace = await find(id);
    const name = namespace?.metadata?.name;
    if (!name || stateOf(namespace, await podIn(cluster, name)).phase !== 'ready')
      throw new Error('The machine is not there.');
    return name;
  }

  /** A machine for one check, of nobody. */
  async function passing<Result>(
    limits: LabLimits,
    use: (namespace: string) => Promise<Result>,
  ): Promise<Result> {
    const id = `fresh.${randomBytes(8).toString('hex')}`;
    const name = await makeNamespace(cluster, id);
    try {
      await furnish(cluster, machineClass, name, limits, 300);
      for (let waited = 0; !isRunning(await podIn(cluster, name)); waited += LOOK) {
        if (waited > PATIENCE.check) throw new NoCapacity('No machine came to check in.');
        await sleep(LOOK * 1000);
      }
      return await use(name);
    } finally {
      await ifThere((await cluster.core()).deleteNamespace({ name }));
    }
  }

  return {
    kind: 'kubernetes',
    lacks: async () => undefined,
    start,
    stop,
    async state(id): Promise<MachineState> {
      const spec = awaited.get(id);
      const namespace = spec && (await find(id));
      if (!namespace || !isAlive(namespace)) return look(id);
      try {
        await goOn(namespace.metadata?.name ?? '', spec);
        return look(id);
      } catch (error) {
        log.error('A machine could not be begun', error, { machine: id });
        return {
          phase: 'failed',
          reason: `The machine could not be begun: ${String(error).slice(0, 200)}`,
        };
      }
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
    salvage: (id) => files.get(keyOf(id)),
    async fresh({ limits, archive, near }, use) {
      if (near) return use(await freshIn(cluster, await have(near), limits, archive));
      return passing(limits, async (namespace) => use(await freshIn(cluster, namespace, limits, archive)));
    },
    async list() {
      const { items } = await (await cluster.core()).listNamespace({ labelSelector: LABELS.machine });
      return items.filter(isAlive).map(({ metadata }) => ({
        id: metadata?.labels?.[LABELS.machine] ?? '',
        since: new Date(metadata?.creationTimestamp ?? 0),
      }));
    },
    usage: async (id) => usageIn(cluster, await have(id)),
    async tidy() {
      await keepWarm(cluster, machineClass, warmMost, clock());
      await keepFiles(cluster, files, { log, clock });
    },
    close: async () => {},
  };
}
