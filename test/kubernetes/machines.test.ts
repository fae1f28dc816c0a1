import { execFileSync } from 'node:child_process';
import { CoreV1Api, NodeV1Api, type V1NetworkPolicy, type V1Pod } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packFiles } from '../../functions/labs/checking/archive.ts';
import { createKubernetesRuntime } from '../../functions/labs/runtime/kubernetes/kubernetes.ts';
import { networkPolicyOf, POD, podOf, quotaOf } from '../../functions/labs/runtime/kubernetes/objects.ts';
import { type LabRuntime, type MachineSpec, NoCapacity } from '../../functions/labs/runtime/runtime.ts';
import { reaches } from '../../functions/labs/testing/reach.ts';
import { createLog } from '../../functions/platform/log.ts';
import { kubePrograms } from '../../scripts/kube.ts';
import { startCluster, type TestCluster } from './support/cluster.ts';
import { memoryFiles } from './support/labs.ts';
import { running } from './support/node.ts';

const programs = kubePrograms();
const LIMITS = { memory: 256, processes: 48, disk: 16, cpuSeconds: 600 };
const MACHINE = { image: 'registry.example/lab:1', egress: ['203.0.113.0/24'], dns: ['172.20.0.10'] };

const about = programs ? '' : ' (skipped: `node scripts/kube.ts` builds the programs that it takes)';

