import * as z from 'zod/mini';

/** Names of the environment variables; deployment sets these and no others. */
export const ENV = {
  stage: 'ATLAS_STAGE',
  databaseUrl: 'DATABASE_URL',
  logLevel: 'ATLAS_LOG_LEVEL',
} as const;

const schema = z.object({
  stage: z._default(z.enum(['local', 'dev', 'staging', 'production']), 'local'),
  databaseUrl: z.string().check(z.regex(/^postgres(ql)?:\/\//)),
  logLevel: z._default(z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT']), 'INFO'),
});

export type Config = z.infer<typeof schema>;

const MEANING: Readonly<Record<keyof Config, string>> = {
  stage: 'local, dev, staging or production',
  databaseUrl: 'an address such as postgres://user:password@host:5432/atlas',
  logLevel: 'DEBUG, INFO, WARN, ERROR or SILENT',
};

/**
 * Reads the configuration, first flat, then parsed.
 *
 * @throws Error with one sentence that names each variable that is missing or wrong; never its value.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const flat = Object.fromEntries(Object.entries(ENV).map(([key, name]) => [key, env[name] || undefined]));
  const parsed = schema.safeParse(flat);
  if (parsed.success) return parsed.data;
  const keys = [...new Set(parsed.error.issues.map((issue) => issue.path[0] as keyof Config))];
  const wrong = keys.map((key) => `${ENV[key]} must be ${MEANING[key]}`);
  throw new Error(`The environment is not complete: ${wrong.join('; ')}.`);
}

/** Limits of the API; the same everywhere. */
export const LIMITS = {
  /** Bytes of a request body: the load balancer's own limit. */
  body: 1_000_000,
  /** Levels of nested fields, aliases, directives and tokens in one document. */
  depth: 9,
  aliases: 15,
  directives: 20,
  tokens: 2_000,
  /** Sum of fields, those in lists counted as often as the list is long. */
  cost: 12_000,
  pageSize: 200,
  searchQuery: 200,
  searchHits: 50,
  statementMs: 5_000,
  connections: 5,
  sessionDays: 365,
} as const;
