import { ApiError, MalformedAnswerError, NetworkError } from '../../../client/api-errors.ts';
import { ContentError } from '../data/content.ts';

/** A sentence for the reader: what happened and what to do. */
export function explain(error: unknown): string {
  if (error instanceof NetworkError) {
    return error.timedOut
      ? `${error.message} Try again in a moment.`
      : `${error.message} Check your connection.`;
  }
  if (error instanceof MalformedAnswerError)
    return 'Atlas answered in an unexpected way. Try again in a moment.';
  if (error instanceof ApiError) {
    return error.requestId ? `${error.message} (Request ${error.requestId})` : error.message;
  }
  if (error instanceof ContentError) return error.message;
  return 'Something on this page broke. What you typed is kept.';
}

/** An error in place of content, with a way on. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div className="failure wrap" role="alert">
      <h2>This did not work</h2>
      <p>{explain(error)}</p>
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
