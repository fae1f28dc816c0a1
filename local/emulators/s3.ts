import { startFauxqs } from 'fauxqs';

export interface LocalS3 {
  /** Where the SDK's client has to speak to; an address, so that the client puts the bucket into the path. */
  endpoint: string;
  bucket: string;
  stop(): Promise<void>;
}

const BUCKET = 'atlas-local-user-data';

/**
 * S3 with the bucket for what people make. It keeps objects in a SQLite file, not as files by their keys: a key
 * such as `../x` would lead out of the folder.
 *
 * @param folder keeps the objects; without it they are in memory
 */
export async function startS3(folder?: string): Promise<LocalS3> {
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false, dataDir: folder });
  server.createBucket(BUCKET);
  return { endpoint: `http://127.0.0.1:${server.port}`, bucket: BUCKET, stop: () => server.stop() };
}
