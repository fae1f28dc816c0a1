import type { ALBEvent, ALBResult } from 'aws-lambda';
import { compileCatalogue } from '../../content/compiler/main.ts';
import type { CompiledCatalogue } from '../../functions/content/publish.ts';
import { publishCatalogue } from '../../functions/content/publish.ts';
import { createContext } from '../../functions/platform/context.ts';
import { connect } from '../../functions/platform/db/database.ts';
import { createLog } from '../../functions/platform/log.ts';
import { createTestDatabase } from './database.ts';
import { albEvent } from './invoke.ts';

export interface TestApi {
  databaseUrl: string;
  handler(event: ALBEvent): Promise<ALBResult>;
  /** Publishes another state of the catalogue. */
  publish(compiled: CompiledCatalogue): Promise<void>;
  /** A browser with its own cookies. */
  person(): Person;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape.
type Json = any;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Json;
}

export interface Person {
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  send(event: Partial<ALBEvent>): Promise<Answer>;
  readonly cookie: string;
}

/** The real function on a database of its own, with a small catalogue. One a test file: the entry is a module. */
export async function startApi(compiled: CompiledCatalogue = smallCatalogue()): Promise<TestApi> {
  const database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.ATLAS_LOG_LEVEL = 'SILENT';
  const publish = async (next: CompiledCatalogue) => {
    const db = connect({ databaseUrl: database.url });
    const ctx = createContext({ db, log: createLog('SILENT', 'test'), now: new Date(), requestId: 'test' });
    await publishCatalogue(ctx, next);
    await db.close();
  };
  await publish(compiled);
  const { handler, close } = await import('../../functions/entry/graphql.ts');
  return {
    databaseUrl: database.url,
    handler,
    publish,
    person: () => createPerson(handler),
    async close() {
      await close();
      await database.drop();
    },
  };
}

function createPerson(handler: TestApi['handler']): Person {
  let cookie = '';
  const person: Person = {
    get cookie() {
      return cookie;
    },
    ask: (query, variables) =>
      person.send({
        body: JSON.stringify({ query, variables }),
        headers: { 'content-type': 'application/json' },
      }),
    async send(event) {
      const headers = {
        accept: 'application/graphql-response+json',
        ...(cookie ? { cookie } : {}),
        ...event.headers,
      };
      const result = await handler({ ...albEvent(), ...event, headers });
      const answered = (result.headers ?? {}) as Record<string, string>;
      if (answered['set-cookie']) cookie = answered['set-cookie'].split(';', 1)[0] ?? '';
      return { status: result.statusCode, headers: answered, body: JSON.parse(result.body ?? 'null') };
    },
  };
  return person;
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
    catalogue: { format: 1, areas, diagrams },
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
