import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { podOf } from '../../functions/labs/runtime/kubernetes/objects.ts';
import { packUp, unpack } from '../../lab-agent/archives.ts';
import {
  LIMITS,
  nameOf,
  newId,
  readyMachine,
  specOf,
  startLabs,
  type TestLabs,
  type,
  whyNoNode,
} from './support/labs.ts';

const missing = whyNoNode();
const about = missing ? ` (skipped: ${missing})` : '';

describe.skipIf(missing)(`L1 L2 commands in machines of a real API server${about}`, () => {
  let labs: TestLabs;
  beforeAll(async () => {
    labs = await startLabs();
  }, 180_000);
  afterAll(() => labs?.stop());

  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  test('a machine gets its files, and its agent what it has to know, once', async () => {
    const id = newId();
    const spec = await specOf(id, { 'a.txt': 'hello\n', 'deep/er/b.txt': 'there\n' });
    let tokens = 0;
    const newToken = () => {
      tokens += 1;
      return spec.agent.newToken();
    };
    const counted = { ...spec, agent: { ...spec.agent, newToken } };
    await labs.runtime.start(counted);
    await labs.runtime.start(counted);
    expect(tokens).toBe(1);
    expect(type(labs, id, 'cat a.txt deep/er/b.txt')).toBe('hello\nthere\n');
    expect(JSON.parse(type(labs, id, 'cat /tmp/begin'))).toEqual({
      url: 'wss://live.example/',
      token: `token of ${id}`,
      socket: null,
      shell: 'pty',
      home: '/home/learner',
      limits: LIMITS,
      endsAt: spec.endsAt.toISOString(),
    });
    expect(type(labs, id, 'ls /tmp')).toBe('begin\n');
    // A token stands in it.
    const { mode, uid } = statSync(join(labs.node.folderOf(nameOf(id), 'lab'), 'tmp/begin'));
    expect(mode & 0o777).toBe(0o600);
    expect(uid).toBeGreaterThanOrEqual(100_000);
  });

  test('the agent takes what it is told, and leaves it nowhere', async () => {
    const id = await readyMachine(labs);
    // What the container begins with, without tini: the node has a first process of its own.
    const [, , ...waiting] = podOf({ image: 'x' }, LIMITS, 60, 100_001).spec?.containers[0]?.command ?? [];
    const quoted = waiting.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    type(labs, id, `setsid ${quoted} > agent.log 2>&1 < /dev/null & `);
    const list = 'for p in /proc/[0-9]*; do tr "\\0" " " < $p/cmdline; echo; done';
    await expect.poll(() => type(labs, id, list), { timeout: 10_000 }).toMatch(/agent\.mjs serve/);
    await sleep(1_000);
    expect(type(labs, id, list)).toMatch(/agent\.mjs serve/);
    expect(type(labs, id, 'ls /tmp')).toBe('');
    expect(type(labs, id, 'cat agent.log')).toBe('');
  });

  test('one that was begun and not finished is thrown away and started anew', async () => {
    const id = newId();
    const spec = await specOf(id, { 'a.txt': 'a' });
    const newToken = () => Promise.reject(new Error('Killed.'));
    const dying = { ...spec, agent: { url: spec.agent.url, newToken } };
    await expect(labs.runtime.start(dying)).rejects.toThrow('Killed.');
    expect(await labs.runtime.state(id)).toEqual({ phase: 'starting' });
    await labs.runtime.start(spec);
    expect(await labs.runtime.state(id)).toEqual({ phase: 'ready' });
    expect(await labs.runtime.collect(id, ['a.txt'])).toEqual({ 'a.txt': 'a' });
  });

  test('a node that writes to the pod meanwhile is no reason to give a machine up', async () => {
    const id = newId();
    let isOver = false;
    const namespace = nameOf(id);
    const heartbeats = (async () => {
      for (let beat = 0; !isOver; beat++) {
        const pod = await labs.admin.readNamespacedPod({ name: 'machine', namespace }).catch(() => undefined);
        if (pod?.status?.phase !== 'Running') continue;
        const body = { ...pod, status: { ...pod.status, message: `beat ${beat}` } };
        await labs.admin.replaceNamespacedPodStatus({ name: 'machine', namespace, body }).catch(() => {});
      }
    })();
    try {
      await labs.runtime.start(await specOf(id));
    } finally {
      isOver = true;
      await heartbeats;
    }
    expect(await labs.runtime.state(id)).toEqual({ phase: 'ready' });
  });

  test('answers are what lies there as plain files, and nothing that leads elsewhere', async () => {
    const id = await readyMachine(labs, { 'answer.txt': 'untouched', 'other.txt': 'not asked for' });
    type(labs, id, 'echo mine > answer.txt; ln -s /etc/hostname link.txt; ln -s /etc out; mkdir folder.txt');
    expect(await labs.runtime.collect(id, ['answer.txt', 'link.txt', 'folder.txt', 'none.txt'])).toEqual({
      'answer.txt': 'mine\n',
    });
    await expect(labs.runtime.collect(id, ['out/hostname'])).rejects.toThrow(/no path below the home folder/);
    await expect(labs.runtime.collect(id, ['../../etc/hostname'])).rejects.toThrow(/no path below/);
    type(labs, id, 'head -c 300000 /dev/zero > answer.txt');
    await expect(labs.runtime.collect(id, ['answer.txt'])).rejects.toThrow(
      'answer.txt is larger than 256 KB.',
    );
    await expect(labs.runtime.collect(newId(), ['answer.txt'])).rejects.toThrow('The machine is not there.');
  });

  test('what is saved is what was there, megabytes too, and a new machine takes it', async () => {
    const id = await readyMachine(labs, { 'a.txt': 'a' });
    type(labs, id, 'head -c 5000000 /dev/urandom > big.bin; mkdir -p x/y; echo deep > x/y/z; chmod +x x/y/z');
    const sum = type(labs, id, 'sha256sum < big.bin').slice(0, 64);
    const archive = await labs.runtime.save(id);
    const files = await unpack(archive);
    expect(files.map(({ path }) => path).sort()).toEqual(['a.txt', 'big.bin', 'x/y/z']);
    const big = files.find(({ path }) => path === 'big.bin');
    expect(digest(big?.bytes ?? Buffer.alloc(0))).toBe(sum);
    expect(files.find(({ path }) => path === 'x/y/z')?.executable).toBe(true);

    const next = newId();
    await labs.runtime.start({ ...(await specOf(next)), archive });
    expect(type(labs, next, 'sha256sum < big.bin; test -x x/y/z && cat x/y/z')).toMatch(
      new RegExp(`^${sum}.*deep`, 's'),
    );
    // The most that an archive may have.
    const most = await packUp([{ path: 'most', bytes: randomBytes(8_300_000), executable: false }]);
    const another = newId();
    await labs.runtime.start({ ...(await specOf(another)), archive: most });
    expect(digest(await labs.runtime.save(another))).toBe(digest(most));
    type(labs, another, 'head -c 9000000 /dev/urandom > more');
    await expect(labs.runtime.save(another)).rejects.toThrow(/^The files could not be saved: /);
  });

  test('megabytes come whole and in order, with what is said to errors beside them', async () => {
    const id = await readyMachine(labs);
    const script = 'seq 1 900000; seq 1 900000 >&2; exit 3';
    const { code, out, err } = await labs.exec()(nameOf(id), 'lab', script);
    const all = `${Array.from({ length: 900_000 }, (_, i) => i + 1).join('\n')}\n`;
    expect(code).toBe(3);
    expect(out.length).toBeGreaterThan(5_000_000);
    expect([out.toString() === all, err.toString() === all]).toEqual([true, true]);
    const bytes = await labs.exec()(nameOf(id), 'lab', 'cat', [], { stdin: Buffer.from(all) });
    expect([bytes.code, bytes.out.toString() === all, bytes.err.length]).toEqual([0, true, 0]);
  });

  test('a warm machine is given away with the files of whom it is given to', async () => {
    const warm = labs.runtimeOf({ warm: 1 });
    await warm.tidy?.();
    const [name = ''] = (await labs.admin.listNamespace({ labelSelector: 'atlas/warm=true' })).items.map(
      ({ metadata }) => metadata?.name,
    );
    await expect
      .poll(
        async () => (await labs.admin.readNamespacedPod({ name: 'machine', namespace: name })).status?.phase,
      )
      .toBe('Running');
    const id = newId();
    await warm.start(await specOf(id, { 'a.txt': 'for me' }));
    expect(await warm.state(id)).toEqual({ phase: 'ready' });
    expect(await warm.collect(id, ['a.txt'])).toEqual({ 'a.txt': 'for me' });
    const mine = await labs.admin.listNamespace({ labelSelector: `atlas/machine=${id}` });
    expect(mine.items.map(({ metadata }) => metadata?.name)).toEqual([name]);
    await warm.stop(id);
  });
});
