import * as z from 'zod/mini';

const bytes32 = z.pipe(
  z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/)),
  z.transform((text) => Buffer.from(text, 'base64')),
);
const jwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.optional(z.string()),
});

const shape = z.object({
  /** Of keyed hashes over addresses and subjects; stays for good. */
  lookup: bytes32,
  /** Of refresh tokens and devices: the first derives, all are tried. */
  refresh: z.tuple([bytes32], bytes32),
  signing: z.object({
    /** The `kid` that signs. */
    current: z.string(),
    all: z.array(
      z.object({
        kid: z.string(),
        publicJwk: jwk,
        privateJwk: z.optional(jwk),
        retiredAt: z.optional(
          z.pipe(
            z.iso.datetime(),
            z.transform((text) => new Date(text)),
          ),
        ),
      }),
    ),
  }),
});

/** Keys that functions share: as Secrets Manager, or the file of a laptop, keeps them. */
export type Secrets = z.infer<typeof shape>;
/** As text: what `parseSecrets` takes. */
export type StoredSecrets = z.input<typeof shape>;

/** How long a function goes on with the keys that it read: a rotation names a key this long before it signs. */
const KEPT = 300_000;

/** @throws Error that says nothing of the content */
export function parseSecrets(text: string): Secrets {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const parsed = z.safeParse(shape, value);
  if (!parsed.success) throw new Error('The secrets are not complete: the rotation has not made them yet.');
  return parsed.data;
}

/**
 * Reads the keys when they are first needed and again every five minutes; a reading that fails leaves the last
 * ones in place. The same object comes back as long as nothing changed.
 *
 * @param source JSON, or the ARN of a secret
 */
export function createSecrets(source: string): () => Promise<Secrets> {
  if (!source.startsWith('arn:')) {
    const secrets = parseSecrets(source);
    return async () => secrets;
  }
  let known: { text: string; secrets: Secrets; readAt: number } | undefined;
  let reading: Promise<Secrets> | undefined;

  async function read(): Promise<Secrets> {
    try {
      const text = await fetchSecret(source);
      const secrets = known?.text === text ? known.secrets : parseSecrets(text);
      known = { text, secrets, readAt: Date.now() };
      return secrets;
    } catch (error) {
      if (!known) throw error;
      known.readAt = Date.now();
      return known.secrets;
    } finally {
      reading = undefined;
    }
  }

  return () => {
    if (known && Date.now() - known.readAt < KEPT) return Promise.resolve(known.secrets);
    reading ??= read();
    return reading;
  };
}

/** The current value of a secret. */
export async function fetchSecret(arn: string): Promise<string> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const client = new SecretsManagerClient({ maxAttempts: 3 });
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }), {
      abortSignal: AbortSignal.timeout(3_000),
    });
    return SecretString ?? '';
  } finally {
    client.destroy();
  }
}
