import type { ALBEvent, ALBResult } from 'aws-lambda';
import { compileCatalogue } from '../../content/compiler/main.ts';
import type { CompiledCatalogue } from '../../functions/content/publish.ts';
import { publishCatalogue } from '../../functions/content/publish.ts';
import { createCache } from '../../functions/platform/cache.ts';
import { createContext } from '../../functions/platform/context.ts';
import { connect } from '../../functions/platform/db/database.ts';
import { createLog } from '../../functions/platform/log.ts';
import { createRedis } from '../../functions/platform/redis/redis.ts';
import { NO_SERVICES } from '../../functions/platform/services.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { albEvent } from './invoke.ts';
import { startTestServices } from './services.ts';

export interface TestApi {
  databaseUrl: string;
  redisUrl: string;
  /** For processes that a test starts. */
  env: Record<string, string>;
  handler(event: ALBEvent): Promise<ALBResult>;
  /** Runs one statement in the API's database. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** As if it was killed. */
  stopRedis(): Promise<void>;
  /** Publishes another state of the catalogue. */
  publish(compiled: CompiledCatalogue): Promise<void>;
  /** A browser with its own cookies; `device` are headers that it sends always. */
  person(device?: Record<string, string>): Person;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape.
type Json = any;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** `set-cookie` headers, whole. */
  cookies: string[];
  body: Json;
}

export interface Person {
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  send(event: Partial<ALBEvent>): Promise<Answer>;
  readonly cookie: string;
  /** Cookies by name. */
  readonly jar: Map<string, string>;
}

/**
 * The real function on a database of its own, with a small catalogue. One a test file: the entry is a module.
 *
 * @param options `through` puts something between the function and its database, and gives its address; `database` is one
 *   that the test can do more to than others
 */
export async function startApi(
  compiled: CompiledCatalogue = smallCatalogue(),
  {
    through,
    database: given,
  }: { through?: (databaseUrl: string) => Promise<string>; database?: TestDatabase } = {},
): Promise<TestApi> {
  const database = given ?? (await createTestDatabase());
  const services = await startTestServices();
  process.env.DATABASE_URL = through ? await through(database.url) : database.url;
  process.env.ATLAS_LOG_LEVEL ??= 'SILENT';
  const side = connect({ databaseUrl: database.url });
  const redis = createRedis({ url: services.redisUrl, log: createLog('SILENT', 'test') });
  const publish = async (next: CompiledCatalogue) => {
    const db = connect({ databaseUrl: database.url });
    const cached = { ...NO_SERVICES, cache: createCache(redis) };
    const ctx = createContext({
      db,
      log: createLog('SILENT', 'test'),
      now: new Date(),
      requestId: 'test',
      services: cached,
    });
    await publishCatalogue(ctx, next);
    await db.close();
  };
  await publish(compiled);
  const { handler, close } = await import('../../functions/entry/graphql.ts');
  return {
    databaseUrl: database.url,
    handler,
    publish,
    person: (device) => createPerson(handler, device),
    redisUrl: services.redisUrl,
    env: { DATABASE_URL: database.url, ...services.env },
    sql: (text, values) => side.rows(text, values),
    stopRedis: services.stop,
    async close() {
      await side.close();
      await close();
      await redis.close();
      await services.stop();
      await database.drop();
    },
  };
}

let people = 0;

/** Each at an address of its own, in a network for documentation (RFC 5737, RFC 3849). */
function nextAddress(): string {
  people += 1;
  return `2001:db8:${process.pid.toString(16).slice(-4)}:${people.toString(16)}::1`;
}

