/**
 * The state machine of a rollout, in the language of Step Functions: takes a step, waits as long as the step
 * says, and goes on until it is done or has failed; then CloudFormation gets its answer. All decisions are in
 * functions/rollout, where they are tested; the test of this definition runs it with them.
 *
 * @param functionArn the function that takes the steps
 */
export function rolloutDefinition(functionArn: string): object {
  const call = (action: string) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: functionArn, Payload: { action, 'execution.$': '$' } },
    OutputPath: '$.Payload',
    // A step can be taken twice: it looks at what is there first.
    Retry: [
      {
        ErrorEquals: ['States.ALL'],
        IntervalSeconds: 5,
        MaxAttempts: 6,
        BackoffRate: 2,
        JitterStrategy: 'FULL',
      },
    ],
  });
  return {
    Comment: 'functions/rollout/rollout.ts decides; this waits',
    StartAt: 'Step',
    States: {
      Step: { ...call('step'), Next: 'Finished?' },
      'Finished?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.state.phase', StringEquals: 'done', Next: 'Answer' },
          { Variable: '$.state.phase', StringEquals: 'failed', Next: 'Answer' },
        ],
        Default: 'Wait',
      },
      Wait: { Type: 'Wait', SecondsPath: '$.state.waitSeconds', Next: 'Step' },
      Answer: { ...call('answer'), Next: 'Result' },
      Result: {
        Type: 'Choice',
        Choices: [{ Variable: '$.state.phase', StringEquals: 'done', Next: 'Done' }],
        Default: 'Failed',
      },
      Done: { Type: 'Succeed' },
      Failed: { Type: 'Fail', Error: 'RolloutFailed', CausePath: '$.state.reason' },
    },
  };
}
