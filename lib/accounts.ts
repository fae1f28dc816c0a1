import { type App, SecretValue, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnRotationSchedule, type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ENV } from '../functions/platform/config.ts';
import type { AlertsStack } from './alerts.ts';
import { AtlasStack } from './constructs/atlas-stack.ts';
import { AtlasFunction } from './constructs/function.ts';
import type { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';

interface Needs {
  security: SecurityStack;
  alerts: AlertsStack;
}

/** CloudFront and the load balancer each append to `x-forwarded-for`. */
const TRUSTED_HOPS = 2;
/** The key that signs now was known everywhere for this long before (functions/auth/rotation.ts). */
const ROTATION_DAYS = 30;

/** The secrets of accounts, and what rotates the keys of tokens. */
export class AccountsStack extends AtlasStack {
  readonly keys: AtlasFunction;
  readonly #keys: ISecret;
  readonly #providers: ISecret;
  readonly #mail: ISecret;
  readonly #security: SecurityStack;

  constructor(app: App, stage: Stage, { security, alerts }: Needs) {
    super(app, 'accounts', stage, { description: 'Atlas: keys of tokens, secrets of providers and of mail' });
    this.#security = security;
    const secret = (name: string, description: string) =>
      new Secret(this, name, {
        secretName: this.nameOf(name),
        description,
        encryptionKey: security.dataKey,
        // The first rotation writes the keys, a person the others (docs/operations.md).
        secretStringValue: SecretValue.unsafePlainText('{}'),
        removalPolicy: this.onRemoval,
      });
    const keys = secret('auth-keys', 'Keys of tokens and of look-ups');
    this.#keys = keys;
    this.#providers = secret('sign-in-providers', 'Client ids and secrets of Google and GitHub');
    this.#mail = secret('mail-key', 'API key of SendGrid');
    this.keys = new AtlasFunction(this, {
      name: 'keys',
      entry: 'keys',
      description: 'Rotates the keys of tokens',
      memoryMb: 256,
      timeoutSeconds: 60,
      security,
      alerts,
    });
    this.#rotate(keys);
  }

  /** Lets a function sign people in: keys, providers, names and addresses. */
  signInBy({ lambda }: AtlasFunction): void {
    const set = (name: string, value: string) => lambda.addEnvironment(name, value);
    set(ENV.secrets, this.#keys.secretArn);
    set(ENV.signInProviders, this.#providers.secretArn);
    set(ENV.trustedHops, String(TRUSTED_HOPS));
    set(ENV.requestsPerMinute, String(this.stage.api.requestsPerMinute));
    this.#read(lambda, this.#keys, this.#providers);
    this.#readPeople(lambda);
    this.#security.piiKey.grantEncryptDecrypt(lambda);
  }

  /** Lets a function tell whose ticket it is given. */
  checkTicketsIn({ lambda }: AtlasFunction): void {
    lambda.addEnvironment(ENV.secrets, this.#keys.secretArn);
    this.#read(lambda, this.#keys);
  }

  /** Lets a function send mail to people. */
  mailBy({ lambda }: AtlasFunction): void {
    const mail = { from: `Atlas <atlas@${this.stage.domain}>`, apiKey: this.#mail.secretArn };
    lambda.addEnvironment(ENV.mail, Stack.of(lambda).toJsonString(mail));
    this.#read(lambda, this.#mail);
    this.#readPeople(lambda);
    this.#security.piiKey.grantDecrypt(lambda);
  }

  /** Lets a function tell names: of the members of a group to each other. */
  openNamesIn({ lambda }: AtlasFunction): void {
    this.#readPeople(lambda);
    this.#security.piiKey.grantDecrypt(lambda);
  }

  /** Not by `grantRead`: that would write the function's role into the key's policy, and stacks would go in a circle. */
  #read(lambda: AtlasFunction['lambda'], ...secrets: ISecret[]): void {
    lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: secrets.map(({ secretArn }) => secretArn),
      }),
    );
    this.#security.dataKey.grantDecrypt(lambda);
  }

  #rotate(keys: ISecret): void {
    const { lambda } = this.keys;
    lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'].map(
          (action) => `secretsmanager:${action}`,
        ),
        resources: [keys.secretArn],
      }),
    );
    this.#security.dataKey.grantEncryptDecrypt(lambda);
    const mayInvoke = new CfnPermission(this, 'MayRotate', {
      action: 'lambda:InvokeFunction',
      functionName: lambda.functionName,
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount: this.account,
    });
    const schedule = new CfnRotationSchedule(this, 'Rotation', {
      secretId: keys.secretArn,
      rotationLambdaArn: lambda.functionArn,
      rotationRules: { automaticallyAfterDays: ROTATION_DAYS },
    });
    schedule.addResourceDependency(mayInvoke);
  }

  #readPeople(lambda: AtlasFunction['lambda']): void {
    lambda.addEnvironment(ENV.piiKey, this.#security.piiKey.keyArn);
    lambda.addEnvironment(ENV.siteOrigin, `https://${this.stage.domain}`);
  }
}
