import { currentUser } from '../auth/auth.ts';
import type { DiagramRecord } from '../content/content.ts';
import type {
  DiagramResolvers,
  MutationResolvers,
  ProgressResolvers,
  QueryResolvers,
} from '../generated/schema.ts';
import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { areaProgress, complete, counts, next, progress, recent, reopen, skillProgress } from './learning.ts';

const Query: Pick<QueryResolvers, 'userProgress'> = {
  userProgress: (_parent, _args, ctx) => progress(ctx),
};

const Mutation: MutationResolvers = {
  completeDiagram: async (_parent, { diagramId }, ctx) => payload(ctx, await complete(ctx, diagramId)),
  reopenDiagram: async (_parent, { diagramId }, ctx) => payload(ctx, await reopen(ctx, diagramId)),
};

async function payload(ctx: Context, diagram: DiagramRecord) {
  const user = await currentUser(ctx);
  // Deleted by another request meanwhile.
  if (!user) throw new DomainError('UNAUTHENTICATED', 'This account is gone.');
  return { diagram, progress: await progress(ctx), user };
}

const Diagram: Pick<DiagramResolvers, 'completedAt'> = {
  completedAt: async ({ id }, _args, ctx) => (await progress(ctx)).completions.get(id) ?? null,
};

const Progress: ProgressResolvers = {
  completedCount: async (parent, _args, ctx) => (await counts(ctx, parent)).completedCount,
  totalCount: async (parent, _args, ctx) => (await counts(ctx, parent)).totalCount,
  areas: (parent, _args, ctx) => areaProgress(ctx, parent),
  skills: (parent, _args, ctx) => skillProgress(ctx, parent),
  recent: (parent, { first }, ctx) => recent(ctx, parent, { first: first ?? 10 }),
  next: async (parent, _args, ctx) => (await next(ctx, parent)) ?? null,
};

export const learningResolvers = { Query, Mutation, Diagram, Progress };
