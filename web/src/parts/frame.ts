/** Work that is asked for many times and done once a frame. */
export interface PerFrame {
  ask(): void;
  stop(): void;
}

/** A page that nobody sees has no frames: the work waits until it is seen. */
export function perFrame(work: () => void): PerFrame {
  let frame: number | undefined;
  return {
    ask() {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        work();
      });
    },
    stop() {
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
    },
  };
}
