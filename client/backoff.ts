export interface Pauses {
  /** Milliseconds before the first time that something is tried again. */
  first: number;
  longest: number;
}

/** Milliseconds after so many failures: doubled each time, half of it by chance, so that not all come back at once. */
export const pauseAfter = (failures: number, { first, longest }: Pauses) =>
  Math.min(longest, first * 2 ** failures) * (0.5 + Math.random() / 2);
