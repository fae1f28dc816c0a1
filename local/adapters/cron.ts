/**
 * What EventBridge Scheduler does: runs something again and again, the next run so many milliseconds after the
 * last one ended.
 *
 * @returns a function that stops it, once what runs has ended
 */
export function every(
  ms: number,
  run: () => Promise<unknown>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const turn = () => {
    running = run()
      .catch(onError)
      .then(() => {
        if (!stopped) timer = setTimeout(turn, ms);
      });
  };
  turn();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
