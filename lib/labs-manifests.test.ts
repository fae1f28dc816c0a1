import { expect, test } from 'vitest';
import { clusterManifests, LAB_PREFIX, PROVISIONERS, RESTRICTED } from './labs-manifests.ts';

const manifests = clusterManifests({
  kubernetesVersion: '1.34',
  maxVcpu: 64,
  maxMemoryGiB: 256,
  spot: true,
  metrics: true,
  runtimeClass: 'off',
  egress: 'off',
});
const text = (name: string) => JSON.stringify(manifests[name]);

test('L1 network policies are enforced, and nothing is allowed that none allows', () => {
  expect(text('NetworkPolicies')).toContain('"enable-network-policy-controller":"true"');
  expect(text('LabNodeClass')).toContain('"networkPolicy":"DefaultDeny"');
});

test('L1 lab nodes come on demand, on spot, up to the limit, and take labs only', () => {
  const { spec } = manifests.LabNodePool as {
    spec: { limits: unknown; template: { spec: { taints: unknown[] } }; disruption: unknown };
  };
  expect(spec.limits).toEqual({ cpu: '64', memory: '256Gi' });
  expect(spec.template.spec.taints).toEqual([{ key: 'atlas/labs', value: 'true', effect: 'NoSchedule' }]);
  expect(spec.disruption).toEqual({ consolidationPolicy: 'WhenEmpty', consolidateAfter: '30s' });
  expect(text('LabNodePool')).toContain('"spot"');
});

test('L1 provisioners may make labs and run checks in them; no secrets, no roles, no nodes, no wildcard', () => {
  const { rules } = manifests.ProvisionerRole as {
    rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
  };
  const resources = rules.flatMap((rule) => rule.resources);
  expect(resources).not.toContain('*');
  expect(rules.flatMap((rule) => rule.verbs)).not.toContain('*');
  for (const forbidden of [
    'secrets',
    'serviceaccounts',
    'serviceaccounts/token',
    'nodes',
    'clusterroles',
    'rolebindings',
    'persistentvolumes',
  ]) {
    expect(resources).not.toContain(forbidden);
  }
  expect(resources).toContain('pods/exec');
});

test('L1 the admission policy covers all that provisioners may write, for their group, and denies when it fails', () => {
  const { rules } = manifests.ProvisionerRole as { rules: { resources: string[]; verbs: string[] }[] };
  const written = rules.filter(({ verbs }) => verbs.includes('create')).flatMap(({ resources }) => resources);
  const { spec } = manifests.LabsOnly as {
    spec: {
      failurePolicy: string;
      matchConstraints: { resourceRules: { resources: string[]; operations: string[] }[] };
      validations: { expression: string }[];
    };
  };
  const [rule] = spec.matchConstraints.resourceRules;
  for (const resource of written) expect(rule?.resources).toContain(resource);
  expect(rule?.operations).toEqual(expect.arrayContaining(['CREATE', 'UPDATE', 'DELETE', 'CONNECT']));
  expect(spec.failurePolicy).toBe('Fail');
  expect(text('LabsOnly')).toContain(PROVISIONERS);
  expect(text('ProvisionerBinding')).toContain(PROVISIONERS);
  expect(text('LabsOnlyBinding')).toContain('Deny');
  const [prefix, security] = spec.validations.map(({ expression }) => expression);
  expect(prefix).toContain(`request.namespace.startsWith("${LAB_PREFIX}")`);
  for (const label of Object.keys(RESTRICTED)) expect(security).toContain(label);
});
