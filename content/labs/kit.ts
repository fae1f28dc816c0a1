/**
 * What the checks of a lab are written with. A check is code of the platform: it never lies on a learner's machine. It
 * looks at a fresh machine, which nobody has had a shell in: the lab's files as they were at the start, and over them
 * the answers that were handed in (`answers` of lab.yaml). So tampered tools, dotfiles and running programs of the
 * learner's machine count for nothing.
 *
 * What runs in the fresh machine may still be the learner's own program. Its output is data: whether it is right is
 * decided here, against what the check itself worked out from inputs that nobody could know before (`random`).
 */
export interface FreshMachine {
  /**
   * A text file, by its path below the home folder; undefined when there is none.
   *
   * @throws Error when it is no plain file, or larger than 256 KB
   */
  read(path: string): Promise<string | undefined>;
  /**
   * Runs a command of bash in the home folder, with no network, no dotfiles and the machine's own PATH. Each run begins
   * with the files that the machine had at first: a program can't tell its next run anything, unless the check says so
   * with `keepFiles`. What a run leaves can be read until the next one.
   */
  run(command: string, options?: RunOptions): Promise<Ran>;
}

export interface RunOptions {
  stdin?: string;
  /** Written before the command, by paths below the home folder. */
  files?: Readonly<Record<string, string>>;
  /**
   * The home folder is as the last run of the same check left it. Only where remembering is part of the task: else a
   * program that is judged by several runs could note what it answered in one for the next.
   */
  keepFiles?: boolean;
  /** 5 unless told, at most 10. */
  seconds?: number;
}

export interface Ran {
  /** Of the exit; 124 when it took too long, as `timeout` has it. */
  code: number;
  /** At most 256 KB each; what is more is cut off. */
  out: string;
  err: string;
  timedOut: boolean;
}

/** What a check found, for the learner: what is still wrong, never what to type. */
export interface Finding {
  passed: boolean;
  /** What was seen, with its numbers. */
  observed: string;
  /** What would pass. */
  expected: string;
  /** What it means for a real system. */
  why: string;
  /** The part of a diagram that it is about: `<slug of the diagram>#<id of the node>`. */
  node: string;
}

/** Inputs that are others each time. */
export interface Random {
  /** From `min` to `max`, both included. */
  int(min: number, max: number): number;
  pick<Item>(items: readonly Item[]): Item;
  shuffle<Item>(items: readonly Item[]): Item[];
  /** Lower-case letters. */
  word(length?: number): string;
}

export type Check = (machine: FreshMachine, random: Random) => Promise<Finding>;

/** The checks of a lab, by the ids of its steps; `content/labs/<slug>/checks.ts` exports them as its default. */
export type Checks = Readonly<Record<string, Check>>;
