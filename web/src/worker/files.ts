/** What a build is made of, as far as the worker has to know. */
export interface Build {
  /** Another one for any other build. */
  version: string;
  /** The script of every page, by which a page knows whether it is of this build. */
  entry: string;
  /** What any page needs: kept at once. */
  shell: readonly string[];
  /** All files with a hash in their name. */
  files: readonly string[];
}

/** The page that stands for any other one without a network. */
export const SHELL_PAGE = '/offline.html';

/** Whether what lies at a path never changes: it is below /assets/, or its name has a hash (`edge/rules.ts`). */
export function isImmutable(path: string): boolean {
  return path.startsWith('/assets/') || /\.[0-9a-f]{8,}\.\w+$/.test(path);
}

/** The path of a file without the hash: the same file has the same in every build. */
export function nameOf(path: string): string {
  return path.replace(/(-[\w-]{8}|\.[0-9a-f]{8,})(?=\.\w+$)/, '');
}

/** Paths that are no pages: they are answered by functions, or on a laptop only. */
const NOT_PAGES = /^\/(auth|graphql|healthz|live|outbox|content|assets)(\/|$)/;

/** Whether a page of the application is at a path: the last part of it is no name of a file. */
export function isPage(path: string): boolean {
  return !NOT_PAGES.test(path) && !path.slice(path.lastIndexOf('/')).includes('.');
}
