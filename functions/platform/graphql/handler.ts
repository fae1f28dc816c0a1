import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
} from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { HttpRequest, HttpResponse } from '../alb.ts';
import type { Context } from '../context.ts';
import type { DomainError } from '../errors.ts';
import { retryAfter } from '../http-errors.ts';
import type { Policy } from '../policy.ts';
import { createDocuments } from './documents.ts';
import { publicErrors } from './errors.ts';
import { createExecutor } from './executor.ts';
import { createLimiter, type QueryLimits } from './limits.ts';
import {
  type GraphqlParams,
  isCrossSite,
  type MediaType,
  negotiate,
  type Refusal,
  readParams,
} from './negotiate.ts';
import { createResponseCache } from './response-cache.ts';

export interface GraphqlOptions {
  schema: GraphQLSchema;
  /** Tell which answers are the same for everybody. */
  policies: readonly Policy[];
  limits: QueryLimits & { body: number };
  /** False hides the schema: production. */
  introspection: boolean;
  /** Who may send documents of their own making; everybody may send those of our clients. */
  freeForm: 'everyone' | 'accounts';
  /** Operations of our own clients by the SHA-256 of their text. */
  trustedDocuments?: Readonly<Record<string, string>>;
}

export type GraphqlHandler = (request: HttpRequest, context: Context) => Promise<HttpResponse>;

/**
 * GraphQL over HTTP on yoga's pipeline, without the Fetch request and response around it, which cost most of
 * a small query's time. Yoga runs its hooks to parse, validate and execute; media types, methods, status codes
 * and masking are done here.
 */
export function createGraphqlHandler(options: GraphqlOptions): GraphqlHandler {
  const { schema, limits, trustedDocuments = {} } = options;
  const trustedTexts = new Set(Object.values(trustedDocuments));
  const yoga = createYoga<{ atlas: Context }>({
    schema,
    graphiql: false,
    landingPage: false,
    maskedErrors: false,
    logging: false,
    multipart: false,
    batching: false,
    // Ours is bounded by what documents weigh.
    parserAndValidationCache: false,
    plugins: [pipeline(options)],
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
      params.query = trustedDocument(trustedDocuments, params.documentId);
      if (!params.query) return refuse(UNKNOWN_DOCUMENT, type, context);
    }
    const isTrusted = trustedTexts.has(params.query);
    const mayAsk = options.freeForm === 'everyone' || (context.actor && !context.actor.guest);
    if (!isTrusted && !mayAsk) return refuse(UNTRUSTED_DOCUMENT, type, context);
    // Yoga refuses parameters that it does not know.
    params.documentId = undefined;
    // The pipeline hands the context to each hook: the walls need the request beside it.
    const walls: Walls = { request, text: params.query, isTrusted };
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

const UNTRUSTED_DOCUMENT: Refusal = {
  status: 401,
  message: 'Without an account, only the documents of our own clients are answered.',
  code: 'UNAUTHENTICATED',
};

/** Clients send the hash as the build prints it, with the algorithm, or bare. */
function trustedDocument(known: Readonly<Record<string, string>>, id = ''): string | undefined {
  const name = id.startsWith('sha256:') ? id : `sha256:${id}`;
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

/** Yoga passes the request on to hooks only, and ours do not look at it. */
const NO_REQUEST = Object.freeze({ headers: new Map(), signal: undefined });

/** What stands between a request and its execution. */
interface Walls {
  request: HttpRequest;
  text: string;
  /** The document is one of our clients': they are few, so that answers may be kept by it. */
  isTrusted: boolean;
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

function pipeline({ schema, policies, introspection, limits }: GraphqlOptions): Plugin {
  const documents = createDocuments(limits);
  const limiter = createLimiter(schema, limits);
  const executorOf = createExecutor(schema);
  const responses = createResponseCache(schema, policies);
  return {
    onParse({ setParseFn }) {
      setParseFn((text: string) => documents.parse(text));
    },
    onValidate({ params: { documentAST }, setResult, addValidationRule }) {
      if (documents.isValid(documentAST)) return setResult([]);
      addValidationRule(limiter.rule);
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
      return ({ result }) => {
        if (result.length === 0) documents.markValid(documentAST);
      };
    },
    onExecute({ args: { document, operationName, contextValue, variableValues }, ...hook }) {
      const { atlas, walls } = contextValue as unknown as PipelineContext;
      walls.refusal = refusalOf(document, operationName, walls.request);
      if (walls.refusal) return hook.setResultAndStopExecution({});
      limiter.checkCost(document, variableValues ?? {});
      const run = executorOf(document, operationName);
      const execute = () => run(atlas, variableValues);
      const operation = { document, name: operationName, text: walls.text, variables: variableValues ?? {} };
      hook.setExecuteFn(walls.isTrusted ? () => responses.answer(atlas, operation, execute) : execute);
    },
  };
}

function answer(result: ExecutionResult, type: MediaType, context: Context): HttpResponse {
  const { errors, data } = result;
  if (!errors) return respond(200, type, { data });
  const shown = publicErrors(errors, context.log, context.requestId);
  const busy = busyOf(errors);
  // Partial data stays a 200; nothing but a refusal says so in the status too, for clients and caches on the way.
  const isEmpty = !data || Object.values(data).every((value) => value === null);
  if (busy && isEmpty) {
    const status = busy.code === 'RATE_LIMITED' ? 429 : 503;
    const response = respond(status, type, { data, errors: shown });
    return { ...response, headers: { ...response.headers, ...retryAfter(busy.retryAfterSeconds) } };
  }
  if (data !== undefined) return respond(200, type, { data, errors: shown });
  // A request error (no data at all) is a 400 in the newer media type; the older one says 200 for all that parsed as HTTP.
  const broken = shown.some(({ extensions }) => extensions?.code === 'INTERNAL');
  const refused = type === 'application/graphql-response+json' ? 400 : 200;
  return respond(broken ? 500 : refused, type, { errors: shown });
}

/** The first error that says to come again later. */
function busyOf(errors: readonly GraphQLError[]): DomainError | undefined {
  const causes = errors.map((error) => error.originalError as DomainError | undefined);
  return causes.find((cause) => cause?.code === 'RATE_LIMITED' || cause?.code === 'UNAVAILABLE');
}

function refuse(
  { status, message, headers, code = 'BAD_INPUT' }: Refusal,
  type: MediaType,
  context: Context,
): HttpResponse {
  const { requestId } = context;
  const body = { errors: [{ message, extensions: { code, requestId } }] };
  const response = respond(status, type, body);
  return { ...response, headers: { ...response.headers, ...headers } };
}

function respond(status: number, type: MediaType, body: unknown): HttpResponse {
  return {
    status,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
    },
    body: JSON.stringify(body),
  };
}
