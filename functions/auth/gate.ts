/**
 * Lets at most `atOnce` pieces of work run and `waiting` more queue, first come first served. Work beyond
 * that is refused at once with the error that `busy` makes: a queue without end would fail everybody late.
 */
export function createGate({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  let running = 0;
  const queue: (() => void)[] = [];

  return async function pass<Value>(work: () => Promise<Value>, busy: () => Error): Promise<Value> {
    if (running < atOnce) running += 1;
    else if (queue.length >= waiting) throw busy();
    // Whoever leaves hands over its place, so `running` stays as it is.
    else await new Promise<void>((enter) => queue.push(enter));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
