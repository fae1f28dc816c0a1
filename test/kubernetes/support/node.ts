import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CoreV1Api, type V1Pod } from '@kubernetes/client-node';
import { buildAgent } from '../../../lab-agent/build.ts';
import { freePort } from '../../../local/ports.ts';
import type { TestCluster } from './cluster.ts';

const NODE = 'node-1';

/** A node of the cluster: commands run in sandboxes of this computer, and every pod is scheduled on it at once. */
export interface TestNode {
  /** Where a container keeps its files: `home` and `tmp` in it. */
  folderOf(namespace: string, container: string): string;
  /** The process that answers `exec`; it comes back by itself when another command is to run. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** While it is held, pods wait, as they do until a new node is there. */
  hold(isHeld: boolean): void;
  stop(): Promise<void>;
}

/** What a node says of a machine's pod once both containers are there. */
export function running(): V1Pod['status'] {
  const containerStatuses = ['lab', 'checker'].map((name) => ({
    name,
    image: 'x',
    imageID: '',
    ready: true,
    restartCount: 0,
    state: { running: {} },
  }));
  return { phase: 'Running', containerStatuses };
}

/** @param programs the folder of `scripts/kube.ts` */
export async function startNode(cluster: TestCluster, programs: string): Promise<TestNode> {
  const admin = cluster.admin.makeApiClient(CoreV1Api);
  const folder = mkdtempSync(join(tmpdir(), 'atlas-node-'));
  const agent = join(folder, 'agent');
  await buildAgent(agent);
  const port = await freePort();
  const folderOf = (namespace: string, container: string) =>
    join(folder, 'pods', namespace, 'machine', container);
  let kubelet: ChildProcess | undefined;

  async function start(): Promise<void> {
    const args = ['-port', String(port), '-folder', join(folder, 'pods'), '-agent', agent];
    kubelet = spawn(join(programs, 'kubelet'), [...args, '-node', process.execPath], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    while (!answers(port)) await sleep(50);
  }

  async function kill(): Promise<void> {
    if (!kubelet || kubelet.exitCode !== null || kubelet.signalCode !== null) return;
    const ended = once(kubelet, 'close');
    kubelet.kill('SIGKILL');
    await ended;
  }

  await start();
  await admin.createNode({ body: { metadata: { name: NODE } } });
  const node = await admin.readNode({ name: NODE });
  const addresses = [{ type: 'InternalIP', address: '127.0.0.1' }];
  const daemonEndpoints = { kubeletEndpoint: { Port: port } };
  await admin.replaceNodeStatus({ name: NODE, body: { ...node, status: { addresses, daemonEndpoints } } });

  /** Each with the user that the pod says; without one it would be root, as in any image that says nothing. */
  function makeContainers({ metadata, spec }: V1Pod): void {
    for (const { name, securityContext } of spec?.containers ?? []) {
      const user = securityContext?.runAsUser ?? spec?.securityContext?.runAsUser ?? 0;
      const place = folderOf(metadata?.namespace ?? '', name);
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, 'user'), String(user));
    }
  }

  let isOver = false;
  let isHeld = false;
  const working = (async () => {
    while (!isOver) {
      if (!isHeld) await schedule(admin, makeContainers).catch(() => {});
      await sleep(100);
    }
  })();

  return {
    folderOf,
    kill,
    start,
    hold(isNow) {
      isHeld = isNow;
    },
    async stop() {
      isOver = true;
      await working;
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a scheduler and the rest of a kubelet would do. */
async function schedule(admin: CoreV1Api, makeContainers: (pod: V1Pod) => void): Promise<void> {
  const { items } = await admin.listPodForAllNamespaces();
  for (const { metadata, spec, status } of items) {
    const { name = '', namespace = '' } = metadata ?? {};
    if (metadata?.deletionTimestamp) {
      await admin.deleteNamespacedPod({ name, namespace, gracePeriodSeconds: 0 });
    } else if (!spec?.nodeName) {
      const target = { kind: 'Node', name: NODE };
      await admin.createNamespacedPodBinding({ name, namespace, body: { metadata: { name }, target } });
    } else if (status?.phase === 'Pending') {
      const pod = await admin.readNamespacedPod({ name, namespace });
      makeContainers(pod);
      await admin.replaceNamespacedPodStatus({ name, namespace, body: { ...pod, status: running() } });
    }
  }
}

/** Something listens there (proc(5), net/tcp): a question over TLS would be one in its log. */
function answers(port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return new RegExp(`:${hex} \\S+ 0A `).test(readFileSync('/proc/net/tcp', 'utf8'));
}
