import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getOperationAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { KEPT } from '../cache.ts';
import type { Context } from '../context.ts';
import { accessOf, type Policy } from '../policy.ts';

/** An answer with errors, or one that is not for everybody: it is given back, not kept. */
class NotKept extends Error {
  override readonly name = 'NotKept';
  readonly result: ExecutionResult;

  constructor(result: ExecutionResult) {
    super('Not kept');
    this.result = result;
  }
}

/** Longest variables of an answer that is kept: searches for long texts are not asked twice. */
const VARIABLES = 1_000;

export interface ResponseCache {
  /**
   * The answer of an operation: kept for five minutes, or until a publication, when it is the same for everybody.
   * That is so for whatever a visitor asks, and for a person where no field of it is personal.
   */
  answer(
    ctx: Context,
    operation: { document: DocumentNode; name: string | null | undefined; text: string; variables: object },
    run: () => ExecutionResult | PromiseLike<ExecutionResult>,
  ): Promise<ExecutionResult>;
}

export function createResponseCache(schema: GraphQLSchema, policies: readonly Policy[]): ResponseCache {
  const personal = new WeakMap<DocumentNode, boolean>();

  function isPersonal(document: DocumentNode): boolean {
    let found = personal.get(document);
    if (found === undefined) {
      found = touchesPersonal(schema, policies, document);
      personal.set(document, found);
    }
    return found;
  }

  return {
    async answer(ctx, { document, name, text, variables }, run) {
      const said = JSON.stringify(variables);
      const isQuery = getOperationAST(document, name)?.operation === 'query';
      if (!isQuery || said.length > VARIABLES || (ctx.actor && isPersonal(document))) return run();
      const hash = createHash('sha256')
        .update(`${name ?? ''}\0${said}\0${text}`)
        .digest('base64url');
      try {
        return await ctx.services.cache.cached(`answer:${hash}`, KEPT.response, async () => {
          const result = await run();
          if (result.errors) throw new NotKept(result);
          return result;
        });
      } catch (error) {
        if (error instanceof NotKept) return error.result;
        throw error;
      }
    },
  };
}

function touchesPersonal(
  schema: GraphQLSchema,
  policies: readonly Policy[],
  document: DocumentNode,
): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        if (node.name.value.startsWith('__') || !parent) return;
        if (accessOf(policies, parent.name, node.name.value)?.personal !== false) found = true;
      },
    }),
  );
  return found;
}
