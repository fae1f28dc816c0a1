import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  installScriptProblems,
  type Lockfile,
  licenceProblems,
  lockfileProblems,
  type Manifest,
  versionProblems,
} from './supply.ts';

const integrity = 'sha512-aaaa';

describe('L12 the supply of packages', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile;
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

  it('L12 is sound as it is: hashed tarballs, exact versions, known install scripts', () => {
    expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
    expect(lockfileProblems(lock)).toEqual([]);
    expect(versionProblems(manifest)).toEqual([]);
    expect(installScriptProblems(lock, manifest)).toEqual([]);
  });

  it.each([
    ['without a hash', { version: '1.0.0' }, 'no integrity'],
    ['with a weak hash', { version: '1.0.0', integrity: 'sha1-aaaa' }, 'no integrity'],
    [
      'from git',
      { integrity, resolved: 'git+ssh://git@example.org/x.git#abc' },
      'does not come from a registry',
    ],
    ['over plain http', { integrity, resolved: 'http://example.org/x.tgz' }, 'does not come from a registry'],
    ['from a folder', { link: true, resolved: '../x' }, 'link to a folder'],
  ])('L12 refuses a package %s', (_, entry, problem) => {
    expect(lockfileProblems({ packages: { '': {}, 'node_modules/x': entry } }).join()).toContain(problem);
  });

  it('L12 refuses an install script that nobody decided on, however deep', () => {
    const packages = { 'node_modules/a/node_modules/@x/y': { hasInstallScript: true } };
    expect(installScriptProblems({ packages }, { allowScripts: { a: true } })).toHaveLength(1);
    expect(installScriptProblems({ packages }, { allowScripts: { '@x/y': false } })).toEqual([]);
  });

  it.each(['^1.0.0', '~1.0.0', '1.x', '*', 'latest', 'github:x/y', 'file:../x'])(
    'L12 refuses the version %s',
    (version) => {
      expect(versionProblems({ dependencies: { x: version } })).toHaveLength(1);
    },
  );

  it.each([
    ['MIT', 0],
    ['(MPL-2.0 OR Apache-2.0)', 0],
    ['EPL-2.0 OR GPL-3.0-or-later', 0],
    ['MIT AND GPL-3.0-only', 1],
    ['AGPL-3.0', 1],
    ['MIT*', 1],
    ['UNKNOWN', 1],
    ['', 1],
  ])('L12 judges the licence "%s"', (licence, problems) => {
    expect(licenceProblems({ '@scope/x@1.0.0': licence })).toHaveLength(problems);
  });
});
