import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { RESTRICTED } from '../../../../lib/labs-manifests.ts';
import { reaches } from '../../testing/reach.ts';
import { keyOf } from './keeping.ts';
import { ANYWHERE, checkerOf, namespaceOf, networkPolicyOf, podOf, quotaOf, userOf } from './objects.ts';
import { secondsLeft, secondsUntil, stateOf } from './states.ts';
import { eksToken, keepToken } from './token.ts';
import { usageOf } from './usage.ts';

const LIMITS = { memory: 256, processes: 48, disk: 16, cpuSeconds: 600 };
const MACHINE = { image: 'registry.example/lab:1', egress: ['203.0.113.0/24'] };
const pod = podOf(MACHINE, LIMITS, 3600, userOf('lab-1'));
const containers = pod.spec?.containers ?? [];

describe('L1 each rule that a machine keeps', () => {
  test('its namespace carries the restricted standard, as the cluster demands', () => {
    expect(namespaceOf('lab-x', {}).metadata?.labels).toMatchObject(RESTRICTED);
  });
  test('nobody is root, and nothing can be gained', () => {
    expect(pod.spec?.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: userOf('lab-1'),
      seccompProfile: { type: 'RuntimeDefault' },
    });
    for (const { securityContext } of containers)
      expect(securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
  });
  test('no two machines share a user, whose processes are counted on the whole node', () => {
    const users = new Set(Array.from({ length: 1_000 }, (_, i) => userOf(`lab-${i}`)));
    expect(users.size).toBe(1_000);
    expect(Math.min(...users)).toBeGreaterThanOrEqual(100_000);
    expect(checkerOf(Math.max(...users))).toBeLessThan(2 ** 31);
    // Nor does a check share one with a learner's shells.
    const [lab, checker] = containers.map(({ securityContext }) => securityContext?.runAsUser);
    expect([lab, checker]).toEqual([undefined, checkerOf(userOf('lab-1'))]);
    expect([...users].some((user) => users.has(checkerOf(user)))).toBe(false);
  });
  test('there is no token of the cluster, no service, no host', () => {
    expect(pod.spec).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
    expect(JSON.stringify(pod)).not.toMatch(
      /hostPath|hostNetwork|hostPID|hostIPC|hostPort|NodePort|serviceAccountName/,
    );
    expect(JSON.stringify(pod)).not.toMatch(/token"|ATLAS_AGENT_BEGIN":/);
  });
  test('what it may use is said, the same asked for and allowed; files are bounded', () => {
    for (const { resources } of containers) {
      expect(resources?.requests).toEqual(resources?.limits);
      expect(Object.keys(resources?.limits ?? {}).sort()).toEqual(['cpu', 'ephemeral-storage', 'memory']);
    }
    for (const { emptyDir } of pod.spec?.volumes ?? []) expect(emptyDir?.sizeLimit).toMatch(/^\d+Mi$/);
  });
  test('the two containers share no file', () => {
    const mounts = containers.map(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
    expect(mounts[0]?.filter((name) => mounts[1]?.includes(name))).toEqual([]);
    expect(pod.spec?.shareProcessNamespace).toBeUndefined();
  });
  test('it ends by itself, and runs where labs run', () => {
    expect(pod.spec).toMatchObject({
      activeDeadlineSeconds: 3600,
      restartPolicy: 'Never',
      nodeSelector: { 'atlas/labs': 'true' },
    });
    expect(podOf({ ...MACHINE, runtimeClass: 'gvisor' }, LIMITS, 60, 100_001).spec?.runtimeClassName).toBe(
      'gvisor',
    );
  });
  test('nothing comes in; out go names and the WebSocket, never the network itself or the metadata address', () => {
    const { spec } = networkPolicyOf({ egress: ['203.0.113.0/24'], dns: [] });
    expect(spec).toMatchObject({ podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [] });
    expect(spec?.egress?.[1]).toEqual({
      to: [{ ipBlock: { cidr: '203.0.113.0/24' } }],
      ports: [{ protocol: 'TCP', port: 443 }],
    });
    const anywhere = networkPolicyOf({ egress: ['0.0.0.0/0'], dns: [] }).spec?.egress?.[1]?.to?.[0]?.ipBlock;
    expect(anywhere?.except).toEqual(expect.arrayContaining(['169.254.0.0/16', '10.0.0.0/8']));
  });
  test('names are asked of pods of kube-dns, and of servers on the node by their address', () => {
    const policy = networkPolicyOf({ egress: [ANYWHERE], dns: ['172.20.0.10', '169.254.20.10'] });
    const [names] = policy.spec?.egress ?? [];
    expect(names?.to?.[0]?.podSelector).toEqual({ matchLabels: { 'k8s-app': 'kube-dns' } });
    for (const address of ['172.20.0.10', '169.254.20.10'])
      for (const protocol of ['UDP', 'TCP'] as const)
        expect(reaches(policy, address, 53, protocol)).toBe(true);
    expect(names?.to?.filter(({ ipBlock }) => ipBlock && !ipBlock.cidr.endsWith('/32'))).toEqual([]);
  });
  test.each([
    ['the metadata of the node', '169.254.169.254'],
    ['the credentials of pods', '169.254.170.23'],
    ['the API of the cluster', '172.20.0.1'],
    ['a machine or a database in the network', '10.40.1.2'],
    ['a carrier’s network', '100.64.1.2'],
    ['a network at home', '192.168.1.1'],
  ])('%s is not reached, whatever names take', (_name, address) => {
    const policy = networkPolicyOf({ egress: [ANYWHERE], dns: ['172.20.0.10'] });
    for (const port of [53, 80, 443]) {
      expect(reaches(policy, address, port)).toBe(false);
      expect(reaches(policy, address, port, 'UDP')).toBe(false);
    }
    expect(reaches(policy, '172.20.0.10', 443)).toBe(false);
    expect(reaches(policy, '203.0.113.7', 443)).toBe(true);
    expect(reaches(policy, '203.0.113.7', 80)).toBe(false);
  });
  test('the quota holds one such pod and nothing else', () => {
    expect(quotaOf(LIMITS).spec?.hard).toMatchObject({
      pods: '1',
      services: '0',
      persistentvolumeclaims: '0',
      'count/secrets': '0',
    });
  });
});

test.each([
  [undefined, undefined, { phase: 'absent' }],
  [{}, undefined, { phase: 'starting' }],
  // Its pod went with its node: before it was begun it may come still.
  [{ metadata: { annotations: { 'atlas/kept': '2026-01-31T10:00:00Z' } } }, undefined, { phase: 'ended' }],
  [{ metadata: { deletionTimestamp: new Date() } }, {}, { phase: 'ended' }],
  [
    {},
    { status: { phase: 'Failed', reason: 'DeadlineExceeded' } },
    { phase: 'ended', reason: 'The time of the lab was up.' },
  ],
  [
    {},
    { status: { phase: 'Running' }, metadata: { annotations: { 'atlas/phase': 'ready' } } },
    { phase: 'ready' },
  ],
  [{}, { status: { phase: 'Running' } }, { phase: 'starting' }],
])('what a cluster says becomes a state (%#)', (namespace, found, state) => {
  expect(stateOf(namespace as never, found as never)).toMatchObject(state);
});

test('OOMKilled is told as what it is', () => {
  const status = {
    phase: 'Failed',
    containerStatuses: [{ state: { terminated: { reason: 'OOMKilled', exitCode: 137 } } }],
  };
  expect(stateOf({}, { status } as never)).toMatchObject({
    phase: 'ended',
    reason: expect.stringContaining('more memory'),
  });
});

test('what a pod has left counts from when its node took it', () => {
  const pod = {
    metadata: { creationTimestamp: new Date('2026-01-31T09:00:00Z') },
    status: { startTime: new Date('2026-01-31T10:00:00Z') },
    spec: { containers: [], activeDeadlineSeconds: 3600 },
  };
  expect(secondsUntil(new Date('2026-01-31T10:10:00.900Z'), pod)).toBe(600);
  expect(secondsLeft(pod, new Date('2026-01-31T10:10:00Z'))).toBe(3000);
  expect(secondsUntil(new Date('2026-01-31T08:00:00Z'), pod)).toBe(1);
  expect(secondsLeft({ ...pod, status: {} }, new Date('2026-01-31T09:10:00Z'))).toBe(3000);
  expect(secondsLeft(undefined, new Date())).toBe(0);
});

test.each([
  ['12 104857600 7 2048\n', { cpuSeconds: 12, memoryBytes: 104_857_600, processes: 7, diskBytes: 2048 }],
  ['12 104857600 7\n', undefined],
  ['', undefined],
  ['12 104857600 7 2048\n{"message":"A lab uses"}\n', undefined],
])('what a machine says that it uses is four numbers, or nothing (%#)', (text, usage) => {
  expect(usageOf(text)).toEqual(usage);
});

test('files that are kept lie below what belongs to their session', () => {
  expect(keyOf('lss_01ABC.12')).toBe('labs/lss_01ABC/12.kept.tgz');
});

describe('the token of EKS', () => {
  const credentials = async () => ({
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'secret',
    sessionToken: 'session',
  });
  const now = new Date('2026-01-31T10:00:00Z');

  test('is a presigned question that the cluster can ask, with the signature that AWS works out', async () => {
    const token = await eksToken('atlas-labs', 'eu-central-1', credentials, now);
    expect(token).toMatch(/^k8s-aws-v1\.[\w-]+$/);
    const url = new URL(Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString());
    expect(url.host).toBe('sts.eu-central-1.amazonaws.com');
    const query = Object.fromEntries(url.searchParams);
    expect(query).toMatchObject({
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
      'X-Amz-Expires': '60',
      'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
    });
    // Signature Version 4, worked out by hand (AWS, "Create a signed AWS API request").
    const encode = (text: string) =>
      encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
    const { 'X-Amz-Signature': signature, ...rest } = query;
    const canonicalQuery = Object.keys(rest)
      .sort()
      .map((name) => `${encode(name)}=${encode(rest[name] ?? '')}`)
      .join('&');
    const sha = (text: string) => createHash('sha256').update(text).digest('hex');
    const canonical = [
      'GET',
      '/',
      canonicalQuery,
      `host:${url.host}`,
      'x-k8s-aws-id:atlas-labs',
      '',
      'host;x-k8s-aws-id',
      sha(''),
    ].join('\n');
    const scope = '20260131/eu-central-1/sts/aws4_request';
    const toSign = ['AWS4-HMAC-SHA256', '20260131T100000Z', scope, sha(canonical)].join('\n');
    const key = scope
      .split('/')
      .reduce<Buffer>(
        (sum, part) => createHmac('sha256', sum).update(part).digest(),
        Buffer.from('AWS4secret'),
      );
    expect(signature).toBe(createHmac('sha256', key).update(toSign).digest('hex'));
  });

  test('is used for 45 of its 60 seconds, and one that failed is not kept', async () => {
    let time = now.getTime();
    let made = 0;
    const token = keepToken(
      async () => {
        made += 1;
        if (made === 2) throw new Error('No credentials.');
        return `token ${made}`;
      },
      () => new Date(time),
    );
    expect([await token(), await token()]).toEqual(['token 1', 'token 1']);
    time += 46_000;
    await expect(token()).rejects.toThrow();
    expect(await token()).toBe('token 3');
  });
});
