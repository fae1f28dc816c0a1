import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packFiles } from '../../functions/labs/checking/archive.ts';
import type { RuntimeMachine } from '../../functions/labs/runtime/runtime.ts';
import { LIMITS, nameOf, readyMachine, startLabs, type TestLabs, type, whyNoNode } from './support/labs.ts';

const missing = whyNoNode();
const about = missing ? ` (skipped: ${missing})` : '';

describe.skipIf(missing)(`L2 fresh machines in a real API server${about}`, () => {
  let labs: TestLabs;
  beforeAll(async () => {
    labs = await startLabs();
  }, 180_000);
  afterAll(() => labs?.stop());

  const fresh = async <Result>(
    near: string | undefined,
    files: Record<string, { text: string }>,
    use: (machine: RuntimeMachine) => Promise<Result>,
  ) =>
    labs.runtime.fresh({ limits: LIMITS, archive: await packFiles(files), ...(near ? { near } : {}) }, use);
  const PROCESSES = 'for p in /proc/[0-9]*; do tr "\\0" " " < $p/cmdline; echo; done 2> /dev/null';

  test('a fresh machine has nothing of the learner’s, and leaves theirs alone', async () => {
    const id = await readyMachine(labs, { 'a.txt': 'theirs' });
    type(labs, id, 'echo theirs > mine.txt; echo theirs > /tmp/mine; (sleep 300 > /dev/null 2>&1 &)');
    await fresh(id, { 'a.txt': { text: 'pristine' } }, async (machine) => {
      expect(await machine.read('a.txt')).toBe('pristine');
      expect(await machine.read('mine.txt')).toBeUndefined();
      expect((await machine.run('ls -A . /tmp')).out).toBe('.:\na.txt\n\n/tmp:\n');
      expect((await machine.run(PROCESSES)).out).not.toContain('sleep 300');
      expect((await machine.run('(exec 3<> /dev/tcp/1.1.1.1/53) 2>&1; id -u')).out).toMatch(
        /unreachable.*\n\d+/s,
      );
    });
    expect(type(labs, id, 'cat a.txt mine.txt /tmp/mine')).toBe('theirstheirs\ntheirs\n');
    // What ends everything in the checker ends nothing here.
    expect(type(labs, id, PROCESSES)).toContain('sleep 300');
  });

  test('nothing is left of the check before, even of what it closed to itself', async () => {
    const id = await readyMachine(labs);
    await fresh(id, {}, async (machine) => {
      await machine.run('echo left > left.txt; echo left > /tmp/left; mkdir -p .x/y; ln -s /tmp link');
      await machine.run(
        'mkdir -p closed/in; touch closed/in/file; chmod 0 closed/in closed; mkdir -m 0 /tmp/c',
      );
    });
    await fresh(id, { 'closed/in': { text: 'pristine' } }, async (machine) => {
      expect((await machine.run('ls -A . closed /tmp')).out).toBe('.:\nclosed\n\n/tmp:\n\nclosed:\nin\n');
      expect(await machine.read('closed/in')).toBe('pristine');
    });
  });

  test('renewed in the middle of a check, it has its new files and nothing else', async () => {
    const id = await readyMachine(labs);
    await fresh(id, { 'a.txt': { text: 'a' } }, async (machine) => {
      await machine.run('echo more >> a.txt; echo left > left.txt; echo left > /tmp/left; mkdir -m 0 closed');
      await machine.renew(await packFiles({ 'b.txt': { text: 'b' } }));
      expect((await machine.run('ls -A . /tmp')).out).toBe('.:\nb.txt\n\n/tmp:\n');
      expect(await machine.read('a.txt')).toBeUndefined();
    });
  });

  test('programs that a run leaves behind are ended with it', async () => {
    const id = await readyMachine(labs);
    await fresh(id, {}, async (machine) => {
      const began = Date.now();
      // Each holds the output open.
      expect((await machine.run('sleep 301 & setsid sleep 302 & nohup sleep 303 & echo on')).out).toBe(
        'on\n',
      );
      expect(Date.now() - began).toBeLessThan(4_000);
      expect((await machine.run(PROCESSES)).out).not.toMatch(/sleep 30[123]/);
    });
  });

  test('a run tells its code, output and errors, and takes input and files', async () => {
    const id = await readyMachine(labs);
    await fresh(id, {}, async (machine) => {
      expect(await machine.run('cat; echo no >&2; exit 7', { stdin: 'in\n' })).toEqual({
        code: 7,
        out: 'in\n',
        err: 'no\n',
        timedOut: false,
      });
      expect(await machine.run('true', { stdin: 'x'.repeat(1_000_000) })).toMatchObject({ code: 0 });
      expect((await machine.run('bash d/run.sh', { files: { 'd/run.sh': 'echo ran' } })).out).toBe('ran\n');
      expect((await machine.run('cat d/run.sh')).out).toBe('echo ran');
      expect(await machine.run('kill -9 $$')).toEqual({ code: 137, out: '', err: '', timedOut: false });
      expect((await machine.run('env | cut -d= -f1 | sort | xargs')).out).toBe(
        'HOME LANG OLDPWD PATH PWD SHLVL USER _\n',
      );
    });
  });

  test('a run that ends everything around it has failed, which is an answer too', async () => {
    const id = await readyMachine(labs);
    await fresh(id, {}, async (machine) => {
      expect(await machine.run('echo PASS; kill -9 -1')).toMatchObject({ code: 137, timedOut: false });
      expect(await machine.run('kill -9 -1; exit 0')).toMatchObject({ code: 137, timedOut: false });
      expect((await machine.run('echo well')).out).toBe('well\n');
    });
  });

  test('a run is held to its time, also one that does not want to end', async () => {
    const id = await readyMachine(labs);
    await fresh(id, {}, async (machine) => {
      expect(await machine.run('echo begun; sleep 60', { seconds: 1 })).toEqual({
        code: 124,
        out: 'begun\n',
        err: '',
        timedOut: true,
      });
      const stubborn = await machine.run('trap "" TERM; while :; do sleep 0.2; done', { seconds: 1 });
      expect(stubborn).toMatchObject({ code: 124, timedOut: true });
      const endless = await machine.run('yes', { seconds: 1 });
      expect([endless.code, endless.out.length]).toEqual([124, 256 * 1024]);
    });
  });

  test('a run is held to the limits of the lab', async () => {
    const id = await readyMachine(labs);
    await fresh(id, {}, async (machine) => {
      expect((await machine.run('yes | head -c 3000000')).out).toHaveLength(256 * 1024);
      const many = await machine.run('for i in {1..200}; do sleep 20 & done; wait', { seconds: 3 });
      expect(many.err).toMatch(/Resource temporarily unavailable/);
      const large = await machine.run('head -c 40000000 /dev/zero > large; stat -c %s large');
      expect(Number(large.out)).toBeLessThanOrEqual(LIMITS.disk * 1024 * 1024);
      expect((await machine.run('rm large; node -p "6 * 7"')).out).toBe('42\n');
    });
  });

  test('paths that lead out of the home folder are refused, and links are no files', async () => {
    const id = await readyMachine(labs);
    await fresh(
      id,
      { 'link.sh': { text: 'ln -s /etc link; ln -s /tmp/x file; mkfifo pipe' } },
      async (machine) => {
        await machine.run('bash link.sh');
        await expect(machine.read('../x')).rejects.toThrow('no path below');
        await expect(machine.read('/etc/hostname')).rejects.toThrow('no path below');
        await expect(machine.read('file')).rejects.toThrow('no plain file');
        await expect(machine.read('pipe')).rejects.toThrow('no plain file');
        await expect(machine.run('true', { files: { '../../x': 'x' } })).rejects.toThrow('no path below');
        await expect(machine.run('true', { files: { 'link/x': 'x' } })).rejects.toThrow(
          'could not be written',
        );
        await machine.run('cat file', { files: { file: 'instead of the link' } });
        expect(await machine.read('file')).toBe('instead of the link');
        await machine.run('head -c 262144 /dev/zero > most; head -c 262145 /dev/zero > more');
        expect(await machine.read('most')).toHaveLength(256 * 1024);
        await expect(machine.read('more')).rejects.toThrow('more is larger than 256 KB.');
      },
    );
  });

  test('without a learner’s machine there is one for the check alone, which goes away', async () => {
    const names = async () =>
      (await labs.admin.listNamespace({ labelSelector: 'atlas/machine' })).items
        .filter(({ metadata }) => !metadata?.deletionTimestamp)
        .map(({ metadata }) => metadata?.name);
    const before = await names();
    const seen = await fresh(undefined, { 'a.txt': { text: 'a' } }, async (machine) => {
      expect(await machine.read('a.txt')).toBe('a');
      return (await names()).filter((name) => !before.includes(name));
    });
    expect(seen).toEqual([expect.stringMatching(/^lab-fresh-/)]);
    await expect(fresh(undefined, {}, () => Promise.reject(new Error('Broken.')))).rejects.toThrow('Broken.');
    expect(await names()).toEqual(before);
    expect(before).not.toContain(nameOf('lss_none.1'));
  });
});
