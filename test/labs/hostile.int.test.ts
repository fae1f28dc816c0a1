import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { packFiles } from '../../functions/labs/checking/archive.ts';
import { bubblewrapWorks } from '../../functions/labs/runtime/embedded/bubblewrap.ts';
import { freshSandbox } from '../../functions/labs/runtime/embedded/fresh-sandbox.ts';
import { freshSimulated } from '../../functions/labs/runtime/embedded/fresh-simulated.ts';
import { NoCapacity } from '../../functions/labs/runtime/runtime.ts';
import { unpack } from '../../lab-agent/archives.ts';
import { LIMITS, type Machines, machineId, openMachines, type Seat } from './support/machines.ts';

// Where bubblewrap does not work, labs are simulated, and there is nothing of this to prove.
const sandboxed = describe.skipIf(!bubblewrapWorks());

sandboxed('L2 a hostile learner in a sandbox', () => {
  let machines: Machines;
  let neighbour: Seat;

  beforeAll(async () => {
    machines = await openMachines({ machines: 6 });
    neighbour = await machines.seat();
  });
  afterAll(() => machines.stop());
  afterEach(async () => {
    for (const { id } of await machines.runtime.list())
      if (id !== neighbour.id) await machines.runtime.stop(id);
  });

  /** The neighbour noticed nothing, and is answered. */
  async function neighbourIsWell(): Promise<void> {
    const word = `well-${Math.random().toString(36).slice(2)}`;
    neighbour.type(`echo ${word.slice(0, 3)}''${word.slice(3)}`);
    await neighbour.until(word);
    expect(await machines.runtime.state(neighbour.id)).toEqual({ phase: 'ready' });
  }

  /** What a command prints, in a machine of its own. */
  async function tell(command: string, seconds = 10): Promise<string> {
    const seat = await machines.seat();
    seat.type(`${command}; echo END''ED`);
    const shown = await seat.until('ENDED', seconds);
    await machines.runtime.stop(seat.id);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them.
    return shown.slice(shown.indexOf("END''ED")).replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '');
  }

  test('a fork bomb is held to its limit, and the machine can still be ended', async () => {
    const seat = await machines.seat();
    seat.type('bomb() { bomb | bomb & }; bomb');
    await sleep(1_500);
    await neighbourIsWell();
    const began = Date.now();
    await machines.runtime.stop(seat.id);
    expect(Date.now() - began).toBeLessThan(5_000);
    await neighbourIsWell();
  });

  test('who fills the memory is ended, with the reason', async () => {
    const seat = await machines.seat(undefined, { limits: { memory: 64 } });
    seat.type(`node -e 'const a = []; setInterval(() => a.push(Buffer.alloc(20e6, 1)), 20)'`);
    expect(await seat.ended()).toBe('The lab used more than 64 MB of memory and was ended.');
    await neighbourIsWell();
  });

  test('who fills the disk gets an error, and loses nothing', async () => {
    const seat = await machines.seat(undefined, { limits: { disk: 2 }, files: { 'kept.txt': 'kept' } });
    seat.type(
      'for i in 1 2 3 4; do head -c 1000000 /dev/zero > f$i; done; head -c 50M /dev/zero > /tmp/big; head -c 5M /dev/zero > /dev/shm/x; df -k . /tmp | cat',
    );
    expect(await seat.until(/No space left|size limit exceeded/)).toBeTruthy();
    expect(await machines.runtime.collect(seat.id, ['kept.txt'])).toEqual({ 'kept.txt': 'kept' });
    await machines.runtime.stop(seat.id);
    await neighbourIsWell();
  });

  test('endless output is slowed down by who reads it, and others are answered', async () => {
    const seat = await machines.seat();
    seat.type('yes');
    await seat.until('y\r\ny\r\ny');
    await neighbourIsWell();
    const used = await machines.runtime.usage(seat.id);
    expect(used?.memoryBytes).toBeLessThan(300e6);
    await machines.runtime.stop(seat.id);
  });

  test('mining for an hour ends when its computing time is used up', async () => {
    const seat = await machines.seat(undefined, { limits: { cpuSeconds: 2 } });
    seat.type('while :; do :; done & while :; do :; done & wait');
    expect(await seat.ended()).toMatch(/2 seconds of computing time/);
    await neighbourIsWell();
  });

  test('killing everything ends the own machine only', async () => {
    const seat = await machines.seat();
    seat.type('kill -9 -1');
    expect(await seat.ended()).toBe('The machine ended by itself.');
    await neighbourIsWell();
  });

  test('nothing of this computer is seen: no files, no processes, no environment, no rights', async () => {
    const shown = await tell(
      'ls -d /root /work /home/* /etc/shadow /var /proc/[0-9]* 2>&1; cat /proc/1/environ | tr "\\0" "\\n"; grep Cap /proc/self/status; cat /proc/self/uid_map; env',
    );
    expect(shown).toMatch(/cannot access '\/root'/);
    expect(shown).toMatch(/cannot access '\/etc\/shadow'/);
    expect(shown.match(/\/proc\/\d+/g)?.length).toBeLessThan(12);
    expect(shown).toMatch(/CapEff:\s+0{16}/);
    expect(shown).not.toMatch(/DATABASE_URL|AWS_|ATLAS|SECRET|TOKEN|npm_/);
  });

  test('nothing can be mounted, written outside, or made anew as root', async () => {
    const shown = await tell(
      'mount -t tmpfs x /usr 2>&1; touch /usr/x /opt/atlas/agent/x /etc/x 2>&1; unshare -Ur sh -c "mount --bind / /mnt" 2>&1; echo 1 > /proc/sysrq-trigger; mknod /tmp/d b 8 0 2>&1; chroot / 2>&1',
    );
    expect(shown).not.toMatch(/^ok$/m);
    expect(
      shown.match(/Read-only file system|superuser|denied|not permitted|not found|No space|must be/gi)
        ?.length,
    ).toBeGreaterThan(4);
  });

  test('there is no network: no port of this computer, no metadata address, no name', async () => {
    const server = createTcpServer((socket) => socket.end('REACHED'));
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    const { port } = server.address() as AddressInfo;
    const shown = await tell(
      `cat < /dev/tcp/127.0.0.1/${port}; cat < /dev/tcp/169.254.169.254/80; cat < /dev/tcp/127.0.0.1/${machines.relayPort}; getent hosts example.com; ls /sys/class/net 2>&1`,
    );
    expect(shown).not.toContain('REACHED');
    expect(shown).toMatch(/Connection refused/);
    expect(shown).toMatch(/unreachable/);
    await new Promise((resolve) => server.close(resolve));
  });

  test('the way out leads to the WebSocket and nowhere else', async () => {
    const script = `
      const http = require('node:http');
      const ask = (path, headers) => new Promise((resolve) => {
        const request = http.request({ socketPath: '/run/atlas/relay.sock', path, headers }, (r) => resolve(r.statusCode));
        request.on('upgrade', () => resolve('upgraded')).on('error', (e) => resolve(e.code)).end();
      });
      const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': 13, 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' };
      (async () => {
        console.log('A', await ask('/', {}), await ask('/graphql', {}), await ask('/live', {}));
        console.log('B', await ask('/graphql', upgrade), await ask('/live/../graphql', upgrade), await ask('http://example.com/live', upgrade));
        console.log('C', await ask('/live', upgrade));
        process.exit();
      })();`;
    const shown = await tell(
      `echo '${Buffer.from(script).toString('base64')}' | base64 -d > t.cjs; node t.cjs`,
    );
    expect(shown).toContain('A 403 403 403');
    expect(shown).toContain('B 403 403 403');
    expect(shown).toContain('C upgraded');
  });

  test('the token of the agent is not in its environment, and its arguments say nothing', async () => {
    const seat = await machines.seat();
    seat.type(
      'cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" "\\n" | sort -u; echo END\'\'ED',
    );
    const shown = await seat.until('ENDED');
    expect(shown).not.toContain(seat.id);
    await machines.runtime.stop(seat.id);
  });

  test('links out of the home lead nowhere: answers, archives and checks take plain files', async () => {
    const seat = await machines.seat();
    seat.type("ln -s /etc/passwd link; ln -s /usr folder; mkfifo pipe; echo mine > file; echo END''ED");
    await seat.until('ENDED');
    expect(await machines.runtime.collect(seat.id, ['link', 'pipe', 'file'])).toEqual({ file: 'mine\n' });
    await expect(machines.runtime.collect(seat.id, ['folder/bin/bash'])).rejects.toThrow('no path below');
    await expect(machines.runtime.collect(seat.id, ['../../etc/passwd'])).rejects.toThrow('no path below');
    const kept = await unpack(await machines.runtime.save(seat.id));
    expect(kept.map(({ path }) => path).filter((path) => !path.startsWith('.'))).toEqual(['file']);
    await machines.runtime.stop(seat.id);
  });

  test('a learner who takes over the agent changes nothing about a check', async () => {
    const seat = await machines.seat(undefined, { files: { 'answer.txt': 'wrong\n' } });
    // Tampered tools and a stopped agent: whoever owns the machine can do this.
    seat.type(
      "mkdir -p bin; printf \"\\043\\041/bin/sh\\necho right\\n\" > bin/cat; chmod +x bin/cat; cp bin/cat bin/grep; export PATH=$PWD/bin:$PATH; echo 'echo right' > .bashrc; echo END''ED",
    );
    await seat.until('ENDED');
    const files = await machines.runtime.collect(seat.id, ['answer.txt']);
    expect(files).toEqual({ 'answer.txt': 'wrong\n' });
    const archive = await packFiles({ 'answer.txt': { text: files['answer.txt'] ?? '' } });
    const seen = await machines.runtime.fresh({ limits: LIMITS, archive, near: seat.id }, async (machine) => {
      return (await machine.run('cat answer.txt; ls -A')).out;
    });
    expect(seen).toBe('wrong\nanswer.txt\n');
    seat.type('kill -STOP $PPID');
    await sleep(300);
    await expect(machines.runtime.collect(seat.id, ['answer.txt'])).rejects.toThrow();
    await machines.runtime.stop(seat.id);
    await neighbourIsWell();
  }, 30_000);

  test('of thirty machines at once, as many start as fit; the others are told to wait', async () => {
    const ids = Array.from({ length: 30 }, machineId);
    const spec = { limits: LIMITS, archive: await packFiles({}), endsAt: new Date(Date.now() + 60_000) };
    const agent = { url: `ws://127.0.0.1:${machines.relayPort}/live`, newToken: async () => 'x' };
    const asked = await Promise.allSettled(ids.map((id) => machines.runtime.start({ ...spec, id, agent })));
    const started = ids.filter((_, i) => asked[i]?.status === 'fulfilled');
    expect(started).toHaveLength(5);
    for (const one of asked) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(NoCapacity);
    await neighbourIsWell();
    for (const id of started) await machines.runtime.stop(id);
  });

  test('a machine whose time is up ends by itself', async () => {
    const id = machineId();
    const agent = { url: `ws://127.0.0.1:${machines.relayPort}/live`, newToken: async () => id };
    await machines.runtime.start({
      id,
      limits: LIMITS,
      archive: await packFiles({}),
      agent,
      endsAt: new Date(Date.now() + 1_000),
    });
    await expect
      .poll(() => machines.runtime.state(id), { timeout: 5_000 })
      .toMatchObject({ phase: 'ended', reason: 'The time of the lab was up.' });
    await machines.runtime.stop(id);
  });

  test('what was in a machine is kept when the platform stops, and none of it goes on', async () => {
    const own = await openMachines();
    const seat = await own.seat();
    seat.type("echo kept > kept.txt; sleep 1000 & echo PID $!; echo END''ED");
    await seat.until('ENDED');
    await own.runtime.close();
    const kept = await own.runtime.salvage(seat.id);
    expect(
      (await unpack(kept ?? new Uint8Array())).find(({ path }) => path === 'kept.txt')?.bytes.toString(),
    ).toBe('kept\n');
    expect(await own.runtime.list()).toEqual([]);
    await own.stop();
  });
});

