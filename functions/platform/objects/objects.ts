import { addAbortSignal, type Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';

/** A bucket for what is too large for a row. Server-side encryption is the bucket's. */
export interface Objects {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Undefined when there is none. */
  get(key: string): Promise<Buffer | undefined>;
  /** One that is not there is no error. */
  remove(key: string): Promise<void>;
  /** The keys that begin with it; asked of the bucket, so for folders of a few objects. */
  list(prefix: string): Promise<string[]>;
}

/** For one attempt after the other, and the body with it. */
const PATIENCE = 15_000;

/** The client is loaded with the first call; where it speaks to is the SDK's own configuration. */
export function createObjects(Bucket: string): Objects {
  let opening: Promise<S3Client> | undefined;
  const open = async () => {
    const sdk = await import('@aws-sdk/client-s3');
    opening ??= Promise.resolve(new sdk.S3Client({ maxAttempts: 3 }));
    return { sdk, client: await opening, abortSignal: AbortSignal.timeout(PATIENCE) };
  };

  return {
    async put(key, bytes) {
      const { sdk, client, abortSignal } = await open();
      const command = new sdk.PutObjectCommand({ Bucket, Key: key, Body: bytes });
      await client.send(command, { abortSignal });
    },
    async get(key) {
      const { sdk, client, abortSignal } = await open();
      try {
        const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key: key }), { abortSignal });
        if (!Body) return Buffer.alloc(0);
        // The signal of a command ends with the headers of its answer: a body may stall as well.
        addAbortSignal(abortSignal, Body as Readable);
        return Buffer.from(await Body.transformToByteArray());
      } catch (error) {
        if (error instanceof sdk.NoSuchKey) return undefined;
        throw error;
      }
    },
    async remove(key) {
      const { sdk, client, abortSignal } = await open();
      await client.send(new sdk.DeleteObjectCommand({ Bucket, Key: key }), { abortSignal });
    },
    async list(Prefix) {
      const { sdk, client, abortSignal } = await open();
      const keys: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const command = new sdk.ListObjectsV2Command({ Bucket, Prefix, ContinuationToken });
        const page = await client.send(command, { abortSignal });
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      return keys;
    },
  };
}