function createPerson(handler: TestApi['handler'], device: Record<string, string> = {}): Person {
  const jar = new Map<string, string>();
  const address = nextAddress();
  const person: Person = {
    jar,
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    ask: (query, variables) =>
      person.send({
        body: JSON.stringify({ query, variables }),
        headers: { 'content-type': 'application/json' },
      }),
    async send(event) {
      const headers = {
        accept: 'application/graphql-response+json',
        'x-forwarded-for': address,
        ...device,
        ...(jar.size > 0 ? { cookie: person.cookie } : {}),
        ...event.headers,
      };
      const result = await handler({ ...albEvent(), ...event, headers });
      const answered = (result.headers ?? {}) as Record<string, string>;
      const cookies = Object.entries(answered).filter(([name]) => name.toLowerCase() === 'set-cookie');
      for (const [, cookie] of cookies) keep(jar, cookie);
      const text = result.body ?? '';
      const isJson = (answered['content-type'] ?? '').includes('json');
      const body = isJson ? JSON.parse(text) : text;
      return { status: result.statusCode, headers: answered, cookies: cookies.map(([, one]) => one), body };
    },
  };
  return person;
}

/** As a browser does: an age of zero takes a cookie away. */
function keep(jar: Map<string, string>, cookie: string): void {
  const [pair = ''] = cookie.split(';', 1);
  const at = pair.indexOf('=');
  if (/max-age=0(;|$)/i.test(cookie)) jar.delete(pair.slice(0, at));
  else jar.set(pair.slice(0, at), pair.slice(at + 1));
}

/** Two areas, three diagrams, one prerequisite: enough to tell filters, order and progress apart. */
export function smallCatalogue(): CompiledCatalogue {
  const diagrams = [
    diagram('cache-aside', 'Cache-aside with a database', 'caching', 1, []),
    diagram('cache-stampede', 'Stampede on an expired key', 'caching', 3, ['cache-aside']),
    diagram('work-queue', 'Work queue with dead letters', 'messaging', 2, ['cache-aside']),
  ];
  const area = (id: string) => ({
    id,
    title: id.toUpperCase(),
    summary: `All about ${id}.`,
    skills: [{ id: `${id}.basics`, title: `${id} basics`, summary: `The basics of ${id}.` }],
  });
  return catalogueOf([area('caching'), area('messaging')], diagrams);
}

/** So many diagrams in one area, each with the one before as its prerequisite, the first with the last. */
export function longCatalogue(count: number): CompiledCatalogue {
  const { catalogue } = smallCatalogue();
  const slugOf = (i: number) => `item-${(i + count) % count}`;
  const documents = Array.from({ length: count }, (_, i) =>
    diagram(slugOf(i), `Item ${i}`, 'caching', 1, [slugOf(i - 1)]),
  );
  return catalogueOf(catalogue.areas, documents);
}

function catalogueOf(
  areas: CompiledCatalogue['catalogue']['areas'],
  documents: ReturnType<typeof diagram>[],
): CompiledCatalogue {
  const diagrams = documents.map((one) => ({
    ...one,
    kind: one.drawing.kind,
    document: `d/${one.slug}.0123456789abcdef.json`,
  }));
  return {
    catalogue: { format: 1, areas, diagrams, labs: [] },
    documents: new Map(documents.map((one) => [one.slug, one])),
  };
}

function diagram(
  slug: string,
  title: string,
  category: string,
  difficulty: 1 | 2 | 3,
  prerequisites: string[],
) {
  return {
    format: 1 as const,
    slug,
    title,
    category,
    difficulty,
    prerequisites,
    skills: [`${category}.basics`],
    summary: `Summary of ${title}.`,
    minutes: 5,
    sources: [],
    source: '',
    drawing: { kind: 'flowchart' as const, w: 10, h: 10, nodes: [], groups: [], edges: [] },
    parts: {
      a: { name: 'Redis', what: ['An in-memory server.'], why: ['For latency.'], fails: ['Evictions rise.'] },
    },
    steps: [],
    tradeoffs: [],
    cards: [],
  };
}

/** The real catalogue, compiled once; for tests that want its size. */
export async function realCatalogue(): Promise<CompiledCatalogue> {
  return compileCatalogue({ root: process.cwd() });
}
