import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetAliasCommand, InvokeCommand, LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { awsCloud } from './aws.ts';

const lambda = mockClient(LambdaClient);
const cloudWatch = mockClient(CloudWatchClient);
const payload = (value: unknown) => Buffer.from(JSON.stringify(value)) as never;

beforeEach(() => {
  lambda.reset();
  cloudWatch.reset();
});

test('a share of the traffic is a weight of the alias, and the note stays as it is', async () => {
  lambda.on(UpdateAliasCommand).resolves({});
  await awsCloud().route('api', 'live', '1', { other: '2', percent: 10 });
  expect(lambda.commandCalls(UpdateAliasCommand)[0]?.args[0].input).toEqual({
    FunctionName: 'api',
    Name: 'live',
    FunctionVersion: '1',
    RoutingConfig: { AdditionalVersionWeights: { '2': 0.1 } },
  });
});

test('all traffic is an alias without weights, and the note names the version before', async () => {
  lambda.on(UpdateAliasCommand).resolves({});
  await awsCloud().route('api', 'live', '2', undefined, 'before: 1');
  expect(lambda.commandCalls(UpdateAliasCommand)[0]?.args[0].input).toMatchObject({
    FunctionVersion: '2',
    RoutingConfig: { AdditionalVersionWeights: {} },
    Description: 'before: 1',
  });
  lambda.on(GetAliasCommand).resolves({ FunctionVersion: '2', Description: 'before: 1' });
  expect(await awsCloud().noted('api', 'live')).toBe('1');
});

test('a function that fails throws what it said', async () => {
  lambda
    .on(InvokeCommand)
    .resolves({ FunctionError: 'Unhandled', Payload: payload({ errorMessage: 'No table.' }) });
  await expect(awsCloud().invoke('migrate:3', {})).rejects.toThrow('migrate:3 failed: No table.');
  expect(lambda.commandCalls(InvokeCommand)[0]?.args[0].input).toMatchObject({
    FunctionName: 'migrate',
    Qualifier: '3',
  });
});

test('only alarms that ring are asked for', async () => {
  cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [{ AlarmName: 'api-errors' }] });
  expect(await awsCloud().ringing(['api-errors', 'socket-errors'])).toEqual(['api-errors']);
  expect(cloudWatch.commandCalls(DescribeAlarmsCommand)[0]?.args[0].input).toMatchObject({
    StateValue: 'ALARM',
  });
  expect(await awsCloud().ringing([])).toEqual([]);
});
