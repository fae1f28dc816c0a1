import { describe, expect, it } from 'vitest';
import { sourceProblems } from './sources.ts';

describe('the habits of the project', () => {
  it.each([
    ['functions/learning/learning.ts', 'const now = new Date();'],
    ['functions/auth/auth.store.ts', 'const id = randomUUID();'],
    ['functions/entry/graphql.ts', 'const url = process.env.DATABASE_URL;'],
    ['client/api.ts', 'if (process.env.DEBUG) log();'],
  ])('finds in %s: %s', (file, line) => {
    expect(sourceProblems(file, `\n${line}\n`)).toEqual([
      expect.stringMatching(new RegExp(`^${file}:2 {2}`)),
    ]);
  });

  it.each([
    ['functions/platform/config.ts', 'const url = process.env.DATABASE_URL;'],
    ['local/run.ts', 'process.env.PORT'],
    ['functions/learning/learning.ts', '// new Date() would not do here'],
    ['functions/learning/learning.ts', 'const day = new Date(row.at);'],
    ['functions/learning/learning.test.ts', 'const now = new Date();'],
  ])('allows in %s: %s', (file, line) => {
    expect(sourceProblems(file, line)).toEqual([]);
  });
});
