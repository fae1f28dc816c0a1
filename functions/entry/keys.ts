import type { SecretsManagerRotationEvent } from 'aws-lambda';
import { firstSecrets, rotateSecrets } from '../auth/rotation.ts';
import { parseSecrets, type StoredSecrets } from '../platform/secrets.ts';

/** The keys of a new laptop, as text. */
export async function newSecrets(): Promise<string> {
  return JSON.stringify(await firstSecrets());
}

/**
 * What Secrets Manager invokes, step by step, to rotate the keys of tokens; the first rotation makes them
 * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html). Each step may
 * come twice. Nothing has to be told of the new keys: functions read them anew every five minutes.
 */
export async function handler(event: SecretsManagerRotationEvent): Promise<void> {
  const { SecretId, Step, ClientRequestToken: VersionId } = event;
  const sdk = await import('@aws-sdk/client-secrets-manager');
  const client = new sdk.SecretsManagerClient({ maxAttempts: 3 });
  const textOf = async (selector: {
    VersionStage: string;
    VersionId?: string;
  }): Promise<string | undefined> => {
    try {
      const command = new sdk.GetSecretValueCommand({ SecretId, ...selector });
      return (await client.send(command)).SecretString;
    } catch (error) {
      if (error instanceof sdk.ResourceNotFoundException) return undefined;
      throw error;
    }
  };
  try {
    if (Step === 'createSecret') {
      if (await textOf({ VersionStage: 'AWSPENDING', VersionId })) return;
      const before = stored(await textOf({ VersionStage: 'AWSCURRENT' }));
      const next = before ? await rotateSecrets(before, new Date()) : await firstSecrets();
      await client.send(
        new sdk.PutSecretValueCommand({
          SecretId,
          ClientRequestToken: VersionId,
          SecretString: JSON.stringify(next),
          VersionStages: ['AWSPENDING'],
        }),
      );
    }
    if (Step === 'testSecret') parseSecrets((await textOf({ VersionStage: 'AWSPENDING', VersionId })) ?? '');
    if (Step === 'finishSecret') {
      const { VersionIdsToStages = {} } = await client.send(new sdk.DescribeSecretCommand({ SecretId }));
      const current = Object.keys(VersionIdsToStages).find((id) =>
        VersionIdsToStages[id]?.includes('AWSCURRENT'),
      );
      if (current === VersionId) return;
      await client.send(
        new sdk.UpdateSecretVersionStageCommand({
          SecretId,
          VersionStage: 'AWSCURRENT',
          MoveToVersionId: VersionId,
          RemoveFromVersionId: current,
        }),
      );
    }
  } finally {
    client.destroy();
  }
}

/** Undefined for what CloudFormation put there before the first rotation. */
function stored(text: string | undefined): StoredSecrets | undefined {
  try {
    parseSecrets(text ?? '');
    return JSON.parse(text ?? '') as StoredSecrets;
  } catch {
    return undefined;
  }
}
