import { setTimeout as sleep } from 'node:timers/promises';

/** Thrown inside a start that was asked to stop; not a failure. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** npm passes Ctrl-C on to a process that the terminal has told already: within this time it is one key press. */
const SAME_KEY_PRESS = 1_000;

/** All of a stop has to fit into 10 seconds, as does an AWS container's. */
const STOP_WITHIN = 9_500;

/**
 * The life of the runtime: what was started is stopped in reverse order, once, on SIGINT or SIGTERM or when a
 * start fails. A second signal ends the process at once.
 */
export class Lifetime {
  #cleanups: (() => Promise<void> | void)[] = [];
  #current: Promise<unknown> = Promise.resolve();
  #asked = 0;
  readonly #onStop: () => void;

  constructor(onStop: () => void) {
    this.#onStop = onStop;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => this.#signalled());
  }

  /** Registers how to undo what was just started. */
  onEnd(cleanup: () => Promise<void> | void): void {
    this.#cleanups.push(cleanup);
  }

  /**
   * Runs one step of the start.
   *
   * @throws Stopped when a signal came before or during it.
   */
  async during<T>(step: () => Promise<T> | T): Promise<T> {
    this.#check();
    const running = Promise.resolve().then(step);
    this.#current = running.catch(() => {});
    const result = await running;
    this.#check();
    return result;
  }

  /** Undoes everything, then ends the process with `code`, within 10 seconds whatever hangs. */
  async end(code: number): Promise<never> {
    const limit = sleep(STOP_WITHIN).then(() => {
      process.exit(code || 1);
    });
    // A step that runs may yet start something that has to be undone.
    await Promise.race([this.#current, limit]);
    for (let cleanup = this.#cleanups.pop(); cleanup; cleanup = this.#cleanups.pop()) {
      await Promise.race([
        Promise.resolve()
          .then(cleanup)
          .catch((error) => console.error(error)),
        limit,
      ]);
    }
    process.exit(code);
  }

  #check(): void {
    if (this.#asked > 0) throw new Stopped();
  }

  #signalled(): void {
    const now = Date.now();
    if (this.#asked === 0) {
      this.#asked = now;
      this.#onStop();
      void this.end(0);
    } else if (now - this.#asked > SAME_KEY_PRESS) {
      process.exit(130);
    }
  }
}
