import { BoardDocument, type BoardQuery } from '../../../client/generated/graphql.ts';
import { api } from './api.ts';
import { keptQuery } from './kept-answers.ts';

export type Board = NonNullable<BoardQuery['board']>;

/** Null: there is no such whiteboard, or it is not open to the person. */
export const boardQuery = (id: string) =>
  keptQuery(
    ['board', id],
    async (signal) => (await api.request(BoardDocument, { id }, { signal })).board ?? null,
  );
