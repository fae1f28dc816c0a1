/** Messages a second that a connection may send for long, and at once. */
const PAGE = { rate: 60, burst: 180 };
/** Messages above that which are refused before the connection is closed; each that is taken makes up for one. */
const PATIENCE = 300;
/** Connections that a process counts at a time. */
const COUNTED = 10_000;

export type Verdict = 'take' | 'refuse' | 'close';

interface Bucket {
  tokens: number;
  at: number;
  refused: number;
}

/**
 * Limits what one connection sends: a bucket of tokens each, in this process. Several processes may serve one
 * connection at a time, so that the limit is one of each; the stage's throttle bounds their sum.
 *
 * @param now milliseconds
 */
export function createFloodGate({ rate, burst } = PAGE): (connectionId: string, now: number) => Verdict {
  const buckets = new Map<string, Bucket>();
  return (connectionId, now) => {
    const bucket = buckets.get(connectionId) ?? { tokens: burst, at: now, refused: 0 };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * rate);
    bucket.at = now;
    // Last used comes last: the first one is the one that was silent for longest.
    buckets.delete(connectionId);
    buckets.set(connectionId, bucket);
    if (buckets.size > COUNTED) buckets.delete(buckets.keys().next().value ?? '');
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      bucket.refused = Math.max(0, bucket.refused - 1);
      return 'take';
    }
    bucket.refused += 1;
    return bucket.refused > PATIENCE ? 'close' : 'refuse';
  };
}
