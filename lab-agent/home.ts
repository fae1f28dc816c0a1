import type { PackedFile } from './archives.ts';

/** A learner's files, wherever they lie: on the machine's disk, or in an imitated one. Paths are below the home folder. */
export interface Home {
  list(): Promise<{ path: string; bytes: number; executable: boolean }[]>;
  /** Undefined when there is no plain file. @throws HomeFailure for one that is larger */
  read(path: string, most: number): Promise<Buffer | undefined>;
  /** The whole file, at once; its mode stays. */
  write(path: string, bytes: Buffer): Promise<void>;
  remove(path: string): Promise<boolean>;
  rename(path: string, to: string): Promise<boolean>;
  /** Everything that is kept: plain files only. */
  all(): Promise<PackedFile[]>;
  restore(files: readonly PackedFile[]): Promise<void>;
}

export type FailureCode = 'NOT_FOUND' | 'CHANGED' | 'TOO_LARGE' | 'BAD_PATH' | 'NO_SPACE' | 'FAILED';

/** What a learner is told of a file that can't be had. */
export class HomeFailure extends Error {
  override readonly name = 'HomeFailure';
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Of one file, for the editor and for answers. */
export const FILE_BYTES = 1024 * 1024;
export const ANSWER_BYTES = 256 * 1024;

/** What lies at these paths, as text; paths without a plain file are left out. */
export async function collect(home: Home, paths: readonly string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const path of paths) {
    const bytes = await home.read(path, ANSWER_BYTES);
    if (bytes) found[path] = bytes.toString('utf8');
  }
  return found;
}
