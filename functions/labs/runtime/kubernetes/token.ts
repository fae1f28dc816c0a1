import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';

/** As the SDK's own chain gives them. */
type Credentials = ConstructorParameters<typeof SignatureV4>[0]['credentials'];

/** Seconds that a token is good for; how long one is used. */
const GOOD = 60;
const USED = 45;

/**
 * The token that EKS takes: a presigned question "who am I" to STS, which the cluster asks in our name
 * (https://docs.aws.amazon.com/eks/latest/userguide/cluster-auth.html, aws-iam-authenticator).
 */
export async function eksToken(
  cluster: string,
  region: string,
  credentials: Credentials,
  now: Date,
): Promise<string> {
  const host = `sts.${region}.amazonaws.com`;
  const signer = new SignatureV4({ service: 'sts', region, credentials, sha256: Sha256 });
  const request = new HttpRequest({
    method: 'GET',
    protocol: 'https:',
    hostname: host,
    path: '/',
    query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    headers: { host, 'x-k8s-aws-id': cluster },
  });
  const { query = {} } = await signer.presign(request, { expiresIn: GOOD, signingDate: now });
  const url = `https://${host}/?${new URLSearchParams(query as Record<string, string>)}`;
  return `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`;
}

/** The same token until it is nearly over. */
export function keepToken(make: (now: Date) => Promise<string>, clock: () => Date): () => Promise<string> {
  let token: Promise<string> | undefined;
  let madeAt = 0;
  return () => {
    const now = clock();
    if (token && now.getTime() - madeAt < USED * 1000) return token;
    madeAt = now.getTime();
    token = make(now);
    token.catch(() => {
      token = undefined;
    });
    return token;
  };
}
