import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { readConfig } from '../platform/config.ts';
import { awsCloud } from '../rollout/aws.ts';
import { begin, type Plan, type RolloutState, rollBack, step, type Target } from '../rollout/rollout.ts';
import { answerCloudFormation, type StackRequest } from '../rollout/stack-request.ts';

/** What the state machine hands from step to step; `request` is absent when a person started it. */
export interface Execution {
  state: RolloutState;
  request?: StackRequest;
}

type Call =
  | { action: 'step'; execution: Execution }
  | { action: 'answer'; execution: Execution }
  | { action: 'rollback'; targets: Pick<Target, 'name' | 'alias'>[] };

const config = readConfig(['rolloutMachine']);
const cloud = awsCloud();

/**
 * Answers three callers: CloudFormation, whose custom resource asks for a rollout of the versions that a
 * deployment made; the state machine, for each step and for the final answer; a person, for the way back.
 */
export async function handler(event: CloudFormationCustomResourceEvent | Call): Promise<unknown> {
  if ('RequestType' in event) return startFor(event);
  switch (event.action) {
    case 'step':
      return { ...event.execution, state: await step(cloud, event.execution.state) };
    case 'rollback':
      return { moved: await rollBack(cloud, event.targets) };
    case 'answer': {
      const { request, state } = event.execution;
      if (request) await answerCloudFormation(request, state.phase === 'done' ? undefined : state.reason);
      return event.execution;
    }
  }
}

/** Starts the machine, which answers CloudFormation when it is through; a deletion has nothing to do. */
async function startFor(event: CloudFormationCustomResourceEvent): Promise<void> {
  const request: StackRequest = {
    url: event.ResponseURL,
    stackId: event.StackId,
    requestId: event.RequestId,
    logicalId: event.LogicalResourceId,
    physicalId: 'rollout',
  };
  if (event.RequestType === 'Delete') return answerCloudFormation(request, undefined);
  try {
    const plan = JSON.parse(event.ResourceProperties.Plan as string) as Plan;
    const execution: Execution = { state: begin(plan), request };
    await new SFNClient({}).send(
      new StartExecutionCommand({
        stateMachineArn: config.rolloutMachine,
        // CloudFormation may send its request twice: a name is taken once.
        name: `deploy-${event.RequestId}`,
        input: JSON.stringify(execution),
      }),
    );
  } catch (error) {
    if ((error as Error).name === 'ExecutionAlreadyExists') return;
    await answerCloudFormation(request, `The rollout did not start: ${(error as Error).message}`);
  }
}
