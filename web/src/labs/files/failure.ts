import { FileFailure } from '../../../../client/lab/files.ts';
import { sentenceOf } from '../../parts/action.ts';

/** What the machine says of a file, as it says it. */
export const failureOf = (problem: unknown): string =>
  problem instanceof FileFailure ? problem.message : sentenceOf(problem);
