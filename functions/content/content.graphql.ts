import type { DiagramKind, DiagramResolvers, QueryResolvers } from '../generated/schema.ts';
import { completedIds } from '../learning/learning.ts';
import { areas, diagramBySlug, diagrams, diagramsBySlugs, following, skillsById } from './content.ts';
import { search } from './search.ts';

const Query: Pick<QueryResolvers, 'diagram' | 'diagrams' | 'search' | 'areas'> = {
  diagram: async (_parent, { slug }, ctx) => (await diagramBySlug(ctx, slug)) ?? null,
  diagrams: async (_parent, { filter, first, after }, ctx) => {
    const { completed, ...fields } = withoutNulls(filter ?? {});
    const among =
      completed === undefined ? undefined : { ids: await completedIds(ctx), included: completed as boolean };
    return diagrams(ctx, withoutNulls({ ...fields, first: first ?? 50, after }), among);
  },
  search: (_parent, { query, first }, ctx) => search(ctx, { query, first: first ?? 10 }),
  areas: (_parent, _args, ctx) => areas(ctx),
};

const Diagram: Omit<DiagramResolvers, 'completedAt'> = {
  category: async ({ category }, _args, ctx) => {
    const area = (await areas(ctx)).find((one) => one.id === category);
    if (!area) throw new Error(`The category ${category} is not in the taxonomy.`);
    return area;
  },
  skills: async ({ skills }, _args, ctx) => {
    const known = await skillsById(ctx);
    return skills.flatMap((id) => known.get(id) ?? []);
  },
  kind: ({ kind }) => kind.toUpperCase() as DiagramKind,
  documentUrl: ({ document }) => `/content/${document}`,
  prerequisites: ({ prerequisites }, _args, ctx) => diagramsBySlugs(ctx, prerequisites),
  leadsTo: ({ slug }, _args, ctx) => following(ctx, slug),
};

/** GraphQL says null for what was not given, zod wants it absent. */
function withoutNulls<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: NonNullable<Value[Key]> } {
  const entries = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Value]?: NonNullable<Value[Key]> };
}

export const contentResolvers = { Query, Diagram };
