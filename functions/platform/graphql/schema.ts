import {
  buildASTSchema,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  isScalarType,
  parse,
} from 'graphql';

/** Resolvers by type and field. */
// biome-ignore lint/suspicious/noExplicitAny: generated resolver types differ in parent and arguments for each field.
export type ResolverMap = Record<string, Record<string, GraphQLFieldResolver<any, any> | undefined>>;

/**
 * An executable schema from SDL, without graphql-tools, which a cold start would pay for.
 *
 * @throws when a resolver has no field in the schema
 */
export function buildExecutableSchema(sdl: string, resolvers: ResolverMap): GraphQLSchema {
  const schema = buildASTSchema(parse(sdl, { noLocation: true }), { assumeValidSDL: true });
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`There are resolvers for ${typeName}, which is no object type.`);
    const known = type.getFields();
    for (const [name, resolve] of Object.entries(fields)) {
      const field = known[name];
      if (!field) throw new Error(`There is a resolver for ${typeName}.${name}, which is not in the schema.`);
      field.resolve = resolve;
    }
  }
  const dateTime = schema.getType('DateTime');
  if (isScalarType(dateTime)) dateTime.serialize = serializeDateTime;
  return schema;
}

function serializeDateTime(value: unknown): string {
  const date = value instanceof Date ? value : new Date(String(value));
  return date.toISOString();
}
