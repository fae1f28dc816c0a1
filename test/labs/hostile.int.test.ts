import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { packFiles } from '../../functions/labs/checking/archive.ts';
import { OWN_PROCESSES } from '../../functions/labs/runtime/embedded/agent-process.ts';
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

  const isStopped = async (id: string) =>
    machines.runtime.collect(id, []).then(
      () => false,
      () => true,
    );

  test('a fork bomb is held to its limit, and the machine can still be ended', async () => {
    const seat = await machines.seat();
    seat.type('bomb() { bomb | bomb & }; bomb');
    await seat.until('Resource temporarily unavailable');
    const seen: number[] = [];
    for (let i = 0; i < 20; i++) {
      seen.push((await machines.runtime.usage(seat.id))?.processes ?? 0);
      await sleep(100);
    }
    expect(Math.max(...seen)).toBeGreaterThan(LIMITS.processes / 2);
    expect(Math.max(...seen)).toBeLessThanOrEqual(LIMITS.processes + OWN_PROCESSES);
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
    const attempts = {
      mount: 'mount -t tmpfs x /usr',
      remount: 'mount -o remount,rw /',
      programs: 'touch /usr/x',
      agent: 'touch /opt/atlas/agent/x',
      names: 'touch /etc/x',
      root: 'touch /x',
      bind: 'unshare -Ur mount --bind /tmp /usr',
      kernel: 'echo 1 > /proc/sysrq-trigger',
      device: 'mknod /tmp/d b 8 0',
      chroot: 'chroot / true',
      nothing: 'true',
    };
    const script = Object.entries(attempts).map(
      ([name, command]) => `if ${command}; then echo "did ${name}"; else echo "failed ${name}"; fi`,
    );
    const seat = await machines.seat(undefined, { files: { 'attempts.sh': script.join('\n') } });
    seat.type('bash attempts.sh 2> /dev/null');
    const shown = await seat.until('did nothing');
    await machines.runtime.stop(seat.id);
    expect(shown.match(/did \w+/g)).toEqual(['did nothing']);
    expect(shown.match(/failed \w+/g)).toHaveLength(Object.keys(attempts).length - 1);
  });

  test('no program outside can be traced; who traces the own agent stops the own machine', async () => {
    const seat = await machines.seat(undefined, { files: { 'trace.pl': TRACE } });
    // This very process is the platform; another machine's agent is a child of it.
    seat.type(`perl trace.pl ${process.pid} ${process.ppid}; echo END''ED`);
    const shown = await seat.until('ENDED');
    expect(shown).toContain(`${process.pid}: No such process`);
    expect(shown).toContain(`${process.ppid}: No such process`);
    // It is the learner's to stop. The one who traces it waits in its place.
    seat.type('perl -e \'require "./trace.pl"; sleep 60\' $PPID');
    await expect.poll(() => isStopped(seat.id), { timeout: 10_000 }).toBe(true);
    await neighbourIsWell();
    await machines.runtime.stop(seat.id);
    await neighbourIsWell();
  });

  test('who takes over what the agent says fills no memory of the platform', async () => {
    const seat = await machines.seat(undefined, { files: { 'flood.pl': FLOOD } });
    const before = process.memoryUsage().rss;
    seat.type('perl flood.pl $PPID');
    expect(await seat.ended()).toBe('The machine ended by itself.');
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
    await neighbourIsWell();
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

  test('of a hundred machines at once, as many start as fit; the others are told to wait', async () => {
    const ids = Array.from({ length: 100 }, machineId);
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

/** Attaches to the processes whose ids it is given, as a debugger does. */
const TRACE = `
$| = 1;
for (@ARGV) {
  my $failed = syscall(${process.arch === 'arm64' ? 117 : 101}, 16, $_ + 0, 0, 0) < 0;
  print "$_: ", $failed ? $! : "traced", "\\n";
}`;

/** Takes the standard output of a process, by pidfd_open and pidfd_getfd, and writes to it without a line end. */
const FLOOD = `
my $process = syscall(434, $ARGV[0] + 0, 0);
my $taken = syscall(438, $process, 1, 0);
die "not taken: $!" if $taken < 0;
open(my $out, ">&=", $taken);
my $chunk = "a" x 65536;
while (1) { select(undef, undef, undef, 0.001) unless defined syswrite($out, $chunk); }`;

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

  test('renewed, it has its new files and nothing else, whatever runs have done to keep theirs', async () => {
    const archive = await packFiles({ 'a.txt': { text: 'a\n' }, 'b/c.txt': { text: 'c\n' } });
    await freshSandbox({ limits: LIMITS, archive }, async (machine) => {
      await machine.run(HIDE_NOTES);
      await machine.renew(await packFiles({ 'a.txt': { text: 'new\n' }, 'd.txt': { text: 'd\n' } }));
      expect(await machine.run(SHOW_NOTES)).toMatchObject({ out: SHOWN_AFTER, err: '' });
    });
  });

  test('folders that can not be looked into end the run, and nothing else', async () => {
    const nested = await run(
      'name=$(printf "n%.0s" {1..200}); for i in {1..25}; do mkdir $name; cd $name; done; sleep 4',
    );
    expect(nested).toMatchObject({ code: 137, timedOut: false });
    expect(nested.err).toContain('folders that can not be looked into');
    const restless = await run('for i in {1..100}; do mkdir -p x/y/z; rm -r x; done; echo done', 10);
    expect(restless.out).toBe('done\n');
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

/** Where a program might leave something for its next run, and what is left of it. */
const HIDE_NOTES = `echo note | tee -a a.txt b/c.txt .hidden /tmp/note > /dev/shm/note
  mkdir -p deep/er; echo note > deep/er/note; ln -s /tmp link; chmod 0 deep/er deep a.txt b`;
const SHOW_NOTES = 'find . /tmp /dev/shm -mindepth 1 | sort; cat a.txt d.txt';
const SHOWN_AFTER = './a.txt\n./d.txt\nnew\nd\n';

describe('a simulated machine', () => {
  test('renewed, it has its new files and nothing else, whatever runs have done to keep theirs', async () => {
    const archive = await packFiles({ 'a.txt': { text: 'a\n' }, 'b/c.txt': { text: 'c\n' } });
    await freshSimulated({ limits: LIMITS, archive }, async (machine) => {
      await machine.run(HIDE_NOTES);
      await machine.renew(await packFiles({ 'a.txt': { text: 'new\n' }, 'd.txt': { text: 'd\n' } }));
      expect((await machine.run('cat a.txt .hidden deep/er/note /tmp/note /dev/shm/note')).out).toBe('new\n');
      expect((await machine.run('find . -type f | sort')).out).toBe('./a.txt\n./d.txt\n');
    });
  }, 30_000);

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
