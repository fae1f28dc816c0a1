import { ApiError, isTransient, MalformedAnswerError, NetworkError } from '../../../client/api-errors.ts';
import { ContentError } from '../data/content.ts';
import { useReach, useWhenBack } from '../data/reach.ts';
import { isCodeError } from './code-errors.ts';

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
  if (isCodeError(error)) return 'A part of this page could not be loaded.';
  return 'Something on this page broke. What you typed is kept.';
}

const AWAY = {
  offline: { title: 'You are offline', until: 'when you are back' },
  unreachable: { title: 'Atlas cannot be reached', until: 'when Atlas is back' },
};

interface Props {
  error: unknown;
  onRetry: () => void;
  /** Nothing else is on the page. */
  isPage?: boolean;
}

/** An error in place of content, with a way on; what only lacks an answer goes on by itself. */
export function Failure({ error, onRetry, isPage = false }: Props) {
  const reach = useReach();
  const lacksAnswer = isTransient(error) || error instanceof ContentError || isCodeError(error);
  useWhenBack(() => lacksAnswer && onRetry());
  const away = lacksAnswer && reach !== 'here' ? AWAY[reach] : undefined;
  const Heading = isPage ? 'h1' : 'h2';
  return (
    <div className="failure wrap" role="alert">
      <Heading>{away?.title ?? 'This did not work'}</Heading>
      <p>
        {away
          ? `This browser has not kept what belongs here. It opens by itself ${away.until}.`
          : explain(error)}
      </p>
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
