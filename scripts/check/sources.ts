/**
 * Habits of the project that no linter knows: where the environment may be read, and that a domain asks
 * nothing but its context for time and chance.
 */
interface Habit {
  /** Files that the habit binds. */
  files: RegExp;
  except?: RegExp;
  forbidden: RegExp;
  say: string;
}

const TEST = /\.test\.tsx?$|\/testing\//;

const HABITS: readonly Habit[] = [
  {
    files: /^(functions|client|web\/src|content|edge)\//,
    except: /^functions\/platform\/config\.ts$/,
    forbidden: /\bprocess\.env\b/,
    say: 'reads the environment: only functions/platform/config.ts and local/ do.',
  },
  {
    files: /^functions\/(?!platform\/|entry\/|generated\/)/,
    forbidden: /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(/,
    say: 'asks for time or chance itself: take it from ctx, so that a test can decide.',
  },
  {
    files: /^(functions|client|web\/src|local|content|edge|scripts)\//,
    forbidden: /@ts-ignore|@ts-nocheck/,
    say: 'switches the type checker off.',
  },
];

/** Lines of a file that break a habit, as `file:line  what`. */
export function sourceProblems(file: string, text: string): string[] {
  if (TEST.test(file) || file.startsWith('scripts/check/')) return [];
  const habits = HABITS.filter((habit) => habit.files.test(file) && !habit.except?.test(file));
  if (habits.length === 0) return [];
  return text.split('\n').flatMap((line, index) => {
    const code = line.replace(/^\s*(\/\/|\*|\/\*).*$/, '');
    return habits
      .filter((habit) => habit.forbidden.test(code))
      .map((habit) => `${file}:${index + 1}  ${habit.say}`);
  });
}
