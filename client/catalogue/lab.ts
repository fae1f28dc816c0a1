import type { Block, Source } from './document.ts';

/**
 * What a lab's machine has to be: `shell` runs everywhere, also simulated; `linux` where real processes are sandboxed;
 * `kubernetes` in a cluster only.
 */
export type LabNeeds = 'shell' | 'linux' | 'kubernetes';

/** The public part of a compiled lab: immutable JSON, addressed by the hash of its bytes. No hint, no solution. */
export interface LabDocument {
  format: 1;
  slug: string;
  title: string;
  /** One sentence. */
  summary: string;
  difficulty: 1 | 2 | 3 | 4 | 5;
  skills: string[];
  /** What it takes, about. */
  minutes: number;
  /** After which the machine ends, unless extended. */
  limitMinutes: number;
  needs: LabNeeds;
  /** Slugs of the diagrams that explain it, the most important one first. */
  diagrams: string[];
  intro: Block[];
  steps: LabDocumentStep[];
  /** Paths below the home folder of what is handed in and checked. */
  answers: string[];
  sources: Source[];
}

export interface LabDocumentStep {
  id: string;
  title: string;
  /** A code block of language `run` can be clicked to run in the terminal. */
  body: Block[];
}

/** A lab in the catalogue's list. */
export type CatalogueLab = Pick<
  LabDocument,
  'slug' | 'title' | 'summary' | 'difficulty' | 'skills' | 'minutes' | 'needs' | 'diagrams'
> & {
  /** How many. */
  steps: number;
  /** Path of the document. */
  document: string;
};

/** The private part: what the platform makes machines of. It is never on the CDN (`build/labs/<slug>.json`). */
export interface LabMachine {
  format: 1;
  slug: string;
  needs: LabNeeds;
  limitMinutes: number;
  limits: LabLimits;
  /** The machine's files at the start, by path below the home folder. */
  files: Record<string, { text: string; executable?: true }>;
  answers: string[];
  /** Ids of the steps, in order, each with its three rungs of hints in Markdown. */
  steps: { id: string; title: string; hints: [string, string, string] }[];
  /** `solution.sh`, and why it is one, in Markdown. */
  solution: { script: string; explanation: string };
}

export interface LabLimits {
  /** MB of all processes together. */
  memory: number;
  processes: number;
  /** MB of files below the home folder. */
  disk: number;
  /** Seconds of one core, over the whole lab. */
  cpuSeconds: number;
}
