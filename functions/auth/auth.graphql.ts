import type { QueryResolvers } from '../generated/schema.ts';
import { currentUser } from './auth.ts';

const Query: Pick<QueryResolvers, 'currentUser'> = {
  currentUser: async (_parent, _args, ctx) => (await currentUser(ctx)) ?? null,
};

export const authResolvers = { Query };
