import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import type { Context, Role } from './context.ts';
import { DomainError } from './errors.ts';

/** Who may see a field. */
export interface Access {
  /** As a table of who may what says it. */
  name: string;
  allows(ctx: Context, parent: unknown, args: Readonly<Record<string, unknown>>): boolean;
  /** What others get: an error, or null as if there were nothing. */
  others: 'error' | 'null';
  /** The same field differs from person to person: never kept for others. */
  personal: boolean;
}

/** One domain's table: by `Type.field`, or by `Type` for all fields of it that have no line of their own. */
export type Policy = Readonly<Record<string, Access>>;

const rule = (name: string, allows: Access['allows'], more: Partial<Access> = {}): Access => {
  return { name, allows, others: 'error', personal: true, ...more };
};

const has = (ctx: Context, roles: readonly Role[]): boolean =>
  ctx.actor !== undefined && !ctx.actor.guest && roles.includes(ctx.actor.role);
const owns = (ctx: Context, parent: unknown): boolean =>
  ctx.actor !== undefined && (parent as { id?: unknown } | undefined)?.id === ctx.actor.userId;

/** The same for everybody. */
export const everyone = rule('everyone', () => true, { personal: false });
/** Everybody, but each sees their own. */
export const everyoneTheirOwn = rule('everyone, their own', () => true);
/** Guests and whoever has an account: not somebody who has done nothing yet. */
export const people = rule('people', (ctx) => ctx.actor !== undefined);
/** Whoever has an account: no visitors, no guests. */
export const accounts = rule('accounts', (ctx) => ctx.actor !== undefined && !ctx.actor.guest);
/** The person that the parent is. */
export const theirOwn = rule('the person', owns, { others: 'null' });
/** Those with one of these roles. */
export const roles = (...names: Role[]): Access => rule(names.join(', '), (ctx) => has(ctx, names));
/** The person that the parent is, and those with one of these roles. */
export const theirOwnOr = (...names: Role[]): Access =>
  rule(`the person, ${names.join(', ')}`, (ctx, parent) => owns(ctx, parent) || has(ctx, names), {
    others: 'null',
  });
/** The person whose id is asked for, and those with one of these roles; for others there is no such thing. */
export const ownIdOr = (...names: Role[]): Access =>
  rule(
    `the person, ${names.join(', ')}`,
    (ctx, _parent, { id }) => id === ctx.actor?.userId || has(ctx, names),
    {
      others: 'null',
    },
  );

/** The line of a field; undefined when nobody wrote one. Roots have no line for the whole type. */
export function accessOf(policies: readonly Policy[], type: string, field: string): Access | undefined {
  const isRoot = ['Query', 'Mutation', 'Subscription'].includes(type);
  const line = (key: string) => policies.find((policy) => policy[key])?.[key];
  return line(`${type}.${field}`) ?? (isRoot ? undefined : line(type));
}

/**
 * Puts the policies before every resolver. What no policy names can't be built, so a new field is closed until
 * somebody has decided.
 *
 * @throws Error that names fields without a line, and lines without a field
 */
export function enforce(schema: GraphQLSchema, policies: readonly Policy[]): GraphQLSchema {
  const open: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const access = accessOf(policies, type.name, field.name);
      if (!access) open.push(`${type.name}.${field.name}`);
      else if (access !== everyone && access !== everyoneTheirOwn)
        field.resolve = guarded(access, field.resolve ?? defaultFieldResolver);
    }
  }
  if (open.length > 0) throw new Error(`No policy says who may see ${open.join(', ')}.`);
  const stray = policies.flatMap((policy) => Object.keys(policy)).filter((key) => !isIn(schema, key));
  if (stray.length > 0) throw new Error(`Policies name ${stray.join(', ')}, which the schema has not.`);
  return schema;
}

function guarded(
  { allows, others }: Access,
  resolve: GraphQLFieldResolver<unknown, Context>,
): GraphQLFieldResolver<unknown, Context> {
  return (parent, args, ctx, info) => {
    if (allows(ctx, parent, args)) return resolve(parent, args, ctx, info);
    if (others === 'null') return null;
    if (!ctx.actor || ctx.actor.guest) throw new DomainError('UNAUTHENTICATED', 'Please sign in first.');
    throw new DomainError('FORBIDDEN', 'Your account may not do this.');
  };
}

function isIn(schema: GraphQLSchema, key: string): boolean {
  const [typeName = '', field] = key.split('.');
  const type = schema.getType(typeName);
  return isObjectType(type) && (field === undefined || type.getFields()[field] !== undefined);
}
