import { spawnSync } from 'node:child_process';

/** The parts of package-lock.json (version 3) that decide what `npm ci` runs and trusts. */
export interface Lockfile {
  packages: Record<
    string,
    {
      version?: string;
      resolved?: string;
      integrity?: string;
      link?: boolean;
      inBundle?: boolean;
      hasInstallScript?: boolean;
    }
  >;
}

export interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  /** Packages whose install scripts were looked at: true may run, false was seen and is refused. */
  allowScripts?: Record<string, boolean>;
}

/** What in the lock file could bring code that was not reviewed: a source without a hash, a git or local source. */
export function lockfileProblems(lock: Lockfile): string[] {
  const problems: string[] = [];
  for (const [path, entry] of packagesOf(lock)) {
    // What a package brings inside its own archive is covered by that archive's hash.
    if (entry.inBundle) continue;
    if (entry.link) problems.push(`${path} is a link to a folder.`);
    else if (!/^sha(256|384|512)-/.test(entry.integrity ?? ''))
      problems.push(`${path} has no integrity hash.`);
    if (entry.resolved && !/^https:\/\/[^/]+\/.+\.tgz$/.test(entry.resolved)) {
      problems.push(`${path} does not come from a registry, but from ${entry.resolved}.`);
    }
  }
  return problems;
}

/** Install scripts that nobody decided on. */
export function installScriptProblems(lock: Lockfile, manifest: Manifest): string[] {
  const decided = manifest.allowScripts ?? {};
  return packagesOf(lock)
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''))
    .filter((name) => !(name in decided))
    .map(
      (name) => `${name} runs a script when installed: read it, then add it to allowScripts in package.json.`,
    );
}

/** Dependencies of package.json that are not one exact version. */
export function versionProblems(manifest: Manifest): string[] {
  return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} is "${version}": name one exact version.`);
}

function packagesOf(lock: Lockfile) {
  return Object.entries(lock.packages).filter(([path]) => path !== '');
}

/** Licences that a product under MIT may ship with; MPL and EPL stay in files of their own, unchanged. */
const LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'EPL-2.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** License texts without an SPDX name, read by a person. */
const READ_BY_A_PERSON: Readonly<Record<string, string>> = { khroma: 'MIT' };

/** Optional native parts whose install scripts are refused: never built, so never loaded. */
const NEVER_LOADED = new Set(['node-liblzma']);

/**
 * Packages of the product whose licence is not on the list.
 *
 * @param licences by `name@version`, an SPDX expression, or a guess that ends in `*`
 */
export function licenceProblems(licences: Record<string, string>): string[] {
  const plain = (name: string) => name.replace(/@[^@]*$/, '');
  return Object.entries(licences)
    .filter(([name]) => !NEVER_LOADED.has(plain(name)))
    .filter(([name, licence]) => !isAllowed(READ_BY_A_PERSON[plain(name)] ?? licence))
    .map(
      ([name, licence]) =>
        `${name} is under ${licence}, which is not on the list of scripts/check/supply.ts.`,
    );
}

/** An SPDX expression of names, AND and OR; exceptions and guesses are refused. */
function isAllowed(expression: string): boolean {
  const plain = expression.replace(/[()]/g, '').trim();
  return plain.split(/ OR /i).some((part) => part.split(/ AND /i).every((name) => LICENCES.has(name.trim())));
}

/** The licences of all packages that the product needs, by name@version. */
export function readLicences(): Record<string, string> {
  const args = ['--production', '--excludePrivatePackages', '--json'];
  const { stdout, status } = spawnSync('license-checker-rseidelsohn', args, {
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  if (status !== 0) throw new Error('license-checker-rseidelsohn failed.');
  const found = JSON.parse(stdout) as Record<string, { licenses: string | string[] }>;
  return Object.fromEntries(
    Object.entries(found).map(([name, { licenses }]) => [name, [licenses].flat().join(' AND ')]),
  );
}

/** Known weaknesses of the packages of the product; undefined when the registry does not tell. */
export function auditProblems(): string[] | undefined {
  const options = { encoding: 'utf8', timeout: 30_000, maxBuffer: 64e6 } as const;
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], options);
  try {
    const report = JSON.parse(stdout) as {
      vulnerabilities?: Record<string, { severity: string; range: string }>;
    };
    if (!report.vulnerabilities) return undefined;
    return Object.entries(report.vulnerabilities)
      .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
      .map(([name, { severity, range }]) => `${name} ${range}: ${severity}`);
  } catch {
    return undefined;
  }
}
