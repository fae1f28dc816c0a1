import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetAliasCommand, InvokeCommand, LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { type Cloud, versionInNote } from './rollout.ts';

/** A rollout on AWS: weights of a Lambda alias, alarms of CloudWatch. */
export function awsCloud(): Cloud {
  const lambda = new LambdaClient({ maxAttempts: 5 });
  const cloudWatch = new CloudWatchClient({ maxAttempts: 5 });
  const aliasOf = (name: string, alias: string) =>
    lambda.send(new GetAliasCommand({ FunctionName: name, Name: alias }));
  return {
    async versionOf(name, alias) {
      return (await aliasOf(name, alias)).FunctionVersion ?? '';
    },
    async noted(name, alias) {
      return versionInNote((await aliasOf(name, alias)).Description);
    },
    async route(name, alias, version, share, note) {
      const AdditionalVersionWeights = share ? { [share.other]: share.percent / 100 } : {};
      await lambda.send(
        new UpdateAliasCommand({
          FunctionName: name,
          Name: alias,
          FunctionVersion: version,
          RoutingConfig: { AdditionalVersionWeights },
          ...(note === undefined ? {} : { Description: note }),
        }),
      );
    },
    async ringing(alarms) {
      if (alarms.length === 0) return [];
      const { MetricAlarms } = await cloudWatch.send(
        new DescribeAlarmsCommand({ AlarmNames: alarms, StateValue: 'ALARM', MaxRecords: 100 }),
      );
      return (MetricAlarms ?? []).map(({ AlarmName }) => String(AlarmName));
    },
    async invoke(qualified, event) {
      const [FunctionName, Qualifier] = qualified.split(':');
      const { FunctionError, Payload } = await lambda.send(
        new InvokeCommand({ FunctionName, Qualifier, Payload: JSON.stringify(event) }),
      );
      const answer = Payload?.length ? JSON.parse(Buffer.from(Payload).toString('utf8')) : undefined;
      if (FunctionError) throw new Error(`${qualified} failed: ${answer?.errorMessage ?? FunctionError}`);
      return answer;
    },
  };
}
