import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { sourceProblems } from './check/sources.ts';
import {
  auditProblems,
  installScriptProblems,
  type Lockfile,
  licenceProblems,
  lockfileProblems,
  type Manifest,
  readLicences,
  versionProblems,
} from './check/supply.ts';

/**
 * `npm run check`: everything that can be said about the project without running it. All steps run, whatever
 * failed before; the exit code is 1 when any did.
 */
interface Outcome {
  state: 'ok' | 'FAILED' | 'skipped';
  /** What the one who mends it has to read. */
  text?: string;
}

const ROOMS = [
  'edge',
  'functions',
  'client',
  'web',
  'content',
  'local',
  'scripts',
  'bench',
  'test',
  'bin',
  'lib',
];

const steps: Record<string, () => Outcome> = {
  'format and lint': () => command('biome', ['check', '--error-on-warnings', '--diagnostic-level=warn', '.']),
  types: () => command('tsc', ['--noEmit', '-p', 'tsconfig.json']),
  boundaries: () =>
    command('depcruise', [
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err',
      ...ROOMS.filter(existsSync),
    ]),
  habits: () => list(sourceFiles().flatMap((file) => sourceProblems(file, readFileSync(file, 'utf8')))),
  'generated code': generatedCode,
  content: () => command('node', ['content/compiler/main.ts', '--check']),
  packages: () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile;
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    return list([
      ...lockfileProblems(lock),
      ...installScriptProblems(lock, manifest),
      ...versionProblems(manifest),
    ]);
  },
  licences: () => list(licenceProblems(readLicences())),
  weaknesses: () => {
    const problems = auditProblems();
    return problems
      ? list(problems)
      : { state: 'skipped', text: 'The registry in use answers no `npm audit`.' };
  },
};

function command(program: string, args: string[]): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64e6 });
  if (status === 0) return { state: 'ok' };
  return { state: 'FAILED', text: error ? error.message : `${stdout}${stderr}` };
}

function list(problems: string[]): Outcome {
  return problems.length === 0 ? { state: 'ok' } : { state: 'FAILED', text: problems.join('\n') };
}

function trackedFiles(...patterns: string[]): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns];
  return execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(existsSync);
}

function sourceFiles(): string[] {
  return trackedFiles('*.ts', '*.tsx');
}

/** Generates anew and compares with what was there. */
function generatedCode(): Outcome {
  const before = generatedHash();
  const run = command('npm', ['run', 'codegen']);
  if (run.state === 'FAILED' || generatedHash() === before) return run;
  return {
    state: 'FAILED',
    text: 'It was not what schema.graphql, the operations and the labs give. It is now: commit it.',
  };
}

function generatedHash(): string {
  const hash = createHash('sha256');
  for (const file of trackedFiles('functions/generated', 'client/generated'))
    hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

for (const [name, step] of Object.entries(steps)) {
  const began = performance.now();
  const { state, text } = step();
  const time = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  console.log(
    `${name.padEnd(18)}${state.padEnd(9)}${time.padStart(7)}${state === 'skipped' ? `   ${text}` : ''}`,
  );
  if (state !== 'FAILED') continue;
  process.exitCode = 1;
  if (text) console.log(text.trimEnd().replace(/^/gm, '    '));
}
