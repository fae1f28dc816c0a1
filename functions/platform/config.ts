import * as z from 'zod/mini';

/** Names of the environment variables; deployment sets these and no others. */
export const ENV = {
  stage: 'ATLAS_STAGE',
  logLevel: 'ATLAS_LOG_LEVEL',
  databaseUrl: 'DATABASE_URL',
  databaseAuth: 'DATABASE_AUTH',
  redisUrl: 'REDIS_URL',
  queueUrls: 'QUEUE_URLS',
  connectionsTable: 'CONNECTIONS_TABLE',
  siteOrigin: 'SITE_ORIGIN',
  socketUrl: 'SOCKET_URL',
  socketEndpoint: 'SOCKET_ENDPOINT',
  socketPosts: 'SOCKET_POSTS',
  userDataBucket: 'USER_DATA_BUCKET',
  contentFolder: 'CONTENT_FOLDER',
  migrationsFolder: 'MIGRATIONS_FOLDER',
  rolloutMachine: 'ROLLOUT_MACHINE',
  labCluster: 'LAB_CLUSTER',
  labMachines: 'LAB_MACHINES',
  labsFolder: 'LABS_FOLDER',
  timeSeries: 'TIME_SERIES',
  secrets: 'ATLAS_SECRETS',
  piiKey: 'PII_KEY',
  mail: 'MAIL',
  signInProviders: 'SIGN_IN_PROVIDERS',
  trustedHops: 'TRUSTED_HOPS',
  requestsPerMinute: 'REQUESTS_PER_MINUTE',
  awsRegion: 'AWS_REGION',
} as const;

/** The queues of Atlas, each with a dead-letter queue and a worker of its own. */
export const QUEUES = [
  'analytics-events',
  'email',
  'lab-provisioning',
  'notification',
  'ml-predictions',
] as const;
export type QueueName = (typeof QUEUES)[number];

