import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KMSClient } from '@aws-sdk/client-kms';

/** What encrypts data keys: KMS in a deployment, a key in the configuration on a laptop. */
export interface KeyOfKeys {
  /** A new data key of 32 bytes, plain and wrapped. */
  generate(): Promise<{ key: Buffer; wrapped: Buffer }>;
  unwrap(wrapped: Buffer): Promise<Buffer>;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Bound to each wrapped key, so that none made for another purpose is taken. */
const PURPOSE = { purpose: 'atlas-personal-data' };

/** @param name an ARN of KMS, or `local:` and 32 bytes in base64 */
export function keyOfKeys(name: string): KeyOfKeys {
  return name.startsWith('local:') ? localKey(Buffer.from(name.slice(6), 'base64')) : kmsKey(name);
}

function kmsKey(KeyId: string): KeyOfKeys {
  let opening: Promise<KMSClient> | undefined;
  const client = () => {
    opening ??= import('@aws-sdk/client-kms').then(({ KMSClient: Client }) => new Client({ maxAttempts: 3 }));
    return opening;
  };
  const timeout = () => ({ abortSignal: AbortSignal.timeout(3_000) });
  return {
    async generate() {
      const { GenerateDataKeyCommand } = await import('@aws-sdk/client-kms');
      const command = new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: PURPOSE });
      const { Plaintext, CiphertextBlob } = await (await client()).send(command, timeout());
      if (!Plaintext || !CiphertextBlob) throw new Error('KMS gave no data key.');
      return { key: Buffer.from(Plaintext), wrapped: Buffer.from(CiphertextBlob) };
    },
    async unwrap(wrapped) {
      const { DecryptCommand } = await import('@aws-sdk/client-kms');
      const command = new DecryptCommand({ KeyId, CiphertextBlob: wrapped, EncryptionContext: PURPOSE });
      const { Plaintext } = await (await client()).send(command, timeout());
      if (!Plaintext) throw new Error('KMS did not open a data key.');
      return Buffer.from(Plaintext);
    },
  };
}

function localKey(root: Buffer): KeyOfKeys {
  if (root.length !== KEY_BYTES) throw new Error(`A local key of keys has ${KEY_BYTES} bytes.`);
  const binding = JSON.stringify(PURPOSE);
  return {
    async generate() {
      const key = randomBytes(KEY_BYTES);
      return { key, wrapped: seal(root, key, binding) };
    },
    unwrap: async (wrapped) => open(root, wrapped, binding),
  };
}

/**
 * AES-256-GCM: nonce, tag and ciphertext in one.
 *
 * @param binding what it belongs to; opened with another one it fails
 */
export function seal(key: Buffer, plain: Buffer, binding: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(binding));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** @throws Error for another key, another binding, or changed bytes */
export function open(key: Buffer, sealed: Buffer, binding: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(binding))
    .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}
