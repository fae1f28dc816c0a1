import { newSecrets } from '../../functions/entry/keys.ts';
import { startRedis } from '../../local/emulators/redis/server.ts';

export interface TestServices {
  redisUrl: string;
  /** For processes that a test starts. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/**
 * The cache and keys of a test file, told to the functions by the environment. Limits are out of the way unless a
 * test sets them.
 */
export async function startTestServices(): Promise<TestServices> {
  const redis = await startRedis();
  const env = {
    REDIS_URL: redis.url,
    ATLAS_SECRETS: await newSecrets(),
    PII_KEY: `local:${Buffer.alloc(32, 7).toString('base64')}`,
    SITE_ORIGIN: 'http://localhost:4600',
    SOCKET_URL: 'ws://localhost:4600/live',
    // Of `startLive`, where a test has called it before; nobody is told anything otherwise.
    CONNECTIONS_TABLE: process.env.CONNECTIONS_TABLE ?? 'no-connections',
    SOCKET_ENDPOINT: process.env.SOCKET_ENDPOINT ?? 'http://127.0.0.1:9',
    SOCKET_POSTS: process.env.SOCKET_POSTS ?? 'each',
    USER_DATA_BUCKET: process.env.USER_DATA_BUCKET ?? 'no-bucket',
    REQUESTS_PER_MINUTE: process.env.REQUESTS_PER_MINUTE ?? '1000000',
  };
  Object.assign(process.env, env);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= redis.stop();
    return stopping;
  };
  return { redisUrl: redis.url, env, stop };
}