const shapes = {
  stage: z._default(z.enum(['local', 'dev', 'staging', 'production']), 'local'),
  logLevel: z._default(z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT']), 'INFO'),
  databaseUrl: z.string().check(z.regex(/^postgres(ql)?:\/\//)),
  databaseAuth: z._default(z.enum(['password', 'iam']), 'password'),
  redisUrl: z.string().check(z.regex(/^rediss?:\/\//)),
  queueUrls: z.pipe(z.pipe(z.string(), z.transform(parseJson)), z.record(z.enum(QUEUES), z.url())),
  connectionsTable: z.string().check(z.minLength(3)),
  siteOrigin: z.url(),
  socketUrl: z.string().check(z.regex(/^wss?:\/\//)),
  socketEndpoint: z.url(),
  socketPosts: z._default(z.enum(['each', 'together']), 'each'),
  userDataBucket: z.string().check(z.minLength(3)),
  contentFolder: z.string().check(z.minLength(1)),
  migrationsFolder: z._default(z.string(), 'db/migrations'),
  rolloutMachine: z.string().check(z.startsWith('arn:')),
  timeSeries: z.optional(
    z.pipe(
      z.pipe(z.string(), z.transform(parseJson)),
      z.object({ endpoint: z.url(), secretArn: z.string(), rawDays: z.int(), aggregatedDays: z.int() }),
    ),
  ),
  secrets: z.string().check(z.regex(/^(arn:|\{)/)),
  piiKey: z.string().check(z.regex(/^(arn:|local:)/)),
  mail: z.pipe(
    z.pipe(z.string(), z.transform(parseJson)),
    z.object({ from: z.string(), apiKey: z.string(), endpoint: z.optional(z.url()) }),
  ),
  signInProviders: z._default(z.string().check(z.regex(/^(arn:|\{)/)), '{}'),
  trustedHops: z._default(z.pipe(z.string(), z.transform(Number)).check(z.int(), z.minimum(1)), 1),
  requestsPerMinute: z._default(z.pipe(z.string(), z.transform(Number)).check(z.int(), z.minimum(1)), 100),
  awsRegion: z._default(z.string(), ''),
  labMachines: z.optional(
    z.pipe(
      z.pipe(z.string(), z.transform(parseJson)),
      z.object({
        folder: z.string().check(z.minLength(1)),
        agent: z.string().check(z.minLength(1)),
        machines: z.int().check(z.minimum(1)),
        kind: z.optional(z.enum(['sandbox', 'simulated'])),
      }),
    ),
  ),
  labsFolder: z._default(z.string(), 'build/labs'),
  labCluster: z.pipe(
    z.pipe(z.string(), z.transform(parseJson)),
    z.object({
      name: z.string(),
      endpoint: z.url(),
      certificate: z.string(),
      image: z.string(),
      machines: z.optional(z.int()),
      warm: z.optional(z.int()),
      runtimeClass: z.optional(z.string()),
      egress: z.optional(z.array(z.cidrv4())),
      dns: z.optional(z.array(z.ipv4())),
    }),
  ),
};

type Shapes = typeof shapes;
export type Config = { [Key in keyof Shapes]: z.infer<Shapes[Key]> };
/** What every function is told. */
type Common = 'stage' | 'logLevel';

const MEANING: Readonly<Record<keyof Config, string>> = {
  stage: 'local, dev, staging or production',
  logLevel: 'DEBUG, INFO, WARN, ERROR or SILENT',
  databaseUrl: 'an address such as postgres://user:password@host:5432/atlas',
  databaseAuth: 'password or iam',
  redisUrl: 'an address such as redis://host:6379',
  queueUrls: `a JSON object with an address for each of ${QUEUES.join(', ')}`,
  connectionsTable: 'the name of a DynamoDB table',
  socketUrl: 'an address such as wss://live.learn.example.com',
  socketEndpoint: 'the address of the connections API of the WebSocket',
  socketPosts: 'each or together',
  userDataBucket: 'the name of the bucket for what people make',
  siteOrigin: 'an origin such as https://learn.example.com',
  contentFolder: 'the folder of the compiled catalogue',
  migrationsFolder: 'the folder of the migrations',
  rolloutMachine: 'the ARN of a state machine',
  timeSeries: 'a JSON object with endpoint, secretArn, rawDays and aggregatedDays',
  secrets: 'a JSON object with lookup, refresh and signing, or the ARN of a secret that holds one',
  piiKey: 'the ARN of a key in KMS, or local: and 32 bytes in base64',
  mail: 'a JSON object with from, apiKey (or the ARN of a secret) and, for another server, endpoint',
  signInProviders:
    'a JSON object with google and github, each with issuer, clientId and clientSecret, or an ARN',
  trustedHops: 'how many of our own hops append to x-forwarded-for, 1 or more',
  requestsPerMinute: 'a number',
  awsRegion: 'a region',
  labMachines: 'a JSON object with folder, agent and machines, for labs on this computer',
  labsFolder: 'the folder of what machines of labs are made of',
  labCluster:
    'a JSON object with name, endpoint, certificate and image of the cluster of labs, and CIDRs in egress',
};

/**
 * Reads the part of the configuration that a function needs: first flat, then parsed.
 *
 * @param keys beside the stage and the log level
 * @throws Error with one sentence that names each variable that is missing or wrong; never its value.
 */
export function readConfig<Key extends keyof Config = never>(
  keys: readonly Key[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Pick<Config, Key | Common> {
  const wanted = [...new Set<keyof Config>(['stage', 'logLevel', ...keys])];
  const config: Partial<Record<keyof Config, unknown>> = {};
  const wrong: string[] = [];
  for (const key of wanted) {
    const parsed = z.safeParse(shapes[key] as z.ZodMiniType, env[ENV[key]] || undefined);
    if (parsed.success) config[key] = parsed.data;
    else wrong.push(`${ENV[key]} must be ${MEANING[key]}`);
  }
  if (wrong.length > 0) throw new Error(`The environment is not complete: ${wrong.join('; ')}.`);
  return config as Pick<Config, Key | Common>;
}

/** Whether X-Ray records this invocation: Lambda says so anew before each one. */
export function isSampled(env: NodeJS.ProcessEnv = process.env): boolean {
  return env._X_AMZN_TRACE_ID?.includes('Sampled=1') ?? false;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
  /** Milliseconds that a request waits for a connection of its process. */
  connectionWaitMs: 2_000,
} as const;

/** The line of the log that metrics of labs are made of: `lab` in it is the lab's slug, the others are its numbers. */
export const LAB_USAGE = {
  message: 'A lab uses',
  numbers: ['cpuSeconds', 'memoryBytes', 'processes', 'diskBytes'],
} as const;

/** How events travel: from the outbox to a queue to a worker. */
export const DELIVERY = {
  /** Deliveries of a message before it goes to the dead-letter queue. */
  attempts: 5,
  /** Days that a dead-letter queue, the outbox and the ledger of processed events keep what they hold. */
  deadLetterDays: 14,
  outboxDays: 7,
  ledgerDays: 30,
  /** Events that the relay claims at once; SQS takes 10 in a call. */
  relayBatch: 100,
  /** Milliseconds between two looks of the relay, and how long one invocation goes on looking. */
  relayEveryMs: 500,
  relayForMs: 55_000,
  /** Bytes of one message: SQS takes 1 MiB since 2025, 256 KiB before; small stays portable. */
  messageBytes: 256 * 1024,
} as const;
