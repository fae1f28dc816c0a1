import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileAnswer } from '../client/lab/messages.ts';
import { packUp, unpack } from './archives.ts';
import { createDiskHome } from './disk-home.ts';
import { createEditor } from './editor.ts';
import { collect, type Home } from './home.ts';

let folder: string;
let root: string;
let home: Home;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atlas-home-'));
  root = join(folder, 'home');
  mkdirSync(root);
  writeFileSync(join(folder, 'outside.txt'), 'outside');
  home = createDiskHome(root);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const codeOf = (answer: FileAnswer) => (answer.op === 'failed' ? answer.code : answer.op);
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const data = (text: string) => Buffer.from(text).toString('base64');

describe('no way out of the home folder', () => {
  const asks = (path: string) =>
    [
      { op: 'read', path, at: 0 },
      { op: 'write', path, at: 0, data: data('x'), last: true },
      { op: 'remove', path },
      { op: 'rename', path, to: 'inside' },
      { op: 'rename', path: 'inside', to: path },
    ] as const;

  test.each(['../outside.txt', 'a/../../outside.txt', '/etc/passwd', '', '.', 'a//b', 'nul\0l'])(
    'the path %j is refused',
    async (path) => {
      writeFileSync(join(root, 'inside'), 'inside');
      for (const ask of asks(path))
        expect(codeOf(await createEditor(home).answer('p', ask))).toBe('BAD_PATH');
      expect(readFileSync(join(folder, 'outside.txt'), 'utf8')).toBe('outside');
    },
  );

  test('links lead nowhere: neither one to a file nor one to a folder', async () => {
    symlinkSync(join(folder, 'outside.txt'), join(root, 'link'));
    symlinkSync(folder, join(root, 'door'));
    const editor = createEditor(home);
    expect(codeOf(await editor.answer('p', { op: 'read', path: 'link', at: 0 }))).toBe('NOT_FOUND');
    for (const ask of asks('door/outside.txt'))
      expect(codeOf(await editor.answer('p', ask))).toBe('BAD_PATH');
    // A link is replaced by what is written, not followed.
    await editor.answer('p', { op: 'write', path: 'link', at: 0, data: data('mine'), last: true });
    expect(readFileSync(join(folder, 'outside.txt'), 'utf8')).toBe('outside');
    expect(readFileSync(join(root, 'link'), 'utf8')).toBe('mine');
    expect((await home.all()).map(({ path }) => path)).toEqual(['link']);
    expect(await collect(home, ['link', 'none'])).toEqual({ link: 'mine' });
  });
});

describe('a folder that is a link', () => {
  test('is not gone through to make a folder, or to take a file out', async () => {
    symlinkSync(folder, join(root, 'door'));
    writeFileSync(join(root, 'inside'), 'inside');
    const editor = createEditor(home);
    for (const ask of [
      { op: 'write', path: 'door/new/x', at: 0, data: data('x'), last: true },
      { op: 'rename', path: 'inside', to: 'door/new/x' },
    ] as const)
      expect(codeOf(await editor.answer('p', ask))).toBe('BAD_PATH');
    expect(readdirSync(folder).sort()).toEqual(['home', 'outside.txt']);
    expect(readdirSync(root).sort()).toEqual(['door', 'inside']);
  });

  test('that leads nowhere, or to itself, is no folder', async () => {
    symlinkSync(join(folder, 'none'), join(root, 'broken'));
    symlinkSync('loop', join(root, 'loop'));
    for (const path of ['broken/x', 'loop/x']) {
      const ask = { op: 'write', path, at: 0, data: data('x'), last: true } as const;
      expect(codeOf(await createEditor(home).answer('p', ask))).toBe('BAD_PATH');
    }
    expect(readdirSync(folder).sort()).toEqual(['home', 'outside.txt']);
  });
});

// Root reads everything.
test.skipIf(process.getuid?.() === 0)(
  'what can not be read keeps nothing else from being saved',
  async () => {
    mkdirSync(join(root, 'closed'));
    writeFileSync(join(root, 'closed/a'), '');
    writeFileSync(join(root, 'secret'), '', { mode: 0 });
    writeFileSync(join(root, 'kept'), 'kept');
    chmodSync(join(root, 'closed'), 0);
    expect((await home.all()).map(({ path }) => path)).toEqual(['kept']);
    chmodSync(join(root, 'closed'), 0o755);
  },
);

test('files that go while they are listed or saved are left out', async () => {
  for (let i = 0; i < 300; i++) writeFileSync(join(root, `f${i}`), 'x');
  const [listed] = await Promise.all([
    home.list(),
    home.all(),
    Promise.all(Array.from({ length: 300 }, (_, i) => rm(join(root, `f${i}`), { force: true }))),
  ]);
  expect(listed.length).toBeLessThanOrEqual(300);
});

