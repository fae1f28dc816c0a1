import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { labImageTag } from './lab-image.ts';

const root = mkdtempSync(join(tmpdir(), 'atlas-image-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const PTY = 'node_modules/@lydell';
const FILES = {
  'agent.mjs': 'agent',
  'interpreter.child.mjs': 'interpreter',
  [`${PTY}/node-pty/package.json`]: '{"version":"1.1.0"}',
  [`${PTY}/node-pty-linux-x64/pty.node`]: 'native',
  Dockerfile: 'FROM node',
};

/** The tag of these files, some of which are others. */
function tagOf(name: string, others: Record<string, string> = {}): string {
  const folder = join(root, name);
  for (const [path, text] of Object.entries({ ...FILES, ...others })) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return labImageTag(folder, join(folder, 'Dockerfile'));
}

test('the image of lab machines has a tag that ECR takes, the same for the same contents', () => {
  const tag = tagOf('one');
  expect(tag).toMatch(/^[0-9a-f]{64}$/);
  cpSync(join(root, 'one'), join(root, 'two'), { recursive: true });
  expect(labImageTag(join(root, 'two'), join(root, 'two/Dockerfile'))).toBe(tag);
});

test.each(['agent.mjs', 'interpreter.child.mjs', `${PTY}/node-pty/package.json`, 'Dockerfile'])(
  'another %s is another image, which a repository of tags that never change takes',
  (path) => {
    expect(tagOf('changed', { [path]: 'another' })).not.toBe(tagOf('same'));
  },
);

test('a computer of another platform gives it the same tag', () => {
  const tag = tagOf('arm', { [`${PTY}/node-pty-linux-x64/pty.node`]: 'of arm64' });
  expect(tag).toBe(tagOf('x64'));
});

test('the image brings no other awk than the one that labs are proven with', () => {
  expect(readFileSync('lab-agent/Dockerfile', 'utf8')).not.toMatch(/gawk|original-awk|busybox/);
});
