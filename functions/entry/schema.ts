import type { GraphQLSchema } from 'graphql';
import { authResolvers } from '../auth/auth.graphql.ts';
import { authPolicy } from '../auth/auth.policy.ts';
import { collabResolvers } from '../collab/collab.graphql.ts';
import { collabPolicy } from '../collab/collab.policy.ts';
import { contentResolvers } from '../content/content.graphql.ts';
import { contentPolicy } from '../content/content.policy.ts';
import { sdl } from '../generated/sdl.ts';
import { labsResolvers } from '../labs/labs.graphql.ts';
import { labsPolicy } from '../labs/labs.policy.ts';
import { learningResolvers } from '../learning/learning.graphql.ts';
import { learningPolicy } from '../learning/learning.policy.ts';
import { buildExecutableSchema, type ResolverMap } from '../platform/graphql/schema.ts';
import { enforce, type Policy } from '../platform/policy.ts';

/** Who may see what, a table a domain. */
export const policies: readonly Policy[] = [
  authPolicy,
  contentPolicy,
  learningPolicy,
  collabPolicy,
  labsPolicy,
];

/** The API: the contract with every domain's resolvers, behind every domain's policy. */
export function atlasSchema(): GraphQLSchema {
  const resolvers: ResolverMap = {
    ...(collabResolvers as ResolverMap),
    ...(labsResolvers as ResolverMap),
    Query: {
      ...authResolvers.Query,
      ...contentResolvers.Query,
      ...learningResolvers.Query,
      ...collabResolvers.Query,
      ...labsResolvers.Query,
    },
    Mutation: {
      ...authResolvers.Mutation,
      ...learningResolvers.Mutation,
      ...collabResolvers.Mutation,
      ...labsResolvers.Mutation,
    } as ResolverMap[string],
    User: authResolvers.User as ResolverMap[string],
    Diagram: { ...contentResolvers.Diagram, ...learningResolvers.Diagram } as ResolverMap[string],
    Progress: learningResolvers.Progress as ResolverMap[string],
  } as ResolverMap;
  return enforce(buildExecutableSchema(sdl, resolvers), policies);
}
