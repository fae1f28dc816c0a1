import { existsSync, readFileSync } from 'node:fs';

/**
 * `node scripts/test-summary.ts REPORT...`: one line over the JSON reports of vitest, "N passed, N failed".
 * A suite that did not load, and a report that was not written, count as failed.
 */
export interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** Sums reports; `undefined` stands for one that is missing or cut off. */
export function sum(reports: (Report | undefined)[]): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  for (const report of reports) {
    passed += report?.numPassedTests ?? 0;
    failed += report?.numFailedTests ?? 1;
    const broken = report?.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    failed += broken?.length ?? 0;
  }
  return { passed, failed };
}

function read(file: string): Report | undefined {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const { passed, failed } = sum(process.argv.slice(2).map(read));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
