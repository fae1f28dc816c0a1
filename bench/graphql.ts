import { ApolloServer, HeaderMap } from '@apollo/server';
import type { ALBEvent } from 'aws-lambda';
import DataLoader from 'dataloader';
import type { GraphQLFieldResolver } from 'graphql';
import { createSchema, createYoga } from 'graphql-yoga';
import { fromAlbEvent, toAlbResult } from '../functions/platform/alb.ts';
import { LIMITS } from '../functions/platform/config.ts';
import { createContext } from '../functions/platform/context.ts';
import type { Database } from '../functions/platform/db/database.ts';
import { createGraphqlHandler } from '../functions/platform/graphql/handler.ts';
import { buildExecutableSchema } from '../functions/platform/graphql/schema.ts';
import { createLog } from '../functions/platform/log.ts';
import { type BenchResult, median } from './result.ts';

/**
 * One invocation in process, the same schema and resolvers in each server: Atlas from ALB event to ALB
 * answer, stock yoga from Request to text, Apollo from its own request to text. No database. Rounds of the
 * three are interleaved; the middle round counts.
 */
const typeDefs = /* GraphQL */ `
  type Query { hello: String! items(first: Int = 50): [Item!]! }
  type Item { id: ID! title: String! minutes: Int! author: Author! }
  type Author { id: ID! name: String! }
`;

const ITEMS = Array.from({ length: 50 }, (_, i) => ({
  id: `${i}`,
  title: `Item ${i}`,
  minutes: i % 9,
  by: i % 12,
}));
const AUTHORS = Array.from({ length: 12 }, (_, i) => ({ id: `${i}`, name: `Author ${i}` }));
const SIZES = { list: 400, tiny: 3000 };
const ROUNDS = 25;

type Loader = DataLoader<number, (typeof AUTHORS)[number] | undefined>;
const newLoader = (): Loader => new DataLoader(async (ids) => ids.map((id) => AUTHORS[id]));

/** The same resolvers for each server; only where a server keeps its loader differs. */
function resolversWith<Ctx>(loaderOf: (ctx: Ctx) => Loader) {
  const hello: GraphQLFieldResolver<unknown, Ctx> = () => 'world';
  const items: GraphQLFieldResolver<unknown, Ctx> = () => ITEMS;
  const author: GraphQLFieldResolver<{ by: number }, Ctx> = ({ by }, _args, ctx) => loaderOf(ctx).load(by);
  return { Query: { hello, items }, Item: { author } };
}

const QUERIES = {
  list: '{ items(first: 50) { id title minutes author { id name } } }',
  tiny: '{ hello }',
};

type Ask = (query: string) => Promise<string>;

export default async function (): Promise<BenchResult[]> {
  const servers = { atlas: atlas(), yoga: yoga(), apollo: await apollo() };
  await sameAnswers(servers);
  const results: BenchResult[] = [];
  for (const name of ['list', 'tiny'] as const) {
    const times = await compare(servers, QUERIES[name], SIZES[name]);
    const add = (peer: 'yoga' | 'apollo', limit: number) => {
      const ratio = times.atlas / times[peer];
      results.push({
        name: `graphql, ${name === 'list' ? 'list of 50 with authors' : 'tiny query'}`,
        value: times.atlas,
        unit: 'us',
        peer: peer === 'yoga' ? 'stock yoga.fetch' : '@apollo/server',
        peerValue: times[peer],
        ratio,
        target: `at most ${limit.toPrecision(2)}x`,
        pass: ratio <= limit,
      });
    };
    if (name === 'list') {
      add('yoga', 0.2);
      add('apollo', 1 / 6);
    } else add('yoga', 0.15);
  }
  await servers.apollo.stop();
  return results;
}

/** A comparison of different answers would be none. */
async function sameAnswers(servers: Record<string, { ask: Ask }>): Promise<void> {
  for (const query of Object.values(QUERIES)) {
    const answers = await Promise.all(Object.values(servers).map(({ ask }) => ask(query)));
    const distinct = new Set(answers.map((answer) => JSON.stringify(JSON.parse(answer))));
    if (distinct.size !== 1) throw new Error(`The servers differ on ${query}: ${[...distinct].join(' | ')}`);
  }
}

async function compare<Name extends string>(
  servers: Record<Name, { ask: Ask }>,
  query: string,
  size: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(servers) as Name[];
  const rounds = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -3; round < ROUNDS; round += 1) {
    for (const name of names) {
      const began = performance.now();
      for (let i = 0; i < size; i += 1) await servers[name].ask(query);
      // The first rounds warm up.
      if (round >= 0) rounds[name].push(((performance.now() - began) * 1000) / size);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(rounds[name])])) as Record<Name, number>;
}

function atlas(): { ask: Ask } {
  const resolvers = resolversWith<ReturnType<typeof createContext>>((ctx) => ctx.once('authors', newLoader));
  const schema = buildExecutableSchema(typeDefs, resolvers);
  const handle = createGraphqlHandler({
    schema,
    limits: LIMITS,
    introspection: false,
    policies: [],
    freeForm: 'everyone',
  });
  const refuse = () => Promise.reject(new Error('This measurement has no database.'));
  const db: Database = { rows: refuse, transaction: refuse };
  const handler = async (event: ALBEvent) => {
    const requestId = event.headers?.['x-amzn-trace-id'] ?? '';
    const context = createContext({ db, log: createLog('WARN', requestId), now: new Date(), requestId });
    return toAlbResult(event, await handle(fromAlbEvent(event), context));
  };
  return { ask: async (query) => (await handler(eventOf(query))).body ?? '' };
}

function eventOf(query: string): ALBEvent {
  return {
    requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:local:0:targetgroup/atlas/0' } },
    httpMethod: 'POST',
    path: '/graphql',
    queryStringParameters: {},
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      host: 'atlas.example',
      'x-amzn-trace-id': 'Root=1-65a0b1c2-000000000000000000000000',
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-proto': 'https',
    },
    body: JSON.stringify({ query }),
    isBase64Encoded: false,
  };
}

function yoga(): { ask: Ask } {
  const resolvers = resolversWith<{ authors: Loader }>((ctx) => ctx.authors);
  const server = createYoga({
    schema: createSchema<{ authors: Loader }>({ typeDefs, resolvers }),
    context: () => ({ authors: newLoader() }),
    logging: false,
  });
  return {
    ask: async (query) => {
      const response = await server.fetch('http://atlas.example/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query }),
      });
      return response.text();
    },
  };
}

async function apollo(): Promise<{ ask: Ask; stop(): Promise<void> }> {
  const resolvers = resolversWith<{ authors: Loader }>((ctx) => ctx.authors);
  const server = new ApolloServer<{ authors: Loader }>({ typeDefs, resolvers, nodeEnv: 'production' });
  await server.start();
  return {
    stop: () => server.stop(),
    ask: async (query) => {
      const { body } = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          headers: new HeaderMap([
            ['content-type', 'application/json'],
            ['accept', 'application/json'],
          ]),
          search: '',
          body: JSON.parse(JSON.stringify({ query })),
        },
        context: async () => ({ authors: newLoader() }),
      });
      return body.kind === 'complete' ? body.string : '';
    },
  };
}
