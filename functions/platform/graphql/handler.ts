import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
} from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { HttpRequest, HttpResponse } from '../alb.ts';
import type { Context } from '../context.ts';
import { publicErrors } from './errors.ts';
import { createLimiter, type Limiter, parseWithin, type QueryLimits } from './limits.ts';
import {
  type GraphqlParams,
  isCrossSite,
  type MediaType,
  negotiate,
  type Refusal,
  readParams,
} from './negotiate.ts';

export interface GraphqlOptions {
  schema: GraphQLSchema;
  limits: QueryLimits & { body: number };
  /** False hides the schema: production. */
  introspection: boolean;
  /** Operations of our own clients by the SHA-256 of their text. */
  trustedDocuments?: Readonly<Record<string, string>>;
}

export type GraphqlHandler = (request: HttpRequest, context: Context) => Promise<HttpResponse>;

type Execute = (args: { document: DocumentNode; contextValue: unknown; variableValues?: unknown }) => unknown;

/**
 * GraphQL over HTTP on yoga's pipeline, without the Fetch request and response around it, which cost most of
 * a small query's time. Yoga parses, validates (both cached) and executes; media types, methods, status codes
 * and masking are done here.
 */
export function createGraphqlHandler(options: GraphqlOptions): GraphqlHandler {
  const { schema, limits } = options;
  const limiter = createLimiter(schema, limits);
  const yoga = createYoga<{ atlas: Context }>({
    schema,
    graphiql: false,
    landingPage: false,
    maskedErrors: false,
    logging: false,
    multipart: false,
    batching: false,
    plugins: [pipeline(options, limiter)],
  });
  const run = yoga.getResultForParams as unknown as (
    input: { params: GraphqlParams; request: unknown },
    context: object,
  ) => Promise<ExecutionResult>;

  return async (request, context) => {
    const type = negotiate(request.headers.accept);
    if (!type) return refuse({ status: 406, message: 'Answers are JSON.' }, 'application/json', context);
    const params = readParams(request, limits.body);
    if ('status' in params) return refuse(params, type, context);
    if (!params.query) {
      params.query = trustedDocument(options.trustedDocuments, params.documentId);
      if (!params.query) return refuse(UNKNOWN_DOCUMENT, type, context);
    }
    // Yoga refuses parameters that it does not know.
    params.documentId = undefined;
    // The pipeline hands the context to each hook: the walls need the request beside it.
    const walls: Walls = { request };
    const result = await run({ params, request: NO_REQUEST }, { atlas: context, walls });
    if (walls.refusal) return refuse(walls.refusal, type, context);
    return answer(result, type, context);
  };
}

const UNKNOWN_DOCUMENT: Refusal = {
  status: 400,
  message: 'This document is not known: send its text as "query".',
  code: 'PERSISTED_DOCUMENT_NOT_FOUND',
};

/** Clients send the hash as the build prints it, with the algorithm, or bare. */
function trustedDocument(known: GraphqlOptions['trustedDocuments'] = {}, id = ''): string | undefined {
  const name = id.startsWith('sha256:') ? id : `sha256:${id}`;
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

/** Yoga passes the request on to hooks only, and ours do not look at it. */
const NO_REQUEST = Object.freeze({ headers: new Map(), signal: undefined });

/** What stands between a request and its execution. */
interface Walls {
  request: HttpRequest;
  /** Set when the operation must not run, and why. */
  refusal?: Refusal;
}

/** A mutation must not run by GET, nor from another site. */
function refusalOf(
  document: DocumentNode,
  operationName: string | null | undefined,
  request: HttpRequest,
): Refusal | undefined {
  if (getOperationAST(document, operationName)?.operation !== 'mutation') return undefined;
  if (request.method === 'GET')
    return { status: 405, message: 'A mutation is sent by POST.', headers: { allow: 'POST' } };
  if (isCrossSite(request))
    return { status: 403, message: 'A mutation from another site is refused.', code: 'FORBIDDEN' };
  return undefined;
}

interface PipelineContext {
  atlas: Context;
  walls: Walls;
}

function pipeline({ introspection, limits }: GraphqlOptions, limiter: Limiter): Plugin {
  const compiled = new Map<string, WeakMap<DocumentNode, Execute>>();
  const seen = new WeakSet<DocumentNode>();
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string) => parseWithin(source, limits.tokens));
    },
    onValidate({ addValidationRule }) {
      addValidationRule(limiter.rule);
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
    onExecute({ args, setExecuteFn, setResultAndStopExecution }) {
      const { atlas, walls } = args.contextValue as unknown as PipelineContext;
      walls.refusal = refusalOf(args.document, args.operationName, walls.request);
      if (walls.refusal) return setResultAndStopExecution({});
      limiter.checkCost(args.document, args.variableValues ?? {});
      const name = args.operationName ?? '';
      const known = compiled.get(name)?.get(args.document);
      // The first execution is by graphql-js; what comes again is worth compiling.
      if (!known && seen.has(args.document)) void compile(args.schema, args.document, name, compiled);
      seen.add(args.document);
      setExecuteFn((input: Parameters<typeof execute>[0]) =>
        known ? known({ ...input, contextValue: atlas }) : execute({ ...input, contextValue: atlas }),
      );
    },
  };
}

/** Compiles an operation with graphql-jit, in the background of a request; until then graphql-js executes it. */
async function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string,
  compiled: Map<string, WeakMap<DocumentNode, Execute>>,
): Promise<void> {
  const { compileQuery, isCompiledQuery } = await import('graphql-jit');
  const query = compileQuery(schema, document, operationName || undefined);
  if (!isCompiledQuery(query)) return;
  const byDocument = compiled.get(operationName) ?? new WeakMap<DocumentNode, Execute>();
  compiled.set(operationName, byDocument);
  byDocument.set(document, ({ contextValue, variableValues }) =>
    query.query(undefined, contextValue, variableValues as Record<string, unknown>),
  );
}

function answer(result: ExecutionResult, type: MediaType, context: Context): HttpResponse {
  const { errors, data } = result;
  if (!errors) return respond(200, type, { data }, context);
  const shown = publicErrors(errors, context.log, context.requestId);
  if (data !== undefined) return respond(200, type, { data, errors: shown }, context);
  // A request error (no data at all) is a 400 in the newer media type; the older one says 200 for all that parsed as HTTP.
  const broken = shown.some(({ extensions }) => extensions?.code === 'INTERNAL');
  const refused = type === 'application/graphql-response+json' ? 400 : 200;
  return respond(broken ? 500 : refused, type, { errors: shown }, context);
}

function refuse(
  { status, message, headers, code = 'BAD_INPUT' }: Refusal,
  type: MediaType,
  context: Context,
): HttpResponse {
  const { requestId } = context;
  const body = { errors: [{ message, extensions: { code, requestId } }] };
  const response = respond(status, type, body, context);
  return { ...response, headers: { ...response.headers, ...headers } };
}

function respond(status: number, type: MediaType, body: unknown, context: Context): HttpResponse {
  return {
    status,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      'x-request-id': context.requestId,
    },
    cookies: context.cookies,
    body: JSON.stringify(body),
  };
}
