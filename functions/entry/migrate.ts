import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue, DiagramDocument } from '../../client/catalogue/document.ts';
import type { LabMachine } from '../../client/catalogue/lab.ts';
import { publishCatalogue } from '../content/publish.ts';
import { publishLabs } from '../labs/labs.ts';
import { createCache } from '../platform/cache.ts';
import { readConfig } from '../platform/config.ts';
import { createContext } from '../platform/context.ts';
import { connect } from '../platform/db/database.ts';
import { migrate } from '../platform/db/migrate.ts';
import { createLog } from '../platform/log.ts';
import { createRedis, type Redis } from '../platform/redis/redis.ts';
import { NO_SERVICES } from '../platform/services.ts';
import { keepPoints } from '../platform/time-series/retention.ts';

export interface MigrateOutcome {
  /** Names of the migrations applied now. */
  applied: string[];
  /** Number of diagrams published. */
  published: number;
  /** Number of labs published. */
  labs: number;
}

/** What a deployment does before traffic: migrations, the compiled catalogue, the time series. Safe to repeat. */
export async function handler(): Promise<MigrateOutcome> {
  const config = readConfig([
    'databaseUrl',
    'databaseAuth',
    'contentFolder',
    'labsFolder',
    'migrationsFolder',
    'timeSeries',
    'redisUrl',
    'awsRegion',
  ]);
  const { applied } = await migrate(config, { folder: config.migrationsFolder });
  const read = async (file: string) => JSON.parse(await readFile(join(config.contentFolder, file), 'utf8'));
  const catalogue = (await read('catalogue.json')) as Catalogue;
  const documents = new Map<string, DiagramDocument>();
  for (const { slug, document } of catalogue.diagrams) {
    documents.set(slug, (await read(document)) as DiagramDocument);
  }
  const machines = new Map<string, LabMachine>();
  for (const { slug } of catalogue.labs) {
    const text = await readFile(join(config.labsFolder, `${slug}.json`), 'utf8');
    machines.set(slug, JSON.parse(text) as LabMachine);
  }
  const db = connect(config);
  let redis: Redis | undefined;
  try {
    const requestId = 'publish';
    const log = createLog(config.logLevel, requestId);
    redis = createRedis({ url: config.redisUrl, region: config.awsRegion, log });
    const services = { ...NO_SERVICES, cache: createCache(redis) };
    const ctx = createContext({ db, log, now: new Date(), requestId, services });
    await publishCatalogue(ctx, { catalogue, documents });
    await publishLabs(ctx, catalogue, machines);
  } finally {
    await redis?.close();
    await db.close();
  }
  if (config.timeSeries) await keepPoints(config.timeSeries, await readSecret(config.timeSeries.secretArn));
  return { applied, published: documents.size, labs: machines.size };
}

/** The credentials that AWS made for InfluxDB. */
async function readSecret(SecretId: string): Promise<{ username: string; password: string }> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const { SecretString } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId }));
  return JSON.parse(SecretString ?? '{}');
}