describe('an archive', () => {
  test('of more than 8 MB packed, or 64 MB unpacked, is not made', async () => {
    const noise = { path: 'noise', bytes: randomBytes(9 * 1024 * 1024), executable: false };
    await expect(packUp([noise])).rejects.toThrow(/8 MB/);
    const zeros = (path: string) => ({ path, bytes: Buffer.alloc(40 * 1024 * 1024), executable: false });
    await expect(packUp([zeros('a'), zeros('b')])).rejects.toThrow(/64 MB/);
  });

  test('of nothing but folders is not gone through for ever', async () => {
    const tar = pack();
    for (let i = 0; i < 20_000; i++) tar.entry({ name: `d${i}`, type: 'directory' });
    tar.finalize();
    await expect(unpack(gzipSync(await buffer(tar)))).rejects.toThrow(/5,000/);
  });

  test.each([
    ['a link', { name: 'x', type: 'symlink' as const, linkname: '/etc/passwd' }],
    ['a hard link', { name: 'x', type: 'link' as const, linkname: '../outside.txt' }],
    ['a device', { name: 'x', type: 'character-device' as const }],
    ['a way up', { name: '../x' }],
    ['an absolute path', { name: '/x' }],
  ])('that holds %s is refused', async (_what, header) => {
    const tar = pack();
    tar.entry(header, header.type ? '' : 'x');
    tar.finalize();
    await expect(unpack(gzipSync(await buffer(tar)))).rejects.toThrow(/no p/);
  });
});

describe('the editor', () => {
  test('reads and writes in pieces, keeps the mode, and leaves nothing half done', async () => {
    const editor = createEditor(home);
    const text = 'x'.repeat(40_000);
    for (let at = 0; at < text.length; at += 16_384)
      await editor.answer('p', {
        op: 'write',
        path: 'a/b.sh',
        at,
        data: data(text.slice(at, at + 16_384)),
        last: at + 16_384 >= text.length,
      });
    expect(readFileSync(join(root, 'a/b.sh'), 'utf8')).toBe(text);
    chmodSync(join(root, 'a/b.sh'), 0o755);
    await editor.answer('p', { op: 'write', path: 'a/b.sh', at: 0, data: data('new'), last: true });
    expect(statSync(join(root, 'a/b.sh')).mode & 0o777).toBe(0o755);
    expect(readdirSync(join(root, 'a'))).toEqual(['b.sh']);
    const read = await editor.answer('p', { op: 'read', path: 'a/b.sh', at: 1 });
    expect(read).toMatchObject({ data: data('ew'), bytes: 3, hash: hash('new') });
  });

  test('a new program can be run', async () => {
    await createEditor(home).answer('p', {
      op: 'write',
      path: 'run',
      at: 0,
      data: data('#!/bin/bash\n'),
      last: true,
    });
    expect(statSync(join(root, 'run')).mode & 0o100).toBeTruthy();
  });

  test('what the shell changed meanwhile is not overwritten', async () => {
    const editor = createEditor(home);
    writeFileSync(join(root, 'a'), 'by the shell');
    const write = (before: string | null | undefined) =>
      editor.answer('p', {
        op: 'write',
        path: 'a',
        at: 0,
        data: data('mine'),
        last: true,
        ...(before === undefined ? {} : { before }),
      });
    expect(codeOf(await write(hash('read before')))).toBe('CHANGED');
    expect(codeOf(await write(null))).toBe('CHANGED');
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('by the shell');
    expect(codeOf(await write(hash('by the shell')))).toBe('write');
    expect(codeOf(await write(undefined))).toBe('write');
  });

  test('a piece that was lost, a file that is too large, one that is not there, a name that is taken', async () => {
    const editor = createEditor(home);
    writeFileSync(join(root, 'a'), '');
    writeFileSync(join(root, 'b'), '');
    writeFileSync(join(root, 'big'), 'x'.repeat(1024 * 1024 + 1));
    expect(
      codeOf(await editor.answer('p', { op: 'write', path: 'n', at: 5, data: data('x'), last: true })),
    ).toBe('FAILED');
    expect(codeOf(await editor.answer('p', { op: 'read', path: 'big', at: 0 }))).toBe('TOO_LARGE');
    expect(codeOf(await editor.answer('p', { op: 'read', path: 'none', at: 0 }))).toBe('NOT_FOUND');
    expect(codeOf(await editor.answer('p', { op: 'remove', path: 'none' }))).toBe('NOT_FOUND');
    expect(codeOf(await editor.answer('p', { op: 'rename', path: 'a', to: 'b' }))).toBe('CHANGED');
    expect(codeOf(await editor.answer('p', { op: 'rename', path: 'a', to: 'c/d' }))).toBe('rename');
  });

  test('a list stays within one message', async () => {
    for (let i = 0; i < 700; i++) writeFileSync(join(root, `${'n'.repeat(60)}${i}`), '');
    const answer = await createEditor(home).answer('p', { op: 'list' });
    expect(answer).toMatchObject({ op: 'list', more: true });
    expect(JSON.stringify(answer).length).toBeLessThan(20_000);
  });
});

test('what is saved is what comes back', async () => {
  mkdirSync(join(root, 'a'));
  writeFileSync(join(root, 'a/run.sh'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(root, 'bytes'), Buffer.from([0, 255, 10, 13]));
  const archive = await packUp(await home.all());
  const other = join(folder, 'other');
  mkdirSync(other);
  await createDiskHome(other).restore(await unpack(archive));
  expect(statSync(join(other, 'a/run.sh')).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(other, 'bytes'))).toEqual(Buffer.from([0, 255, 10, 13]));
});
