import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isFresh, LAB_CHECKS, labChecksSource } from './codegen-labs.ts';

let root: string;
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'atlas-codegen-'));
  for (const slug of ['b-lab', 'a-lab']) put(`content/labs/${slug}/checks.ts`, 'export default {};\n');
  put('content/labs/draft/lab.yaml', 'slug: draft\n');
});
afterEach(() => rmSync(root, { recursive: true }));

test('every lab with checks is listed, in order, as an import that bundlers can follow', () => {
  const lines = labChecksSource(root).split('\n');
  expect(lines.filter((line) => line.includes('import('))).toEqual([
    `  'a-lab': () => import('../../content/labs/a-lab/checks.ts'),`,
    `  'b-lab': () => import('../../content/labs/b-lab/checks.ts'),`,
  ]);
});

test('the list is fresh until a lab comes or goes', () => {
  expect(isFresh(root)).toBe(false);
  put(LAB_CHECKS, labChecksSource(root));
  expect(isFresh(root)).toBe(true);
  put('content/labs/c-lab/checks.ts', 'export default {};\n');
  expect(isFresh(root)).toBe(false);
});
