import type { Stage } from '../stage.ts';
import { ANSWERS } from './answers.ts';
import type { Measure } from './limits.ts';
import { loadOf } from './load.ts';
import { dataRows, edgeRows, functionRows, labRows, observabilityRows } from './rows.ts';

export interface ScaleRow extends Measure {
  /** limit / load. */
  headroom: number;
  verdict: 'ok' | 'tight' | 'over';
  /** What is done where there is not enough. */
  answer: string;
}

/** Room for the error of the assumptions. */
const ENOUGH = 1.5;

/** Every limit on the way of so many learners at once, beside the load that the design puts on it. */
export function scaleOf(stage: Stage, people: number): ScaleRow[] {
  const load = loadOf(stage, people);
  return [edgeRows, functionRows, dataRows, labRows, observabilityRows]
    .flatMap((rows) => rows(stage, load))
    .map((measure) => {
      const headroom = measure.limit / measure.load;
      const verdict = headroom >= ENOUGH ? 'ok' : headroom >= 1 ? 'tight' : 'over';
      return {
        ...measure,
        headroom,
        verdict,
        answer: verdict === 'ok' ? '' : (ANSWERS[measure.what] ?? ''),
      };
    });
}
