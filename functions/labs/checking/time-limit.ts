/**
 * What `work` gives, or undefined when it takes longer. Its later end, or failure, is then nobody's business: the
 * machine that it works in is taken away.
 */
export async function withinTime<Result>(
  seconds: number,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000, undefined);
  });
  const working = work();
  working.catch(() => undefined);
  try {
    return await Promise.race([working, limit]);
  } finally {
    clearTimeout(timer);
  }
}
