import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeConfig, type KubernetesObject, KubernetesObjectApi } from '@kubernetes/client-node';
import { clusterManifests, PROVISIONERS } from '../../../lib/labs-manifests.ts';
import { freePort } from '../../../local/ports.ts';

/** A real API server with etcd and the controllers that labs depend on; there are no nodes. */
export interface TestCluster {
  endpoint: string;
  /** Of its authority, PEM in base64. */
  certificate: string;
  /** Of the identity that makes labs; of one that may do everything. */
  provisioner: string;
  admin: KubeConfig;
  /** For kubectl. */
  kubeconfig(token: string): string;
  stop(): Promise<void>;
}

const TOKENS = { admin: 'admin-token', provisioner: 'provisioner-token' };

/** @param programs the folder of `scripts/kube.ts` */
export async function startCluster(programs: string): Promise<TestCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'atlas-kube-'));
  const [etcdPort, peerPort, port] = [await freePort(), await freePort(), await freePort()];
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const key = file('sa.key', String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
  const pub = file('sa.pub', String(publicKey.export({ type: 'spki', format: 'pem' })));
  const tokens = file(
    'tokens.csv',
    `${TOKENS.admin},admin,1,"system:masters"\n${TOKENS.provisioner},labs,2,"${PROVISIONERS}"\n`,
  );
  const children: ChildProcess[] = [];
  const run = (name: string, args: string[]) => {
    const child = spawn(join(programs, name), args, { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr?.on('data', (chunk) => writeFileSync(join(folder, `${name}.log`), chunk, { flag: 'a' }));
    children.push(child);
  };
  run('etcd', [
    '--data-dir',
    join(folder, 'etcd'),
    '--listen-client-urls',
    `http://127.0.0.1:${etcdPort}`,
    '--advertise-client-urls',
    `http://127.0.0.1:${etcdPort}`,
    '--listen-peer-urls',
    `http://127.0.0.1:${peerPort}`,
    '--initial-advertise-peer-urls',
    `http://127.0.0.1:${peerPort}`,
    '--initial-cluster',
    `default=http://127.0.0.1:${peerPort}`,
    '--unsafe-no-fsync',
  ]);
  run('kube-apiserver', [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${join(folder, 'certs')}`,
    '--authorization-mode=RBAC',
    `--token-auth-file=${tokens}`,
    '--service-account-issuer=https://atlas.test',
    `--service-account-key-file=${pub}`,
    `--service-account-signing-key-file=${key}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    '--allow-privileged=false',
  ]);
  const endpoint = `https://127.0.0.1:${port}`;
  const certificateFile = join(folder, 'certs/apiserver.crt');
  const configOf = (token: string) => {
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [
        { name: 'test', server: endpoint, caData: readFileSync(certificateFile).toString('base64') },
      ],
      users: [{ name: 'user', token }],
      contexts: [{ name: 'test', cluster: 'test', user: 'user' }],
      currentContext: 'test',
    });
    return config;
  };
  async function stop(): Promise<void> {
    await Promise.all(
      children.map((child) => {
        child.kill('SIGKILL');
        return new Promise((resolve) => child.once('close', resolve));
      }),
    );
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    await waitFor(() => configOf(TOKENS.admin), endpoint);
    const kubeconfig = (token: string) => file(`${token}.yaml`, configOf(token).exportConfig());
    run('kube-controller-manager', [
      `--kubeconfig=${kubeconfig(TOKENS.admin)}`,
      '--controllers=namespace-controller,resourcequota-controller,serviceaccount-controller',
      '--leader-elect=false',
      '--secure-port=0',
      `--service-account-private-key-file=${key}`,
    ]);
    await applyManifests(configOf(TOKENS.admin));
    return {
      endpoint,
      certificate: readFileSync(certificateFile).toString('base64'),
      provisioner: TOKENS.provisioner,
      admin: configOf(TOKENS.admin),
      kubeconfig,
      stop,
    };
  } catch (error) {
    const log = ['etcd', 'kube-apiserver'].map((name) => tail(join(folder, `${name}.log`))).join('\n');
    await stop();
    throw new Error(`The API server did not start: ${error}\n${log}`);
  }
}

async function waitFor(config: () => KubeConfig, endpoint: string): Promise<void> {
  for (let waited = 0; ; waited++) {
    try {
      const { CoreV1Api } = await import('@kubernetes/client-node');
      await config().makeApiClient(CoreV1Api).readNamespace({ name: 'kube-system' });
      return;
    } catch (error) {
      if (waited > 120) throw new Error(`${endpoint} does not answer: ${error}`);
      await sleep(500);
    }
  }
}

/** What holds in the whole cluster, as a deployment applies it; kinds of EKS and Karpenter are unknown here. */
async function applyManifests(config: KubeConfig): Promise<void> {
  const objects = KubernetesObjectApi.makeApiClient(config);
  const labs = {
    kubernetesVersion: '1.34' as const,
    maxVcpu: 8,
    maxMemoryGiB: 16,
    spot: false,
    metrics: false,
    runtimeClass: 'off' as const,
    egress: 'off' as const,
  };
  for (const manifest of Object.values(clusterManifests(labs)) as unknown as KubernetesObject[]) {
    if (/karpenter|eks\.amazonaws/.test(manifest.apiVersion ?? '')) continue;
    await objects.create(manifest);
  }
}

function tail(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(-2_000);
  } catch {
    return '';
  }
}
