import { describe, expect, test } from 'vitest';
import { LAB_USAGE, QUEUES } from '../../functions/platform/config.ts';
import { labImageTag } from '../../lib/lab-image.ts';
import { OPENINGS } from '../../lib/network.ts';
import { readStage, STAGES } from '../../lib/stage.ts';
import { type Resource, synthesize, synthesizeAs, type TemplateFile } from './synth.ts';

/**
 * L10 What must never change by accident, asked of every template of every stage. Each rule counts what it looked
 * at: one that finds nothing to judge fails.
 */
interface Found extends Resource {
  /** Stack and logical id. */
  name: string;
}

type Properties = Record<string, unknown>;

describe.each(STAGES)('%s', (stage) => {
  const { templates } = synthesize(stage);
  const all: Found[] = Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).map(([id, resource]) => ({ ...resource, name: `${stack}/${id}` })),
  );
  const of = (type: string) => all.filter(({ Type }) => Type === type);
  const ours = of('AWS::Lambda::Function').filter(
    ({ Properties }) =>
      Properties.Handler === 'index.handler' &&
      Properties.Runtime === 'nodejs24.x' &&
      !!Properties.FunctionName,
  );

  /** Names of those that break the rule. */
  function breakers(
    some: Found[],
    isRight: (properties: Properties, resource: Found) => boolean,
    least = 1,
  ): string[] {
    expect(some.length).toBeGreaterThanOrEqual(least);
    return some.filter((resource) => !isRight(resource.Properties ?? {}, resource)).map(({ name }) => name);
  }

  test('no bucket is public, every bucket is encrypted and refuses plain HTTP', () => {
    const closed = {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    };
    const buckets = of('AWS::S3::Bucket');
    expect(
      breakers(
        buckets,
        (p) =>
          JSON.stringify(sorted(p.PublicAccessBlockConfiguration)) === JSON.stringify(closed) &&
          !!p.BucketEncryption &&
          (p.VersioningConfiguration as Properties)?.Status === 'Enabled',
        5,
      ),
    ).toEqual([]);
    const policies = of('AWS::S3::BucketPolicy').map(({ Properties }) => JSON.stringify(Properties));
    expect(policies).toHaveLength(buckets.length);
    for (const policy of policies) {
      expect(policy).toContain('"aws:SecureTransport":"false"');
      expect(policy).not.toMatch(/"Effect":"Allow"[^}]*"Principal":(\{"AWS":)?"\*"/);
    }
  });

  test('only CloudFront reads the content and the site', () => {
    for (const bucket of ['Content', 'Site']) {
      const policy = all.find(({ name }) => name.startsWith(`web/${bucket}Policy`));
      const allowed = statementsOf(policy).filter(({ Effect }) => Effect === 'Allow');
      const readers = allowed.map(({ Principal }) => JSON.stringify(Principal));
      expect(readers).toContain('{"Service":"cloudfront.amazonaws.com"}');
      for (const { Principal, Condition } of allowed) {
        if (JSON.stringify(Principal).includes('cloudfront'))
          expect(JSON.stringify(Condition)).toContain('AWS:SourceArn');
      }
    }
  });

  test('the database is encrypted, takes TLS only, is never public and keeps backups', () => {
    const databases = [...of('AWS::RDS::DBCluster'), ...of('AWS::RDS::DBInstance')];
    expect(
      breakers(
        databases,
        (p) =>
          p.StorageEncrypted === true &&
          p.ManageMasterUserPassword === true &&
          !p.MasterUserPassword &&
          !p.PubliclyAccessible &&
          Number(p.BackupRetentionPeriod) >= 1,
      ),
    ).toEqual([]);
    const parameters = [...of('AWS::RDS::DBClusterParameterGroup'), ...of('AWS::RDS::DBParameterGroup')];
    expect(breakers(parameters, (p) => (p.Parameters as Properties)['rds.force_ssl'] === '1')).toEqual([]);
    expect(
      breakers(of('AWS::RDS::DBProxy'), (p) => p.RequireTLS === true && p.DefaultAuthScheme === 'IAM_AUTH'),
    ).toEqual([]);
  });

  test('the cache is encrypted on disk and on the way, and knows who speaks', () => {
    expect(
      breakers(
        of('AWS::ElastiCache::ReplicationGroup'),
        (p) =>
          p.TransitEncryptionEnabled === true &&
          p.AtRestEncryptionEnabled === true &&
          p.TransitEncryptionMode === 'required' &&
          !!p.UserGroupIds,
      ),
    ).toEqual([]);
    expect(
      breakers(of('AWS::ElastiCache::User'), (p) => (p.AuthenticationMode as Properties).Type === 'iam'),
    ).toEqual([]);
  });

  test('tables expire rows, are encrypted with our key and restore to any second', () => {
    expect(
      breakers(of('AWS::DynamoDB::GlobalTable'), (p) => {
        const [replica] = p.Replicas as [Properties];
        return (
          (p.TimeToLiveSpecification as Properties).Enabled === true &&
          (p.SSESpecification as Properties).SSEType === 'KMS' &&
          (replica.PointInTimeRecoverySpecification as Properties).PointInTimeRecoveryEnabled === true
        );
      }),
    ).toEqual([]);
  });

  test('every queue has a dead-letter queue, encryption, and time for its worker', () => {
    const queues = of('AWS::SQS::Queue');
    const live = queues.filter(({ Properties }) => Properties.RedrivePolicy);
    expect(live).toHaveLength(QUEUES.length);
    expect(breakers(queues, (p) => !!p.KmsMasterKeyId)).toEqual([]);
    expect(
      breakers(
        queues.filter((queue) => !live.includes(queue)),
        (p) => String(p.QueueName).endsWith('-dead'),
      ),
    ).toEqual([]);
    for (const name of QUEUES) {
      const queue = live.find(({ Properties }) => Properties.QueueName === `atlas-${stage}-${name}`);
      const worker = ours.find(
        ({ Properties }) => Properties.FunctionName === `atlas-${stage}-${name}-worker`,
      );
      expect(Number(queue?.Properties.VisibilityTimeout)).toBeGreaterThanOrEqual(
        6 * Number(worker?.Properties.Timeout),
      );
    }
  });

  test('every queue rings when it is old or deep, and when a message died', () => {
    const alarms = of('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    for (const name of QUEUES) {
      for (const kind of ['dead-letters', 'age', 'depth']) {
        const alarm = alarms.find(({ AlarmName }) => AlarmName === `atlas-${stage}-${name}-${kind}`);
        expect(alarm?.AlarmActions, `${name}-${kind}`).toHaveLength(1);
      }
    }
  });

  test('every event source reports what failed alone', () => {
    expect(
      breakers(
        of('AWS::Lambda::EventSourceMapping'),
        (p) => JSON.stringify(p.FunctionResponseTypes) === '["ReportBatchItemFailures"]',
        QUEUES.length,
      ),
    ).toEqual([]);
  });

  test('every function of ours has a time limit, traces, kept logs, a role and alarms of its own', () => {
    const alarms = of('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties.AlarmName);
    const groups = of('AWS::Logs::LogGroup').map(({ Properties }) => Properties.LogGroupName);
    const roles = new Set<string>();
    expect(
      breakers(
        ours,
        (p, { name }) => {
          const short = String(p.FunctionName).replace(`atlas-${stage}-`, '');
          const role = `${name.split('/')[0]}${JSON.stringify(p.Role)}`;
          const isAlone = !roles.has(role);
          roles.add(role);
          return (
            isAlone &&
            Number(p.Timeout) > 0 &&
            (p.TracingConfig as Properties).Mode === 'Active' &&
            JSON.stringify(p.Architectures) === '["arm64"]' &&
            groups.includes(`/atlas/${stage}/${short}`) &&
            alarms.includes(`atlas-${stage}-${short}-errors`) &&
            alarms.includes(`atlas-${stage}-${short}-throttles`)
          );
        },
        11,
      ),
    ).toEqual([]);
  });

  test('all logs are kept for 30 days, those of our functions are encrypted', () => {
    const logs = of('AWS::Logs::LogGroup');
    expect(breakers(logs, (p) => p.RetentionInDays === 30, 15)).toEqual([]);
    const functions = logs.filter(({ Properties }) => String(Properties.LogGroupName).startsWith('/atlas/'));
    expect(breakers(functions, (p) => !!p.KmsKeyId, 11)).toEqual([]);
  });

  test('the alias of a function is made once and then left to the rollout', () => {
    const properties = of('AWS::Lambda::Alias').map(({ Properties }) => Properties);
    expect(properties).toHaveLength(ours.length);
    for (const { FunctionName, ...rest } of properties) {
      expect(FunctionName).toHaveProperty('Ref');
      expect(rest).toEqual({ FunctionVersion: '1', Name: 'live' });
    }
    expect(
      breakers(of('AWS::Lambda::Version'), (_, { DeletionPolicy }) => DeletionPolicy === 'Retain'),
    ).toEqual([]);
  });

  test('nothing invokes a function but by its alias', () => {
    const mapped = of('AWS::Lambda::EventSourceMapping').map(({ Properties }) =>
      JSON.stringify(Properties.FunctionName),
    );
    for (const target of mapped) expect(target).toMatch(/Live/);
    const integrations = of('AWS::ApiGatewayV2::Integration').map(({ Properties }) =>
      JSON.stringify(Properties.IntegrationUri),
    );
    for (const uri of integrations) expect(uri).toMatch(/Live/);
  });

  test('no policy allows every action, and none every action of a service', () => {
    const statements: Record<string, unknown>[] = [
      ...of('AWS::IAM::Policy'),
      ...of('AWS::IAM::ManagedPolicy'),
      ...of('AWS::IAM::Role'),
    ].flatMap((resource) =>
      statementsOf(resource).map((statement) => ({ name: resource.name, ...statement })),
    );
    expect(statements.length).toBeGreaterThan(20);
    const broad = statements.filter(
      ({ Effect, Action }) =>
        Effect === 'Allow' && [Action].flat().some((action) => /^(\*|\w+:\*)$/.test(String(action))),
    );
    expect(broad).toEqual([]);
  });

  test('who may decrypt what identifies a person', () => {
    const users = of('AWS::IAM::Policy').filter(({ Properties }) =>
      JSON.stringify(Properties).includes('piiKey'),
    );
    expect(users.map(({ name }) => name.replace(/(DefaultPolicy)?[0-9A-F]{8}$/, '')).sort()).toEqual([
      'api/graphqlfunctionRole',
      'workers/emailworkerfunctionRole',
      // Names of the members of a group, to each other.
      'workers/notificationworkerfunctionRole',
    ]);
  });

  test('security groups open what the matrix says, and nothing to the internet', () => {
    const groups = of('AWS::EC2::SecurityGroup');
    const inline = groups.flatMap(
      ({ Properties }) => (Properties.SecurityGroupIngress ?? []) as Properties[],
    );
    const apart = of('AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties);
    for (const rule of [...inline, ...apart]) {
      expect(JSON.stringify(rule)).not.toMatch(/0\.0\.0\.0\/0|::\/0/);
      expect(rule.FromPort).toBe(rule.ToPort);
    }
    const inMatrix = [
      ...inline,
      ...apart.filter(({ Description }) => OPENINGS.some(([, , , why]) => why === Description)),
    ];
    expect(inMatrix).toHaveLength(OPENINGS.length);
  });

  test('every key rotates, and the edge speaks TLS 1.2 at least', () => {
    expect(breakers(of('AWS::KMS::Key'), (p) => p.EnableKeyRotation === true, 4)).toEqual([]);
    const [cdn] = of('AWS::CloudFront::Distribution');
    const config = cdn?.Properties.DistributionConfig as Properties;
    expect(config.HttpVersion).toBe('http2and3');
    expect((config.ViewerCertificate as Properties).MinimumProtocolVersion).toBe('TLSv1.2_2021');
    const [listener] = of('AWS::ElasticLoadBalancingV2::Listener');
    expect(listener?.Properties.SslPolicy).toMatch(/TLS13/);
    expect(of('AWS::ElasticLoadBalancingV2::LoadBalancer')[0]?.Properties.Scheme).toBe('internal');
  });

  test('the policy of pages allows no inline code and one foreign origin: the WebSocket', () => {
    const [policy] = of('AWS::CloudFront::ResponseHeadersPolicy');
    const text = JSON.stringify(policy?.Properties);
    expect(text).toContain("script-src 'self';");
    expect(text).toContain("connect-src 'self' wss://live.");
    expect(text).not.toMatch(/unsafe-/);
  });

  test('no template holds a secret', () => {
    for (const template of Object.values(templates)) {
      const text = JSON.stringify(template);
      expect(text).not.toMatch(/AKIA[A-Z0-9]{16}|-----BEGIN|sk-ant-|"MasterUserPassword"|"AuthToken"/);
    }
  });
});

