import type { ClientConfig } from 'pg';
import type { Config } from '../config.ts';

/** Which database, and how a function proves who it is. */
export type DatabaseTarget = Pick<Config, 'databaseUrl'> & Partial<Pick<Config, 'databaseAuth'>>;

/**
 * What pg needs to connect. With `iam`, the URL holds no password: RDS Proxy takes a token that is signed with
 * the function's own role and valid for 15 minutes, so pg asks for one at each new connection
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connecting.html).
 */
export async function connectionOf({ databaseUrl, databaseAuth }: DatabaseTarget): Promise<ClientConfig> {
  if (databaseAuth !== 'iam') return { connectionString: databaseUrl };
  const { Signer } = await import('@aws-sdk/rds-signer');
  const { hostname, port, username, pathname } = new URL(databaseUrl);
  const signer = new Signer({ hostname, port: Number(port), username });
  return {
    host: hostname,
    port: Number(port),
    user: username,
    database: pathname.slice(1),
    password: () => signer.getAuthToken(),
    // RDS Proxy's certificate comes from a public authority that Node knows.
    ssl: { rejectUnauthorized: true },
  };
}
