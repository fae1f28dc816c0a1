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
      machines: { type: 'string', default: 'build/labs' },
    },
  });
  const began = performance.now();
  const isDry = values.check || values.only;
  const { documents, labs, problems } = await compileCatalogue({
    root: resolve('.'),
    only: values.only,
    ...(isDry ? {} : { out: resolve(values.out), machines: resolve(values.machines) }),
  });
  for (const problem of problems) console.error(formatProblem(problem));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const verdict = problems.length === 0 ? 'no problems' : `${problems.length} problems`;
  console.log(`${documents.size} diagrams, ${labs.size} labs, ${verdict} (${seconds} s)`);
  process.exitCode = problems.length === 0 && documents.size + labs.size > 0 ? 0 : 1;
}
