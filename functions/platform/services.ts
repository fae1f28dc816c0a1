import { createCache } from './cache.ts';
import type { Config } from './config.ts';
import type { Services } from './context.ts';
import { keyOfKeys } from './crypto/key-of-keys.ts';
import { createVault, type Vault } from './crypto/vault.ts';
import type { Database } from './db/database.ts';
import { createLimits } from './limits/limits.ts';
import type { Log } from './log.ts';
import { createObjects, type Objects } from './objects/objects.ts';
import type { PersonalData } from './personal-data.ts';
import type { Live } from './realtime/live.ts';
import { createRedis, type Redis } from './redis/redis.ts';
import { createSecrets } from './secrets.ts';
import { createProviders } from './sign-in/providers.ts';

/** What `createServices` reads of the configuration. */
export const SERVICE_KEYS = [
  'redisUrl',
  'awsRegion',
  'secrets',
  'piiKey',
  'siteOrigin',
  'socketUrl',
  'signInProviders',
  'requestsPerMinute',
  'userDataBucket',
] as const;

const NO_REDIS: Redis = { run: async () => undefined, close: async () => {} };

/** For functions without a database. */
export const NO_DATABASE: Database = {
  rows: () => Promise.reject(new Error('This function has no database.')),
  transaction: () => Promise.reject(new Error('This function has no database.')),
};

const noBucket = () => Promise.reject(new Error('This function has no bucket.'));
const NO_OBJECTS: Objects = { put: noBucket, get: noBucket, remove: noBucket, list: noBucket };

/** For functions that neither cache nor know people: nothing is kept, nothing is limited. */
export const NO_SERVICES: Services = {
  redis: NO_REDIS,
  cache: createCache(NO_REDIS),
  limits: createLimits(NO_REDIS, 1),
  vault: () => Promise.reject(new Error('This function has no vault.')),
  secrets: () => Promise.reject(new Error('This function has no secrets.')),
  siteOrigin: '',
  socketUrl: '',
  providers: createProviders('{}'),
  personalData: [],
  objects: NO_OBJECTS,
  live: () => Promise.reject(new Error('This function has no open connections.')),
};

/** Reaches the open connections, for a process that has this cache; called once. */
export type OpenLive = (redis: Redis) => Promise<Live>;

/** The services of a process; each connects when it is first used. */
export function createServices(
  config: Pick<Config, (typeof SERVICE_KEYS)[number]>,
  { log, personalData, live }: { log: Log; personalData: readonly PersonalData[]; live: OpenLive },
): Services {
  const redis = createRedis({ url: config.redisUrl, region: config.awsRegion, log });
  const secrets = createSecrets(config.secrets);
  let vault: Promise<Vault> | undefined;
  let opened: Promise<Live> | undefined;
  return {
    redis,
    cache: createCache(redis),
    limits: createLimits(redis, config.requestsPerMinute),
    vault() {
      vault ??= secrets().then(({ lookup }) => createVault(keyOfKeys(config.piiKey), lookup));
      vault.catch(() => {
        vault = undefined;
      });
      return vault;
    },
    secrets,
    siteOrigin: config.siteOrigin,
    socketUrl: config.socketUrl,
    providers: createProviders(config.signInProviders),
    personalData,
    objects: createObjects(config.userDataBucket),
    live() {
      opened ??= live(redis);
      return opened;
    },
  };
}
