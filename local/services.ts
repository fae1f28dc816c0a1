import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { SOCKET_PATH } from '../edge/rules.ts';
import { type Gateway, openGateway } from './adapters/socket.ts';
import { startDynamo } from './emulators/dynamodb.ts';
import { type LocalMail, startOutbox } from './emulators/mail/outbox.ts';
import { startRedis } from './emulators/redis/server.ts';
import { startS3 } from './emulators/s3.ts';
import { StartFailure } from './failure.ts';

/**
 * What the services keep in the data folder: mails, cached values, the keys without which names can't be read, and
 * objects such as whiteboards, and the files of labs.
 */
export const SERVICE_FILES = [
  'mails.json',
  'redis.json',
  'keys.json',
  'redis.json.broken',
  'objects',
  'labs',
] as const;

export interface LocalServices {
  /** What was started, for the person at the keyboard. */
  cache: string;
  mails(): LocalMail[];
  /** Of the WebSocket; its function is set once it is loaded. */
  gateway: Gateway;
  close(): Promise<void>;
}

/**
 * Starts what accounts stand on (cache, mail, keys) and tells the functions of it by their environment. To be
 * called before any function is loaded.
 *
 * @param folder of the data: cached values, mails and keys survive a restart there
 * @param origin of the site, for links in mails
 * @param agent the folder of the program that runs in machines of labs
 */
export async function openServices(folder: string, origin: string, agent: string): Promise<LocalServices> {
  const [mails, cache, keys] = SERVICE_FILES.map((name) => join(folder, name)) as [string, string, string];
  const outbox = await startOutbox(mails);
  const dynamo = await startDynamo();
  const objects = await startS3(join(folder, 'objects'));
  const gateway = await openGateway();
  const given = process.env.REDIS_URL;
  const redis = given ? undefined : await startRedis({ file: cache });
  const { secrets, piiKey } = await readKeys(keys);
  Object.assign(process.env, {
    REDIS_URL: given ?? redis?.url,
    ATLAS_SECRETS: JSON.stringify(secrets),
    PII_KEY: piiKey,
    SITE_ORIGIN: origin,
    SOCKET_URL: `${origin.replace(/^http/, 'ws')}${SOCKET_PATH}`,
    SOCKET_ENDPOINT: gateway.endpoint,
    // One post for all who hear the same: the gateway is in this process.
    SOCKET_POSTS: 'together',
    CONNECTIONS_TABLE: dynamo.connectionsTable,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_S3: objects.endpoint,
    USER_DATA_BUCKET: objects.bucket,
    LAB_MACHINES: JSON.stringify({ folder: join(folder, 'labs'), agent, machines: machinesHere() }),
    MAIL: JSON.stringify({ from: 'Atlas <atlas@localhost>', apiKey: 'SG.local', endpoint: outbox.endpoint }),
  });
  return {
    cache: redis ? `${redis.version}, in this process` : 'as REDIS_URL says',
    mails: outbox.mails,
    gateway,
    async close() {
      await gateway.close();
      await dynamo.stop();
      await objects.stop();
      await redis?.stop();
      await outbox.stop();
    },
  };
}

/** How many machines of labs fit: each may use 256 MB, of half the memory. */
function machinesHere(): number {
  return Math.max(1, Math.min(30, Math.floor(totalmem() / 2 / 256e6)));
}

interface Keys {
  secrets: unknown;
  /** Without it, names and addresses in the database can't be read any more. */
  piiKey: string;
}

/** The keys of this data folder, made with it and readable for its owner only. */
async function readKeys(file: string): Promise<Keys> {
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Keys;
    } catch {
      throw new StartFailure(
        `${file} can't be read: without it, no name and no address can. Put it back, or npm run reset.`,
      );
    }
  }
  const { newSecrets } = await import('../functions/entry/keys.ts');
  const keys: Keys = {
    secrets: JSON.parse(await newSecrets()),
    piiKey: `local:${randomBytes(32).toString('base64')}`,
  };
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}
