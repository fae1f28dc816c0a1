import type { GraphQLSchema } from 'graphql';
import { authResolvers } from '../auth/auth.graphql.ts';
import { contentResolvers } from '../content/content.graphql.ts';
import { sdl } from '../generated/sdl.ts';
import { learningResolvers } from '../learning/learning.graphql.ts';
import { buildExecutableSchema, type ResolverMap } from '../platform/graphql/schema.ts';

/** The API: the contract with every domain's resolvers. */
export function atlasSchema(): GraphQLSchema {
  const resolvers: ResolverMap = {
    Query: { ...authResolvers.Query, ...contentResolvers.Query, ...learningResolvers.Query },
    Mutation: learningResolvers.Mutation as ResolverMap[string],
    Diagram: { ...contentResolvers.Diagram, ...learningResolvers.Diagram } as ResolverMap[string],
    Progress: learningResolvers.Progress as ResolverMap[string],
  } as ResolverMap;
  return buildExecutableSchema(sdl, resolvers);
}
