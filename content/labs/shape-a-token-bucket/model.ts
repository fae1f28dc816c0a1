export interface Request {
  /** Milliseconds since midnight, by the clock of the gateway that took it. */
  at: number;
  client: string;
}

export interface Limits {
  /** Tokens a second. */
  rate: number;
  burst: number;
}

export interface Answer {
  allowed: boolean;
  /** Milliseconds, as a denial says them; undefined when it does not. */
  wait: number | undefined;
}

/** How often the program was right, and where it went wrong first. */
export interface Comparison {
  /** Index of the first wrong answer; undefined when all are right. */
  wrong: number | undefined;
  /** In the bucket at that request, before it is decided. */
  tokens: number;
  /** What would have been right there. */
  allowed: boolean;
  wait: number;
}

/** Below that, a difference is a matter of floating point. */
const TOKENS = 0.001;
const WAIT = 1;

/** One answer a line; a string says what is wrong with the lines. */
export function readAnswers(out: string, count: number): Answer[] | string {
  const lines = out.split('\n').map((line) => line.trim());
  while (lines.at(-1) === '') lines.pop();
  if (lines.length !== count) return `For ${count} requests limiter.sh prints ${lines.length} lines.`;
  const answers: Answer[] = [];
  for (const [i, line] of lines.entries()) {
    const [, word, wait] = line.match(/^(allow|deny)(?: +(\d{1,9}))?$/) ?? [];
    if (!word) return `Line ${i + 1} is neither an allow nor a deny.`;
    answers.push({ allowed: word === 'allow', wait: wait === undefined ? undefined : Number(wait) });
  }
  return answers;
}

/**
 * Goes along with the answers. Where a bucket holds a whole token to within a thousandth, either decision is right, and
 * the model goes on from the one that was made: how a fraction is rounded is no fault.
 */
export function compare(
  { rate, burst }: Limits,
  trace: readonly Request[],
  answers: readonly Answer[],
  needsWait: boolean,
): Comparison {
  const buckets = new Map<string, { tokens: number; last: number; isExact: boolean }>();
  for (const [i, { at, client }] of trace.entries()) {
    const bucket = buckets.get(client) ?? { tokens: burst, last: at, isExact: true };
    buckets.set(client, bucket);
    if (at > bucket.last) {
      bucket.tokens += ((at - bucket.last) * rate) / 1000;
      bucket.last = at;
      // From a full bucket down nothing is rounded.
      bucket.isExact = bucket.tokens >= burst;
      bucket.tokens = Math.min(burst, bucket.tokens);
    }
    const { tokens } = bucket;
    const tolerance = bucket.isExact ? 0 : TOKENS;
    const right = { tokens, allowed: tokens >= 1, wait: Math.ceil(((1 - tokens) * 1000) / rate) };
    const answer = answers[i];
    const mayDiffer = Math.abs(tokens - 1) < tolerance;
    if (!answer || (answer.allowed !== right.allowed && !mayDiffer)) return { wrong: i, ...right };
    const isWaitWrong = answer.wait === undefined || Math.abs(answer.wait - right.wait) > WAIT;
    if (needsWait && !answer.allowed && !mayDiffer && isWaitWrong) return { wrong: i, ...right };
    if (answer.allowed) bucket.tokens = Math.max(0, tokens - 1);
  }
  return { wrong: undefined, tokens: 0, allowed: true, wait: 0 };
}