describe('what makes machines of labs', () => {
  /** The variable as its function reads it: what only a deployment knows is left out. */
  function clusterOf(templates: Record<string, TemplateFile>): Properties {
    const worker = Object.values(templates.workers?.Resources ?? {}).find(({ Properties }) =>
      String(Properties?.FunctionName).endsWith('-lab-provisioning-worker'),
    );
    const { Variables } = (worker?.Properties.Environment ?? {}) as {
      Variables?: Record<string, { 'Fn::Join': [string, unknown[]] }>;
    };
    const [, parts] = Variables?.LAB_CLUSTER?.['Fn::Join'] ?? ['', []];
    return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : '')).join(''));
  }

  test('is told an image that belongs to this deployment, in a repository whose tags never change', () => {
    const { templates } = synthesize('dev');
    expect(clusterOf(templates).image).toMatch(new RegExp(`:${labImageTag()}$`));
    const [repository] = Object.values(templates.labs?.Resources ?? {}).filter(
      ({ Type }) => Type === 'AWS::ECR::Repository',
    );
    expect(repository?.Properties.ImageTagMutability).toBe('IMMUTABLE');
  });

  test('is told where the cluster answers for names: at the tenth address of its services', () => {
    const { templates } = synthesize('dev');
    const [cluster] = Object.values(templates.labs?.Resources ?? {}).filter(
      ({ Type }) => Type === 'AWS::EKS::Cluster',
    );
    const network = (cluster?.Properties.KubernetesNetworkConfig ?? {}) as { ServiceIpv4Cidr?: string };
    expect(clusterOf(templates).dns).toEqual([network.ServiceIpv4Cidr?.replace(/\.0\/16$/, '.10')]);
  });

  test('writes what labs use, which becomes metrics by lab', () => {
    const { templates } = synthesize('dev');
    const filters = Object.values(templates.workers?.Resources ?? {})
      .filter(({ Type }) => Type === 'AWS::Logs::MetricFilter')
      .map(({ Properties }) => Properties as { FilterPattern: string; MetricTransformations: Properties[] });
    expect(filters.map(({ MetricTransformations: [metric] }) => metric)).toEqual(
      LAB_USAGE.numbers.map((number) => ({
        Dimensions: [{ Key: 'lab', Value: '$.lab' }],
        MetricName: number,
        MetricNamespace: 'Atlas/dev',
        MetricValue: `$.${number}`,
      })),
    );
    for (const { FilterPattern } of filters)
      expect(FilterPattern).toContain(`$.message = "${LAB_USAGE.message}"`);
    const board = JSON.stringify(templates.observability?.Resources);
    for (const number of ['cpuSeconds', 'memoryBytes', 'diskBytes'])
      expect(board).toContain(`SEARCH('{Atlas/dev,lab} MetricName=\\\\\\"${number}`);
  });

  test('is told the runtime class and the one way out that a stage names, and neither where it names none', () => {
    const stage = readStage('dev');
    const named = { runtimeClass: 'gvisor', egress: ['10.42.9.10/32', '10.42.9.11/32'] };
    const told = clusterOf(synthesizeAs({ ...stage, labs: { ...stage.labs, ...named } }).templates);
    expect(told).toMatchObject(named);
    const plain = clusterOf(synthesize('dev').templates);
    expect(plain).not.toHaveProperty('runtimeClass');
    expect(plain).not.toHaveProperty('egress');
  });
});

function statementsOf(resource: Found | undefined): Record<string, unknown>[] {
  const { PolicyDocument, Policies } = (resource?.Properties ?? {}) as {
    PolicyDocument?: Properties;
    Policies?: Properties[];
  };
  const documents = [PolicyDocument, ...(Policies ?? []).map((one) => one.PolicyDocument as Properties)];
  return documents.flatMap(
    (document) => (document?.Statement as Record<string, unknown>[] | undefined) ?? [],
  );
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
