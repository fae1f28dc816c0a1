import {
  type FieldNode,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  type OperationDefinitionNode,
  specifiedRules,
  validate,
} from 'graphql';
import { type Message, MessageType, parseMessage, type SubscribeMessage } from 'graphql-ws';
import type { Actor, Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { createDocuments } from '../graphql/documents.ts';
import { publicErrors } from '../graphql/errors.ts';
import { createLimiter, type QueryLimits } from '../graphql/limits.ts';
import type { Connections } from './connections.ts';

/** What follows from a message: an answer to this connection, or its end. */
export type Outcome = { answer?: object } | { close: string };

/**
 * Topic that a subscription's field follows, for this person and these arguments.
 *
 * @throws DomainError for what the person may not follow
 */
export type Topics = Readonly<
  Record<string, (ctx: Context, actor: Actor, args: Record<string, unknown>) => string | Promise<string>>
>;

export interface TransportOptions {
  schema: GraphQLSchema;
  limits: QueryLimits;
  connections: Connections;
  topics: Topics;
  /** Who a ticket was given to. @throws DomainError UNAUTHENTICATED */
  actorOfTicket(ctx: Context, ticket: string): Promise<Actor>;
}

/**
 * The server's side of `graphql-transport-ws`, a message at a time, since nothing is kept between two
 * (https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md). Where the protocol asks for
 * a close with a code of its own, API Gateway can only close: the reason goes to the log.
 */
export function createTransport({ schema, limits, connections, topics, actorOfTicket }: TransportOptions) {
  const limiter = createLimiter(schema, limits);
  /** Of all pages, a handful of texts. */
  const documents = createDocuments(limits);

  return async function receive(ctx: Context, connectionId: string, text: string): Promise<Outcome> {
    let message: Message;
    try {
      message = parseMessage(text);
    } catch {
      return { close: 'Invalid message' };
    }
    switch (message.type) {
      case MessageType.Ping:
        return {
          answer: { type: MessageType.Pong, ...(message.payload ? { payload: message.payload } : {}) },
        };
      case MessageType.Pong:
        return {};
      case MessageType.ConnectionInit:
        return init(ctx, connectionId, message.payload ?? {});
      case MessageType.Subscribe:
        return subscribe(ctx, connectionId, message);
      case MessageType.Complete:
        await connections.unfollow(connectionId, message.id);
        return {};
      default:
        return { close: 'Only a server says this' };
    }
  };

  async function init(
    ctx: Context,
    connectionId: string,
    payload: Record<string, unknown>,
  ): Promise<Outcome> {
    if (typeof payload.ticket !== 'string') return { close: 'Forbidden: no ticket' };
    try {
      const actor = await actorOfTicket(ctx, payload.ticket);
      const first = await connections.identify(connectionId, actor, ctx.now);
      return first
        ? { answer: { type: MessageType.ConnectionAck } }
        : { close: 'Too many initialisation requests' };
    } catch (error) {
      if (error instanceof DomainError) return { close: 'Forbidden: a ticket that is not good' };
      throw error;
    }
  }

  async function subscribe(
    ctx: Context,
    connectionId: string,
    { id, payload }: SubscribeMessage,
  ): Promise<Outcome> {
    const actor = await connections.actorOf(connectionId);
    if (!actor) return { close: 'Unauthorized' };
    try {
      const { query, variables } = payload;
      const topic = await topicOf(ctx, actor, payload);
      const operation = { id, query, ...(variables ? { variables } : {}) };
      const isNew = await connections.follow(connectionId, actor, topic, operation, ctx.now);
      return isNew ? {} : { close: `Subscriber for ${id} already exists, or there are too many` };
    } catch (error) {
      const [shown] = publicErrors([error], ctx.log, ctx.requestId);
      return { answer: { type: MessageType.Error, id, payload: [shown] } };
    }
  }

  /** @throws GraphQLError or DomainError for what can't be subscribed to */
  async function topicOf(
    ctx: Context,
    actor: Actor,
    { query, operationName, variables }: SubscribeMessage['payload'],
  ): Promise<string> {
    const document = documents.parse(query);
    if (!documents.isValid(document)) {
      const [mistake] = validate(schema, document, [...specifiedRules, limiter.rule]);
      if (mistake) throw mistake;
      documents.markValid(document);
    }
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== 'subscription')
      throw new DomainError('BAD_INPUT', 'Queries and mutations are sent to /graphql.');
    const field = fieldOf(operation);
    const definition = field && schema.getSubscriptionType()?.getFields()[field.name.value];
    const topic = field && topics[field.name.value];
    if (!definition || !topic) throw new DomainError('BAD_INPUT', 'There is no such subscription.');
    return topic(ctx, actor, getArgumentValues(definition, field, variables ?? {}));
  }
}

/** A subscription has one root field, says validation; fragments may hold it. */
function fieldOf({ selectionSet }: OperationDefinitionNode): FieldNode | undefined {
  const [selection] = selectionSet.selections;
  return selection?.kind === 'Field' ? selection : undefined;
}
