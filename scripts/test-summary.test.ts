import { describe, expect, it } from 'vitest';
import { sum } from './test-summary.ts';

describe('the summary of test reports', () => {
  const file = { status: 'passed', assertionResults: [{}] };

  it('adds up', () => {
    const one = { numPassedTests: 3, numFailedTests: 1, testResults: [file] };
    expect(sum([one, one])).toEqual({ passed: 6, failed: 2 });
  });

  it('counts a file that did not load, and a missing report, as failed', () => {
    const broken = {
      numPassedTests: 3,
      numFailedTests: 0,
      testResults: [file, { status: 'failed', assertionResults: [] }],
    };
    expect(sum([broken, undefined])).toEqual({ passed: 3, failed: 2 });
  });
});
