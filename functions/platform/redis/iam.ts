/**
 * Passwords for a user of ElastiCache that signs in with IAM: the query string of a presigned `connect`, good for
 * 15 minutes (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html). Signing needs no network.
 *
 * @param host of the group, `clustercfg.<group>.<...>.cache.amazonaws.com`
 */
export async function signedPassword(
  host: string,
  user: string,
  region: string,
): Promise<() => Promise<string>> {
  const [{ SignatureV4 }, { defaultProvider }, { Sha256 }, { HttpRequest }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@aws-sdk/credential-provider-node'),
    import('@smithy/core/checksum'),
    import('@smithy/core/protocols'),
  ]);
  const labels = host.split('.');
  const group = (labels[0] === 'clustercfg' ? labels[1] : labels[0]) ?? '';
  const signer = new SignatureV4({
    service: 'elasticache',
    region,
    credentials: defaultProvider(),
    sha256: Sha256,
  });
  return async () => {
    const request = new HttpRequest({
      method: 'GET',
      protocol: 'http:',
      hostname: group,
      headers: { host: group },
      query: { Action: 'connect', User: user },
    });
    const { query = {} } = await signer.presign(request, { expiresIn: 900 });
    const pairs = Object.entries(query).map(
      ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
    );
    return `${group}/?${pairs.join('&')}`;
  };
}
