import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { JoinGroupDocument } from '../../../client/generated/graphql.ts';
import { accountQuery } from '../data/account.ts';
import { api } from '../data/api.ts';
import { type GroupCard, groupQuery, languageName, myGroupsQuery } from '../data/groups.ts';
import { queryClient } from '../data/server-state.tsx';
import { sentenceOf, useAction } from '../parts/action.ts';
import { Link } from '../shell/router.tsx';

interface Props {
  group: GroupCard;
  /** What lets one in: the group's id where it is open to everybody, or an invitation. */
  by: { id: string } | { invitation: string };
  /** This page, to come back to after signing in. */
  path: string;
  eyebrow: string;
  children?: ReactNode;
}

/** What a group is, for who is no member yet, and the way in. */
export function WayIn({ group, by, path, eyebrow, children }: Props) {
  const navigate = useNavigate();
  const { data: account } = useQuery(accountQuery());
  const join = useAction(async () => {
    const { joinStudyGroup } = await api.request(JoinGroupDocument, by);
    void queryClient.invalidateQueries({ queryKey: myGroupsQuery().queryKey });
    await queryClient.invalidateQueries({ queryKey: groupQuery(joinStudyGroup.id).queryKey });
    navigate(`/groups/${joinStudyGroup.id}`);
  });
  const back = encodeURIComponent(path);
  return (
    <section className="invited">
      <p className="eyebrow">{eyebrow}</p>
      <h1>{group.name}</h1>
      {group.description && <p className="lead">{group.description}</p>}
      <p className="settings-detail">
        {group.memberCount === 1 ? '1 member' : `${group.memberCount} members`} ·{' '}
        {languageName(group.language)}
        {group.archivedAt && ' · archived'}
      </p>
      {children}
      {join.error !== undefined && <p role="alert">{sentenceOf(join.error)}</p>}
      <p className="actions">
        {group.myRole ? (
          <Link className="button button-primary" to={`/groups/${group.id}`}>
            You are a member: open the group
          </Link>
        ) : group.archivedAt ? (
          <Link className="button" to="/groups">
            Look at the open groups
          </Link>
        ) : account ? (
          <button
            type="button"
            className="button button-primary"
            aria-disabled={join.busy || undefined}
            onClick={() => void join.run()}
          >
            {join.busy ? 'Joining' : 'Join the group'}
          </button>
        ) : (
          <>
            <Link className="button button-primary" to={`/sign-in?return=${back}`}>
              Sign in to join
            </Link>
            <Link className="button" to={`/sign-up?return=${back}`}>
              Sign up
            </Link>
          </>
        )}
      </p>
    </section>
  );
}
