/** One mistake in the catalogue: where it is, what is wrong, and how to mend it. */
export interface Problem {
  /** Path from the root of the repository. */
  file: string;
  /** 1-based; 1 where the whole file is meant. */
  line: number;
  text: string;
}

/** "file:line  text", as editors and terminals link it. */
export function formatProblem({ file, line, text }: Problem): string {
  return `${file}:${line}  ${text}`;
}

/** Takes the problems of one file; `line` is 1-based. */
export type Report = (line: number, text: string) => void;
