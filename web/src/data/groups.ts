import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  type GroupCardFragment,
  type GroupDetailsFragment,
  GroupDocument,
  GroupInvitationDocument,
  GroupsDocument,
  type MarkReadMutation,
  MyGroupsDocument,
} from '../../../client/generated/graphql.ts';
import { api } from './api.ts';
import { keptQuery } from './kept-answers.ts';
import { queryClient } from './server-state.tsx';

export type GroupCard = GroupCardFragment;
export type Group = GroupDetailsFragment;
export type Member = NonNullable<Group['members']>[number];

/** One thing of a group's goal, for who looks at it. */
export interface GoalThing {
  kind: 'diagram' | 'lab';
  id: string;
  slug: string;
  title: string;
  path: string;
  done: boolean;
}

/** @param completed the diagrams that the person has done */
export function itemsOfGoal({ id: groupId, goal }: Group, completed: ReadonlySet<string>): GoalThing[] {
  return goal.flatMap(({ diagram, lab }): GoalThing[] => {
    if (lab) {
      const { id, slug, title, completedAt } = lab;
      return [{ kind: 'lab', id, slug, title, path: `/labs/${slug}`, done: Boolean(completedAt) }];
    }
    if (!diagram) return [];
    const { id, slug, title } = diagram;
    const path = `/diagrams/${slug}?group=${groupId}`;
    return [{ kind: 'diagram', id, slug, title, path, done: completed.has(slug) }];
  });
}

/** Milliseconds after which the marks of unread messages are looked at again, while somebody looks at the page. */
const MARKS = 60_000;

export const myGroupsQuery = () =>
  queryOptions({
    ...keptQuery(
      ['my-groups'],
      async (signal) => (await api.request(MyGroupsDocument, {}, { signal })).myStudyGroups,
    ),
    refetchInterval: MARKS,
    // Who comes back looks for what is new: no answer is fresh enough.
    refetchOnWindowFocus: 'always',
  });

/** Something came that is unread: the marks are asked for again, wherever they are on screen. */
export function refreshMarks(): void {
  void queryClient.invalidateQueries({ queryKey: myGroupsQuery().queryKey });
}

/** Shows what is left unread of a group, wherever it is on screen. */
export function showRead({ id, ...left }: MarkReadMutation['markGroupRead']): void {
  queryClient.setQueryData(groupQuery(id).queryKey, (group) => group && { ...group, ...left });
  const { unreadCount, mentionCount } = left;
  queryClient.setQueryData(myGroupsQuery().queryKey, (groups) =>
    groups?.map((group) => (group.id === id ? { ...group, unreadCount, mentionCount } : group)),
  );
}

/** Public groups about some words, a page at a time. */
export const publicGroupsQuery = (query: string) =>
  infiniteQueryOptions({
    queryKey: ['public-groups', query],
    queryFn: async ({ pageParam, signal }) =>
      (await api.request(GroupsDocument, { query, after: pageParam }, { signal })).studyGroups,
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null),
  });

/** Null: there is no such group, or it is not open to the person. */
export const groupQuery = (id: string) =>
  keptQuery(
    ['group', id],
    async (signal): Promise<Group | null> =>
      (await api.request(GroupDocument, { id }, { signal })).studyGroup ?? null,
  );

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['group-invitation', token],
    queryFn: async ({ signal }) =>
      (await api.request(GroupInvitationDocument, { token }, { signal })).groupInvitation ?? null,
  });

/** Asks for a group again after a change of it, wherever it is on screen. */
export async function refreshGroup({ id }: { id: string }): Promise<void> {
  refreshMarks();
  await queryClient.invalidateQueries({ queryKey: groupQuery(id).queryKey });
}

/** Languages that a group can speak, by their own names. */
export const LANGUAGES: readonly (readonly [code: string, name: string])[] = [
  ['ar', 'العربية'],
  ['de', 'Deutsch'],
  ['en', 'English'],
  ['es', 'Español'],
  ['fr', 'Français'],
  ['hi', 'हिन्दी'],
  ['id', 'Bahasa Indonesia'],
  ['it', 'Italiano'],
  ['ja', '日本語'],
  ['ko', '한국어'],
  ['nl', 'Nederlands'],
  ['pl', 'Polski'],
  ['pt', 'Português'],
  ['ru', 'Русский'],
  ['tr', 'Türkçe'],
  ['uk', 'Українська'],
  ['vi', 'Tiếng Việt'],
  ['zh', '中文'],
];

export const languageName = (code: string) => LANGUAGES.find(([known]) => known === code)?.[1] ?? code;
