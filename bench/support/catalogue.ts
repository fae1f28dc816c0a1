import type { CatalogueDiagram } from '../../client/catalogue/document.ts';

const SUBJECTS =
  'cache queue replica shard index broker gateway balancer scheduler ledger tracer registry planner compactor router sidecar stream snapshot quorum lease token bucket probe canary rollout migration backup tenant session cursor'.split(
    ' ',
  );
const QUALITIES =
  'regional layered idempotent partitioned encrypted eventual adaptive weighted batched hierarchical versioned immutable asynchronous distributed tiered speculative bounded durable linearizable federated'.split(
    ' ',
  );
const PROBLEMS =
  'stampede failover hot-key backpressure split-brain clock-skew throttling rebalancing deadlock drift amplification starvation reordering saturation leakage eviction'.split(
    ' ',
  );
const AREAS =
  'networking storage caching messaging consistency scaling reliability observability security deployment data-pipelines ml-systems'.split(
    ' ',
  );

/** A catalogue of any size, always the same: as varied in its words as a real one of that size. */
export function generateCatalogue(size: number): CatalogueDiagram[] {
  let state = 42;
  // The minimal standard generator (Park and Miller 1988): benches must not depend on chance.
  const random = (length: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % length;
  };
  const pick = (words: string[]) => words[random(words.length)] ?? '';
  return Array.from({ length: size }, (_, i) => {
    const [quality, subject, problem, other] = [
      pick(QUALITIES),
      pick(SUBJECTS),
      pick(PROBLEMS),
      pick(SUBJECTS),
    ];
    const category = pick(AREAS);
    return {
      slug: `${quality}-${subject}-${problem}-${i}`,
      title: `${quality} ${subject} under ${problem}`.replace(/^./, (letter) => letter.toUpperCase()),
      category,
      difficulty: (1 + random(5)) as 1 | 2 | 3 | 4 | 5,
      skills: [`${category}.${pick(SUBJECTS)}`],
      summary: `How a ${pick(QUALITIES)} ${other} keeps a ${subject} from ${problem} when ${pick(QUALITIES)} ${pick(SUBJECTS)}s meet ${pick(PROBLEMS)}, and what the ${pick(SUBJECTS)} costs.`,
      minutes: 5 + random(12),
      kind: 'flowchart',
      prerequisites: [],
      document: `d/${quality}-${subject}-${i}.${(state % 65_536).toString(16).padStart(16, '0')}.json`,
    };
  });
}
