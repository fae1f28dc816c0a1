import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run audit -- G F`: runs the tests that prove a row of the reliability list and prints one line a row.
 * A test names its row at the start of its title: "G4 refuses an array batch". Without a group, all rows.
 */
interface Report {
  testResults: {
    assertionResults: { title: string; fullName: string; status: string; duration?: number }[];
  }[];
}

const groups = process.argv.slice(2).map((group) => group.toUpperCase());
if (groups.some((group) => !/^[A-Z]\d*$/.test(group))) {
  console.error('Usage: npm run audit -- [GROUP or ROW ...], for example: npm run audit -- G F7');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'atlas-audit-'));
const patterns = groups.map((group) => (/\d/.test(group) ? `${group}\\b` : `${group}\\d+\\b`));
const pattern = `(^|\\s)(${patterns.length > 0 ? patterns.join('|') : '[A-Z]\\d+\\b'})`;
const rows = new Map<string, { passed: number; failed: string[] }>();
let exit = 0;
for (const config of ['vitest.config.ts', 'test/e2e/vitest.config.ts']) {
  const output = join(folder, `${config.replaceAll('/', '-')}.json`);
  const args = [
    'run',
    '--config',
    config,
    '-t',
    pattern,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile=${output}`,
  ];
  const run = spawnSync('vitest', [...args, '--passWithNoTests'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (run.status !== 0) exit = 1;
  collect(JSON.parse(readFileSync(output, 'utf8')) as Report);
}
rmSync(folder, { recursive: true, force: true });

for (const [id, row] of [...rows].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))) {
  console.log(`${id.padEnd(4)} ${row.failed.length === 0 ? 'ok    ' : 'FAILED'} ${row.passed} passed`);
  for (const name of row.failed) console.log(`       ${name}`);
}
if (rows.size === 0) console.log('No test names such a row.');
process.exit(exit);

function collect(report: Report): void {
  for (const test of report.testResults.flatMap((file) => file.assertionResults)) {
    if (test.status !== 'passed' && test.status !== 'failed') continue;
    for (const [id] of test.fullName.matchAll(/\b[A-Z]\d{1,2}\b/g)) {
      const row = rows.get(id) ?? { passed: 0, failed: [] };
      if (test.status === 'passed') row.passed += 1;
      else row.failed.push(test.fullName);
      rows.set(id, row);
    }
  }
}
