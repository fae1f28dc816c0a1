import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('the boundaries between rooms', () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'atlas-rooms-'));
    symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
    for (const file of ['package.json', 'tsconfig.json']) symlinkSync(resolve(file), join(project, file));
  });
  afterEach(() => rmSync(project, { recursive: true, force: true }));

  /** The rules that a project of these files breaks. */
  function broken(files: Record<string, string>): string[] {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(project, file)), { recursive: true });
      writeFileSync(join(project, file), text);
    }
    const rooms = [...new Set(Object.keys(files).map((file) => file.split('/')[0]!))];
    const args = ['--config', resolve('.dependency-cruiser.mjs'), '--output-type', 'json', ...rooms];
    const { stdout, stderr } = spawnSync(resolve('node_modules/.bin/depcruise'), args, {
      cwd: project,
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(stderr);
    const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
    return [...new Set(report.summary.violations.map(({ rule }) => rule.name))];
  }

  const leaf = 'export const leaf = 1;\n';
  const use = (path: string) => `import { leaf } from '${path}';\nexport const used = leaf;\n`;

  it.each([
    ['web-knows-the-client', 'web/src/page.ts', '../../functions/labs/labs.ts', 'functions/labs/labs.ts'],
    ['client-stands-alone', 'client/api.ts', '../web/src/page.ts', 'web/src/page.ts'],
    [
      'content-stands-alone',
      'content/compiler/main.ts',
      '../../functions/labs/labs.ts',
      'functions/labs/labs.ts',
    ],
    ['local-calls-entries', 'local/run.ts', '../functions/labs/labs.ts', 'functions/labs/labs.ts'],
    ['platform-stands-below', 'functions/platform/context.ts', '../labs/labs.ts', 'functions/labs/labs.ts'],
    [
      'domains-stay-in-functions',
      'functions/labs/labs.ts',
      '../entry/graphql.ts',
      'functions/entry/graphql.ts',
    ],
    [
      'domains-meet-at-the-door',
      'functions/labs/labs.ts',
      '../auth/auth.store.ts',
      'functions/auth/auth.store.ts',
    ],
    [
      'entries-have-no-sql',
      'functions/entry/graphql.ts',
      '../labs/labs.store.ts',
      'functions/labs/labs.store.ts',
    ],
    ['stacks-read-names', 'lib/api.ts', '../functions/labs/labs.ts', 'functions/labs/labs.ts'],
    ['edge-is-data', 'edge/rules.ts', '../local/run.ts', 'local/run.ts'],
    ['no-tests-in-the-product', 'local/run.ts', '../test/support/atlas.ts', 'test/support/atlas.ts'],
  ])('break %s', (rule, from, path, to) => {
    expect(broken({ [from]: use(path), [to]: leaf })).toContain(rule);
  });

  it('are broken by a type alone too', () => {
    const type = `import type { leaf } from '../../functions/labs/labs.ts';\nexport type Used = typeof leaf;\n`;
    expect(broken({ 'web/src/page.ts': type, 'functions/labs/labs.ts': leaf })).toEqual([
      'web-knows-the-client',
    ]);
  });

  it('keep the database driver in stores, and cycles and unknown packages out', () => {
    expect(broken({ 'functions/labs/labs.ts': `import pg from 'pg';\nexport const x = pg;\n` })).toEqual([
      'sql-only-in-stores',
    ]);
    expect(broken({ 'client/a.ts': use('./b.ts'), 'client/b.ts': use('./a.ts') })).toContain('no-cycles');
    expect(broken({ 'client/a.ts': use('left-pad'), 'client/b.ts': leaf })).toContain('imports-resolve');
  });

  it('let through what is allowed', () => {
    expect(
      broken({
        'functions/labs/labs.ts': use('../auth/auth.ts'),
        'functions/auth/auth.ts': use('../platform/ids.ts'),
        'functions/auth/auth.store.ts': `import pg from 'pg';\nexport const x = pg;\n`,
        'functions/platform/ids.ts': leaf,
        'functions/entry/graphql.ts': use('../labs/labs.ts'),
        'local/run.ts': use('../functions/entry/graphql.ts'),
        'web/src/page.ts': use('../../client/api.ts'),
        'client/api.ts': leaf,
        'lib/api.ts': use('../edge/rules.ts'),
        'edge/rules.ts': leaf,
      }),
    ).toEqual([]);
  });
});