sandboxed('a fresh machine', () => {
  const run = async (command: string, seconds?: number) =>
    freshSandbox({ limits: LIMITS, archive: await packFiles({ 'a.txt': { text: 'a\n' } }) }, (machine) =>
      machine.run(command, seconds ? { seconds } : {}),
    );

  test('nothing of one run is there in the next but its files', async () => {
    const archive = await packFiles({});
    const [first, second] = await freshSandbox({ limits: LIMITS, archive }, async (machine) => [
      await machine.run('sleep 60 & echo kept > file; export X=1; echo started'),
      await machine.run('ls /proc | grep -c "^[0-9]"; cat file; echo "x=$X"'),
    ]);
    expect(first?.out).toBe('started\n');
    expect(second?.out).toMatch(/^[1-5]\nkept\nx=\n$/);
  });

  test('a program that never ends is ended in time, and one that prints without an end', async () => {
    expect(await run('while :; do :; done', 1)).toMatchObject({ code: 124, timedOut: true });
    const endless = await run('yes');
    expect(endless.code).toBe(137);
    expect(endless.out.length).toBe(256 * 1024);
  });

  test('it reaches no network, and no file outside', async () => {
    const server = createServer((_, response) => response.end('REACHED'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { out, err } = await run(
      `exec 3<>/dev/tcp/127.0.0.1/${port} && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3; cat /etc/shadow /root/.bashrc; ls /run`,
    );
    expect(out).not.toContain('REACHED');
    expect(err).toMatch(/refused/);
    server.close();
  });

  test('a link in the place of a file is none', async () => {
    const archive = await packFiles({});
    await freshSandbox({ limits: LIMITS, archive }, async (machine) => {
      await machine.run('ln -s /etc/passwd link; mkdir folder');
      await expect(machine.read('link')).rejects.toThrow('no plain file');
      await expect(machine.read('folder')).rejects.toThrow('no plain file');
      await expect(machine.read('../x')).rejects.toThrow('no path');
      expect(await machine.read('none')).toBeUndefined();
    });
  });
});

describe('a simulated machine', () => {
  test('an endless loop is ended, and files are as before it', async () => {
    const archive = await packFiles({ 'a.txt': { text: 'a\n' } });
    await freshSimulated({ limits: LIMITS, archive }, async (machine) => {
      await machine.run('echo b > b.txt');
      expect(await machine.run('while true; do :; done', { seconds: 1 })).toMatchObject({
        code: 124,
        timedOut: true,
      });
      expect((await machine.run('cat a.txt b.txt')).out).toBe('a\nb\n');
    });
  }, 30_000);

  test('it sees no file and no variable of this computer', async () => {
    const archive = await packFiles({});
    const { out } = await freshSimulated({ limits: LIMITS, archive }, (machine) =>
      machine.run('cat /etc/passwd /proc/self/environ; ls /root /work; env'),
    );
    expect(out).not.toMatch(/root:|DATABASE|npm_|node_modules/);
  }, 30_000);
});

describe('an archive from a machine', () => {
  async function archiveOf(header: object, body = ''): Promise<Uint8Array> {
    const tar = pack();
    tar.entry({ name: 'x', ...header } as never, body);
    tar.finalize();
    const chunks: Uint8Array[] = [];
    for await (const chunk of tar) chunks.push(chunk as Uint8Array);
    return gzipSync(Buffer.concat(chunks));
  }

  test.each([
    ['a path outside', { name: '../outside' }],
    ['a path outside, later', { name: 'a/../../outside' }],
    ['an absolute path', { name: '/etc/cron.d/x' }],
    ['a link', { name: 'x', type: 'symlink', linkname: '/etc/passwd' }],
    ['a hard link', { name: 'x', type: 'link', linkname: '/etc/passwd' }],
    ['a device', { name: 'x', type: 'character-device', devmajor: 1, devminor: 5 }],
    ['a pipe', { name: 'x', type: 'fifo' }],
  ])('%s is refused', async (_name, header) => {
    await expect(unpack(await archiveOf(header))).rejects.toThrow(/no path below|no plain file/);
  });

  test('one that grows without an end is refused', async () => {
    await expect(unpack(await archiveOf({ name: 'x' }, 'x'.repeat(65 * 1024 * 1024)))).rejects.toThrow(
      '64 MB',
    );
    await expect(unpack(new Uint8Array([1, 2, 3]))).rejects.toThrow();
  });
});
