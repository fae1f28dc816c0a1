import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { POD } from '../../functions/labs/runtime/kubernetes/objects.ts';
import type { LabRuntime, MachineSpec } from '../../functions/labs/runtime/runtime.ts';
import { unpack } from '../../lab-agent/archives.ts';
import { newId, readyMachine, specOf, startLabs, type TestLabs, type, whyNoNode } from './support/labs.ts';

const missing = whyNoNode();
const about = missing ? ` (skipped: ${missing})` : '';
const HOUR = 3_600_000;
const MINUTE = 60_000;

describe.skipIf(missing)(`L3 how long machines last in a real API server${about}`, () => {
  let labs: TestLabs;
  beforeAll(async () => {
    labs = await startLabs();
  }, 180_000);
  afterAll(() => labs?.stop());

  const namesOf = async (labelSelector: string) =>
    (await labs.admin.listNamespace({ labelSelector })).items
      .filter(({ metadata }) => !metadata?.deletionTimestamp)
      .map(({ metadata }) => metadata?.name ?? '');
  const podOf = (namespace: string) => labs.admin.readNamespacedPod({ name: POD, namespace });

  /** One warm machine, which runs. Its namespace. */
  async function warmOne(runtime: LabRuntime): Promise<string> {
    await runtime.tidy?.();
    const [name = ''] = await namesOf('atlas/warm=true');
    await expect.poll(async () => (await podOf(name)).status?.phase, { timeout: 20_000 }).toBe('Running');
    return name;
  }

  /** A spec of a lab that is over in an hour, by a clock that is so late. */
  const hourLong = async (now = 0): Promise<MachineSpec> => ({
    ...(await specOf(newId())),
    endsAt: new Date(Date.now() + now + HOUR),
  });

  async function endOf(namespace: string): Promise<number> {
    const { metadata, status, spec } = await podOf(namespace);
    const began = new Date(status?.startTime ?? metadata?.creationTimestamp ?? 0).getTime();
    return began + (spec?.activeDeadlineSeconds ?? 0) * 1000;
  }

  test('a warm machine that is claimed ends when its lab does, and stays on its node until then', async () => {
    const warm = labs.runtimeOf({ warm: 1 });
    const name = await warmOne(warm);
    expect((await endOf(name)) - Date.now()).toBeGreaterThan(11 * HOUR);
    expect((await podOf(name)).metadata?.annotations ?? {}).not.toHaveProperty('karpenter.sh/do-not-disrupt');
    const spec = await hourLong();
    await warm.start(spec);
    expect(await namesOf(`atlas/machine=${spec.id}`)).toEqual([name]);
    const late = (await endOf(name)) - spec.endsAt.getTime();
    expect(late).toBeLessThanOrEqual(0);
    expect(late).toBeGreaterThan(-2_000);
    expect((await podOf(name)).metadata?.annotations).toMatchObject({
      'karpenter.sh/do-not-disrupt': 'true',
    });
    await warm.stop(spec.id);
  });

  test('one that would end before the lab is not claimed, and is replaced while it has hours left', async () => {
    const name = await warmOne(labs.runtimeOf({ warm: 1 }));
    const late = labs.runtimeOf({ warm: 1 }, 11.5 * HOUR);
    const spec = await hourLong(11.5 * HOUR);
    await late.start(spec);
    expect(await namesOf(`atlas/machine=${spec.id}`)).not.toContain(name);
    expect(await namesOf('atlas/warm=true')).toEqual([name]);
    await late.stop(spec.id);

    await labs.runtimeOf({ warm: 1 }, 7 * HOUR).tidy?.();
    expect(await namesOf('atlas/warm=true')).toEqual([name]);
    await labs.runtimeOf({ warm: 1 }, 9 * HOUR).tidy?.();
    const after = await namesOf('atlas/warm=true');
    expect(after).toHaveLength(1);
    expect(after).not.toContain(name);
  });

  test('one of another image is not claimed and is replaced, and one without a pod gets one', async () => {
    const name = await warmOne(labs.runtimeOf({ warm: 1 }));
    const newer = labs.runtimeOf({ warm: 1, image: 'registry.example/lab:2' });
    const spec = await hourLong();
    await newer.start(spec);
    expect(await namesOf(`atlas/machine=${spec.id}`)).not.toContain(name);
    await newer.stop(spec.id);
    const other = await warmOne(newer);
    expect(other).not.toBe(name);
    await labs.admin.deleteNamespacedPod({ name: POD, namespace: other, gracePeriodSeconds: 0 });
    await newer.tidy?.();
    expect(await namesOf('atlas/warm=true')).toEqual([other]);
    expect((await podOf(other)).spec?.containers[0]?.image).toBe('registry.example/lab:2');
  });

  test('a pod that comes late is begun as soon as somebody asks after it', { timeout: 90_000 }, async () => {
    const spec = { ...(await specOf(newId(), { 'a.txt': 'late' })), endsAt: new Date(Date.now() + HOUR) };
    labs.node.hold(true);
    try {
      await labs.runtime.start(spec);
      expect(await labs.runtime.state(spec.id)).toEqual({ phase: 'starting' });
    } finally {
      labs.node.hold(false);
    }
    await expect
      .poll(async () => (await labs.runtime.state(spec.id)).phase, { timeout: 10_000, interval: 200 })
      .toBe('ready');
    expect(await labs.runtime.collect(spec.id, ['a.txt'])).toEqual({ 'a.txt': 'late' });
  });

  test('files are kept every few minutes, and are what is left of a machine that is lost', async () => {
    const id = await readyMachine(labs, { 'a.txt': 'first' });
    type(labs, id, 'echo worked > b.txt');
    await labs.runtimeOf({}, MINUTE).tidy?.();
    expect(await labs.runtime.salvage(id)).toBeUndefined();
    // Two sweeps at the same time.
    const soon = labs.runtimeOf({}, 5 * MINUTE);
    await Promise.all([soon.tidy?.(), soon.tidy?.()]);
    const kept = await unpack((await labs.runtime.salvage(id)) ?? new Uint8Array());
    expect(kept.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()])).toEqual([
      ['a.txt', 'first'],
      ['b.txt', 'worked\n'],
    ]);
    const [namespace = ''] = await namesOf(`atlas/machine=${id}`);
    await labs.admin.deleteNamespacedPod({ name: POD, namespace, gracePeriodSeconds: 0 });
    expect(await labs.runtime.state(id)).toEqual({
      phase: 'ended',
      reason: 'The computer that the machine ran on went away.',
    });
    await expect(labs.runtime.save(id)).rejects.toThrow('The machine is not there.');
    expect(await labs.runtime.salvage(id)).toBeDefined();
  });

  test('what can not be kept is left to the next time, and holds up nobody', async () => {
    const large = await readyMachine(labs);
    const id = await readyMachine(labs, { 'a.txt': 'kept' });
    type(labs, large, 'head -c 9000000 /dev/urandom > large');
    await labs.runtimeOf({}, 5 * MINUTE).tidy?.();
    expect(await labs.runtime.salvage(large)).toBeUndefined();
    expect(await labs.runtime.salvage(id)).toBeDefined();
  });

  test('a machine says what it uses', async () => {
    const id = await readyMachine(labs);
    type(
      labs,
      id,
      'head -c 3000000 /dev/urandom > file; (sleep 300 > /dev/null 2>&1 &); (sleep 300 > /dev/null 2>&1 &)',
    );
    const used = await labs.runtime.usage(id);
    expect(used?.processes).toBeGreaterThanOrEqual(3);
    expect(used?.memoryBytes).toBeGreaterThan(1_000_000);
    expect(used?.diskBytes).toBeGreaterThanOrEqual(3_000_000);
    expect(used?.diskBytes).toBeLessThan(4_000_000);
    expect(used?.cpuSeconds).toBeGreaterThanOrEqual(0);
    await expect(labs.runtime.usage(newId())).rejects.toThrow('The machine is not there.');
  });
});
