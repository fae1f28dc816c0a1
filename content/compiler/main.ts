import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compileCatalogue } from './compile.ts';
import { formatProblem } from './problem.ts';

export { type CompileResult, compileCatalogue } from './compile.ts';

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      only: { type: 'string' },
      out: { type: 'string', default: 'build/content' },
    },
  });
  const began = performance.now();
  const out = values.check || values.only ? undefined : resolve(values.out);
  const { documents, problems } = await compileCatalogue({ root: resolve('.'), out, only: values.only });
  for (const problem of problems) console.error(formatProblem(problem));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const verdict = problems.length === 0 ? 'no problems' : `${problems.length} problems`;
  console.log(`${documents.size} diagrams, ${verdict} (${seconds} s)`);
  process.exitCode = problems.length === 0 && documents.size > 0 ? 0 : 1;
}