describe.skipIf(!programs)(`L1 L3 machines in a real API server${about}`, () => {
  let cluster: TestCluster;
  let admin: CoreV1Api;
  let labs: CoreV1Api;
  let runtime: LabRuntime;

  beforeAll(async () => {
    cluster = await startCluster(programs ?? '');
    admin = cluster.admin.makeApiClient(CoreV1Api);
    labs = clientOf(cluster.provisioner);
    runtime = runtimeOf();
  }, 120_000);
  afterAll(() => cluster?.stop());

  const runtimeOf = (more: object = {}) =>
    createKubernetesRuntime({
      cluster: {
        ...MACHINE,
        name: 'test',
        endpoint: cluster.endpoint,
        certificate: cluster.certificate,
        ...more,
      },
      token: async () => cluster.provisioner,
      files: memoryFiles(),
      log: createLog('SILENT', 'test'),
      clock: () => new Date(),
    });

  function clientOf(token: string): CoreV1Api {
    const config = Object.assign(Object.create(Object.getPrototypeOf(cluster.admin)), cluster.admin);
    config.users = [{ name: 'user', token }];
    return config.makeApiClient(CoreV1Api);
  }

  let count = 0;
  const newId = () => `lss_01ARZ3NDEKTSV4RRFFQ6${String(++count).padStart(6, '0')}.1`;
  const nameOf = (id: string) => `lab-${id.slice(4).replace('.', '-').toLowerCase()}`;

  /** As `start` does it, as long as there is no node: it gives up waiting at once. */
  async function start(id: string, by: LabRuntime = runtime): Promise<void> {
    const starting = by.start(await emptySpec(id));
    // Nobody runs pods here: the cluster says that this one failed, so that nobody waits for it.
    const failing = fail(id);
    await starting;
    await failing;
  }

  const emptySpec = async (id: string): Promise<MachineSpec> => ({
    id,
    limits: LIMITS,
    archive: await packFiles({}),
    agent: { url: 'wss://live.example/', newToken: async () => 'token' },
    endsAt: new Date(Date.now() + 3_600_000),
  });

  async function fail(id: string): Promise<void> {
    await expect
      .poll(
        async () => {
          const namespace = (await admin.listNamespace({ labelSelector: `atlas/machine=${id}` })).items[0]
            ?.metadata?.name;
          if (!namespace) return false;
          const pod = await admin.readNamespacedPod({ name: POD, namespace }).catch(() => undefined);
          if (!pod) return false;
          await setStatus(namespace, { phase: 'Failed', reason: 'Evicted' });
          return true;
        },
        { timeout: 15_000, interval: 100 },
      )
      .toBe(true);
  }

  async function setStatus(namespace: string, status: V1Pod['status']): Promise<void> {
    const pod = await admin.readNamespacedPod({ name: POD, namespace });
    await admin.replaceNamespacedPodStatus({ name: POD, namespace, body: { ...pod, status } });
  }

  const refusal = async (asked: Promise<unknown>): Promise<string> =>
    asked.then(
      () => 'allowed',
      (error: { code?: number; body?: string; message?: string }) =>
        `${error.code} ${error.body ?? error.message}`,
    );

  const pod = (change: (pod: V1Pod) => void): V1Pod => {
    const made = podOf(MACHINE, LIMITS, 3600, 100_001);
    change(made);
    return made;
  };

  test('the objects of a machine are taken as they are, and kubectl reads the same', async () => {
    const id = newId();
    await start(id);
    const json = execFileSync(
      'kubectl',
      [
        '--kubeconfig',
        cluster.kubeconfig('admin-token'),
        '-n',
        nameOf(id),
        'get',
        'pod,quota,limits,netpol',
        '-o',
        'json',
      ],
      { encoding: 'utf8' },
    );
    const { items } = JSON.parse(json) as { items: { kind: string; spec: Record<string, unknown> }[] };
    expect(items.map(({ kind }) => kind).sort()).toEqual([
      'LimitRange',
      'NetworkPolicy',
      'Pod',
      'ResourceQuota',
    ]);
    const spec = items.find(({ kind }) => kind === 'Pod')?.spec as V1Pod['spec'];
    expect(spec).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
    expect(spec?.volumes?.every(({ emptyDir }) => emptyDir?.sizeLimit)).toBe(true);
    const policy = items.find(({ kind }) => kind === 'NetworkPolicy') as V1NetworkPolicy;
    expect(policy.spec).toEqual({
      ...networkPolicyOf(MACHINE).spec,
      // The API server keeps no empty list: with `policyTypes` it says the same.
      ingress: undefined,
    });
    expect(policy.spec?.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(reaches(policy, '172.20.0.10', 53, 'UDP')).toBe(true);
    expect(reaches(policy, '203.0.113.7', 443)).toBe(true);
    for (const port of [53, 80, 443]) {
      expect(reaches(policy, '169.254.169.254', port)).toBe(false);
      expect(reaches(policy, '10.40.1.2', port)).toBe(false);
    }
    await runtime.stop(id);
  });

  test('a machine runs in the class that the stage names; one that the cluster has not is refused', async () => {
    const isolated = runtimeOf({ runtimeClass: 'gvisor' });
    const spec = { ...(await emptySpec(newId())), agent: { url: '', newToken: async () => '' } };
    await expect(isolated.start(spec)).rejects.toThrow(/RuntimeClass .*gvisor.* not found/);
    await isolated.stop(spec.id);
    const classes = cluster.admin.makeApiClient(NodeV1Api);
    await classes.createRuntimeClass({ body: { metadata: { name: 'gvisor' }, handler: 'runsc' } });
    const id = newId();
    await start(id, isolated);
    const made = await admin.readNamespacedPod({ name: POD, namespace: nameOf(id) });
    expect(made.spec?.runtimeClassName).toBe('gvisor');
    await isolated.stop(id);
  });

  test.each<[string, (pod: V1Pod) => void]>([
    ['root', (one) => Object.assign(one.spec?.securityContext ?? {}, { runAsNonRoot: false, runAsUser: 0 })],
    [
      'a privileged container',
      (one) =>
        Object.assign(one.spec?.containers[0]?.securityContext ?? {}, {
          privileged: true,
          allowPrivilegeEscalation: true,
        }),
    ],
    ['the host’s network', (one) => Object.assign(one.spec ?? {}, { hostNetwork: true })],
    ['a folder of the host', (one) => one.spec?.volumes?.push({ name: 'x', hostPath: { path: '/' } })],
    [
      'capabilities',
      (one) =>
        Object.assign(one.spec?.containers[0]?.securityContext ?? {}, {
          capabilities: { add: ['NET_ADMIN'] },
        }),
    ],
    [
      'no seccomp',
      (one) => Object.assign(one.spec?.securityContext ?? {}, { seccompProfile: { type: 'Unconfined' } }),
    ],
  ])('Pod Security refuses %s in a lab’s namespace, whoever asks', async (_name, change) => {
    const id = newId();
    await start(id);
    const namespace = nameOf(id);
    await admin.deleteNamespacedPod({ name: POD, namespace, gracePeriodSeconds: 0 });
    expect(await refusal(admin.createNamespacedPod({ namespace, body: pod(change) }))).toMatch(
      /403.*PodSecurity|403.*privileged|422.*privileged/s,
    );
    await runtime.stop(id);
  });

  test('the quota refuses a second machine, a service, and anything without a size', async () => {
    const id = newId();
    await start(id);
    const namespace = nameOf(id);
    const second = pod((one) => Object.assign(one.metadata ?? {}, { name: 'second' }));
    // A pod that failed does not count: one that waits does.
    await setStatus(namespace, { phase: 'Pending' });
    await expect
      .poll(
        () =>
          refusal(
            admin.createNamespacedPod({
              namespace,
              body: { ...second, metadata: { name: `p${Math.random().toString(36).slice(2)}` } },
            }),
          ),
        { timeout: 15_000, interval: 500 },
      )
      .toMatch(/403.*exceeded quota/s);
    expect(
      await refusal(
        admin.createNamespacedService({
          namespace,
          body: { metadata: { name: 's' }, spec: { ports: [{ port: 80 }] } },
        }),
      ),
    ).toMatch(/403.*exceeded quota/s);
    expect(quotaOf(LIMITS).spec?.hard?.pods).toBe('1');
    await runtime.stop(id);
  });

  test('who makes labs may make nothing else: no other namespace, no secret, no node, no loose namespace', async () => {
    expect(await refusal(labs.createNamespace({ body: { metadata: { name: 'other' } } }))).toMatch(/422|403/);
    expect(await refusal(labs.createNamespace({ body: { metadata: { name: 'lab-loose' } } }))).toMatch(
      /restricted Pod Security/,
    );
    expect(await refusal(labs.createNamespacedPod({ namespace: 'default', body: pod(() => {}) }))).toMatch(
      /begin with lab-|403/,
    );
    expect(await refusal(labs.deleteNamespace({ name: 'kube-system' }))).toMatch(/begin with lab-|403/);
    expect(await refusal(labs.listNamespacedSecret({ namespace: 'kube-system' }))).toMatch(/403/);
    expect(await refusal(labs.listNode())).toMatch(/403/);
    const can = (verb: string, what: string) => {
      try {
        return execFileSync(
          'kubectl',
          [
            '--kubeconfig',
            cluster.kubeconfig('provisioner-token'),
            'auth',
            'can-i',
            verb,
            what,
            '-n',
            'lab-x',
          ],
          { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
        ).trim();
      } catch (error) {
        return String((error as { stdout?: string }).stdout).trim();
      }
    };
    expect([
      can('create', 'pods'),
      can('create', 'pods/exec'),
      can('get', 'secrets'),
      can('create', 'roles'),
      can('create', 'deployments'),
    ]).toEqual(['yes', 'yes', 'no', 'no', 'no']);
  });

  test('asked twice at once, and again after a crash between two steps, there is one machine', async () => {
    const id = newId();
    // Killed after the namespace was made.
    await labs.createNamespace({
      body: {
        metadata: { name: nameOf(id), labels: { ...restricted, 'atlas/lab': 'true', 'atlas/machine': id } },
      },
    });
    expect(await runtime.state(id)).toEqual({ phase: 'starting' });
    await Promise.all([start(id), start(id), start(id)]);
    const all = await admin.listNamespace({ labelSelector: `atlas/machine=${id}` });
    expect(all.items).toHaveLength(1);
    expect(await runtime.state(id)).toMatchObject({
      phase: 'ended',
      reason: expect.stringContaining('more disk or memory'),
    });
    await runtime.stop(id);
  });

  test('one delete takes everything away, and stopping twice is no error', async () => {
    const id = newId();
    await start(id);
    expect((await runtime.list()).map((one) => one.id)).toContain(id);
    await runtime.stop(id);
    await runtime.stop(id);
    expect((await runtime.list()).map((one) => one.id)).not.toContain(id);
    await expect
      .poll(async () => (await runtime.state(id)).phase, { timeout: 60_000, interval: 500 })
      .toBe('absent');
  }, 90_000);

  test('what the cluster says of a pod is a sentence for the learner', async () => {
    const id = newId();
    await start(id);
    const waiting = (reason: string) => ({
      phase: 'Pending',
      containerStatuses: [
        {
          name: 'lab',
          image: 'x',
          imageID: '',
          ready: false,
          restartCount: 0,
          state: { waiting: { reason } },
        },
      ],
    });
    await setStatus(nameOf(id), waiting('ImagePullBackOff'));
    expect(await runtime.state(id)).toEqual({
      phase: 'failed',
      reason: 'The machine’s image could not be fetched.',
    });
    await setStatus(nameOf(id), waiting('ContainerCreating'));
    expect(await runtime.state(id)).toEqual({ phase: 'starting' });
    await runtime.stop(id);
  });

  test('a full cluster says so', async () => {
    const full = runtimeOf({ machines: 0 });
    const spec = {
      id: newId(),
      limits: LIMITS,
      archive: new Uint8Array(),
      agent: { url: '', newToken: async () => '' },
      endsAt: new Date(),
    };
    await expect(full.start(spec)).rejects.toBeInstanceOf(NoCapacity);
  });

  test('warm machines are kept ready, and each is given to one only', async () => {
    const warm = runtimeOf({ warm: 2 });
    await warm.tidy?.();
    await warm.tidy?.();
    const ready = await admin.listNamespace({ labelSelector: 'atlas/warm=true' });
    expect(ready.items).toHaveLength(2);
    expect((await warm.list()).map(({ id }) => id)).not.toContain(undefined);
    const [only, other] = ready.items.map(({ metadata }) => metadata?.name ?? '');
    await setStatus(only ?? '', running());
    const ids = [newId(), newId(), newId()];
    // Who claims the machine goes on to speak to it, which nobody answers here.
    await Promise.allSettled(ids.map((id) => start(id, warm)));
    const claimed = await admin.readNamespace({ name: only ?? '' });
    expect(ids).toContain(claimed.metadata?.labels?.['atlas/machine']);
    expect(claimed.metadata?.labels?.['atlas/warm']).toBeUndefined();
    const owners = (await admin.listNamespace({ labelSelector: 'atlas/machine' })).items.map(
      ({ metadata }) => metadata?.labels?.['atlas/machine'],
    );
    for (const id of ids) expect(owners.filter((one) => one === id).length).toBe(1);
    await Promise.all([...ids.map((id) => warm.stop(id)), admin.deleteNamespace({ name: other ?? '' })]);
  }, 90_000);
});

const restricted = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/enforce-version': 'latest',
  'pod-security.kubernetes.io/warn': 'restricted',
};
