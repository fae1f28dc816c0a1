import type { ReactNode } from 'react';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { useLinkToken } from './account-frame.tsx';
import { codeOf, sentenceOf } from './action.ts';

interface Way {
  /** Where a new mail can be asked for. */
  to: string;
  label: string;
}

interface Props {
  /** Where to go without a token, or with one that is not good any more. */
  otherwise: Way;
  children: (token: string, tell: (error: unknown) => ReactNode) => ReactNode;
}

/** What a mail's link leads to: needs the token behind its `#`. */
export function MailLink({ otherwise: { to, label }, children }: Props) {
  const token = useLinkToken();
  if (token === undefined) return <Skeleton label="Reading the link" />;
  const way = <Link to={to}>{label}</Link>;
  if (token === null) {
    return (
      <p>
        This page belongs to a link that we send by mail. Open that link again, or a part of it went missing.{' '}
        {way}
      </p>
    );
  }
  return children(token, (error) =>
    codeOf(error) === 'LINK_EXPIRED' ? (
      <>
        {sentenceOf(error)} {way}
      </>
    ) : undefined,
  );
}
