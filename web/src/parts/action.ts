import { useRef, useState } from 'react';
import { ApiError } from '../../../client/api-errors.ts';
import { explain } from '../shell/failure.tsx';

/** Something that a press starts and that takes a while: never runs twice at a time, keeps its failure. */
export function useAction<Input = void>(work: (input: Input) => Promise<void>) {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (input: Input) => {
    // The state is set only with the next render; a second press can come before that.
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(undefined);
    try {
      await work(input);
    } catch (problem) {
      setError(problem);
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run, busy, error };
}

/** What the server says of something expected, as it says it; anything else is explained. */
export function sentenceOf(error: unknown): string {
  const expected = error instanceof ApiError && !['INTERNAL', 'UNKNOWN'].includes(error.code);
  return expected ? error.message : explain(error);
}

/** The server's stable code of a failure, if it gave one. */
export const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : undefined);
