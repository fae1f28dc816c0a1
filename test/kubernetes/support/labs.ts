import { execFileSync } from 'node:child_process';
import { CoreV1Api } from '@kubernetes/client-node';
import { packFiles } from '../../../functions/labs/checking/archive.ts';
import { bubblewrapWorks } from '../../../functions/labs/runtime/embedded/bubblewrap.ts';
import { type Cluster, openCluster } from '../../../functions/labs/runtime/kubernetes/cluster.ts';
import type { KeptFiles } from '../../../functions/labs/runtime/kubernetes/keeping.ts';
import { createKubernetesRuntime } from '../../../functions/labs/runtime/kubernetes/kubernetes.ts';
import { POD } from '../../../functions/labs/runtime/kubernetes/objects.ts';
import type { LabRuntime, MachineSpec } from '../../../functions/labs/runtime/runtime.ts';
import { createLog } from '../../../functions/platform/log.ts';
import { kubePrograms } from '../../../scripts/kube.ts';
import { startCluster, type TestCluster } from './cluster.ts';
import { startNode, type TestNode } from './node.ts';

export const LIMITS = { memory: 256, processes: 48, disk: 16, cpuSeconds: 600 };

/** What these tests take and this computer has not, for the name of what is skipped; undefined when all is there. */
export function whyNoNode(): string | undefined {
  if (!kubePrograms()) return '`node scripts/kube.ts` builds the programs that it takes';
  if (!bubblewrapWorks()) return 'bubblewrap can make no sandbox here';
  if (process.getuid?.() !== 0) return 'only root enters sandboxes';
  return undefined;
}

/** A cluster with a node, and the runtime as the platform has it. */
export interface TestLabs {
  cluster: TestCluster;
  node: TestNode;
  admin: CoreV1Api;
  runtime: LabRuntime;
  /** @param now how late it is, in milliseconds from now */
  runtimeOf(more?: object, now?: number): LabRuntime;
  /** What was kept of machines that run, by key. */
  files: Map<string, Uint8Array>;
  /** As the runtime uses it; by another token or another way where one is given. */
  exec(other?: { token?: string; endpoint?: string }): Cluster['exec'];
  stop(): Promise<void>;
}

export async function startLabs(): Promise<TestLabs> {
  const programs = kubePrograms() ?? '';
  const cluster = await startCluster(programs);
  const node = await startNode(cluster, programs).catch(async (error: unknown) => {
    await cluster.stop();
    throw error;
  });
  const address = { name: 'test', endpoint: cluster.endpoint, certificate: cluster.certificate };
  const files = new Map<string, Uint8Array>();
  const runtimeOf = (more: object = {}, now = 0) =>
    createKubernetesRuntime({
      cluster: { image: 'registry.example/lab:1', ...address, ...more },
      token: async () => cluster.provisioner,
      files: memoryFiles(files),
      log: createLog('SILENT', 'test'),
      clock: () => new Date(Date.now() + now),
    });
  return {
    cluster,
    node,
    admin: cluster.admin.makeApiClient(CoreV1Api),
    runtime: runtimeOf(),
    runtimeOf,
    files,
    exec: ({ token = cluster.provisioner, endpoint = cluster.endpoint } = {}) =>
      openCluster({ ...address, endpoint }, async () => token, POD).exec,
    async stop() {
      await node.stop();
      await cluster.stop();
    },
  };
}

/** A bucket in memory. */
export function memoryFiles(files = new Map<string, Uint8Array>()): KeptFiles {
  return {
    put: async (key, bytes) => void files.set(key, bytes),
    get: async (key) => {
      const bytes = files.get(key);
      return bytes && Buffer.from(bytes);
    },
    remove: async (key) => void files.delete(key),
  };
}

let count = 0;
/** Of a machine that is nobody's yet. */
export const newId = () => `lss_01ARZ3NDEKTSV4RRFFQ7${String(++count).padStart(6, '0')}.1`;
/** Its namespace, unless it was a warm one. */
export const nameOf = (id: string) => `lab-${id.slice(4).replace('.', '-').toLowerCase()}`;

export async function specOf(id: string, files: Record<string, string> = {}): Promise<MachineSpec> {
  const texts = Object.entries(files).map(([path, text]) => [path, { text }]);
  return {
    id,
    limits: LIMITS,
    archive: await packFiles(Object.fromEntries(texts)),
    agent: { url: 'wss://live.example/', newToken: async () => `token of ${id}` },
    endsAt: new Date(Date.now() + 3_600_000),
  };
}

/** The id of a machine with these files. */
export async function readyMachine(
  { runtime }: TestLabs,
  files: Record<string, string> = {},
): Promise<string> {
  const id = newId();
  await runtime.start(await specOf(id, files));
  const state = await runtime.state(id);
  if (state.phase !== 'ready') throw new Error(`The machine is ${JSON.stringify(state)}.`);
  return id;
}

/** As somebody at a shell of the machine does it: kubectl is another client. */
export function type({ cluster }: TestLabs, id: string, command: string, container = 'lab'): string {
  const where = ['--kubeconfig', cluster.kubeconfig('admin-token'), '-n', nameOf(id)];
  const args = [...where, 'exec', POD, '-c', container, '--', 'bash', '-c', command];
  return execFileSync('kubectl', args, { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
}
