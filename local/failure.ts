/**
 * Something that keeps Atlas from starting and that the person at the keyboard can mend. Its message is
 * one sentence for that person, printed without a stack trace.
 */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}

/** The system error code of `error` (`ENOENT`, `EACCES` ...), or undefined when it carries none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What to print for any thrown value, on one line. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
