import { expect, test } from 'vitest';
import { rolloutDefinition } from './rollout-machine.ts';

/**
 * Runs the definition as Step Functions does, as far as it uses the language, with a function that is told what
 * to answer. What the steps do is tested in functions/rollout.
 */
interface State {
  Type: 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Fail';
  Next?: string;
  Default?: string;
  Choices?: { Variable: string; StringEquals: string; Next: string }[];
  Parameters?: { Payload: { action: string } };
  SecondsPath?: string;
  CausePath?: string;
}
interface Data {
  state: { phase: string; waitSeconds: number; reason: string };
}

const definition = rolloutDefinition('arn:fn') as { StartAt: string; States: Record<string, State> };
const at = (data: Data, path: string) =>
  path
    .replace('$.', '')
    .split('.')
    .reduce((value: unknown, key) => (value as Record<string, unknown>)[key], data);

function execute(answers: Data['state'][]) {
  const path: string[] = [];
  let waited = 0;
  let data: Data = { state: { phase: 'migrate', waitSeconds: 0, reason: '' } };
  for (let name: string | undefined = definition.StartAt; name; ) {
    const state: State = definition.States[name] as State;
    path.push(name);
    if (state.Type === 'Task' && state.Parameters?.Payload.action === 'step')
      data = { state: answers.shift() as Data['state'] };
    if (state.Type === 'Wait') waited += Number(at(data, String(state.SecondsPath)));
    if (state.Type === 'Fail') return { path, waited, failed: at(data, String(state.CausePath)) };
    if (state.Type === 'Succeed') return { path, waited };
    const chosen = state.Choices?.find(({ Variable, StringEquals }) => at(data, Variable) === StringEquals);
    name = chosen?.Next ?? state.Default ?? state.Next;
  }
  throw new Error('The machine stopped nowhere.');
}

const phase = (name: string, waitSeconds = 0, reason = '') => ({ phase: name, waitSeconds, reason });

test('it steps, waits as long as a step says, answers CloudFormation and succeeds', () => {
  const run = execute([
    phase('smoke'),
    phase('shift'),
    phase('watch', 60),
    phase('watch', 60),
    phase('done'),
  ]);
  expect(run.waited).toBe(120);
  expect(run.path.slice(-3)).toEqual(['Answer', 'Result', 'Done']);
});

test('a failure answers CloudFormation too, and fails with its reason', () => {
  const run = execute([phase('smoke'), phase('failed', 0, 'At 10 % the alarm api-errors rang.')]);
  expect(run.path.slice(-3)).toEqual(['Answer', 'Result', 'Failed']);
  expect(run.failed).toBe('At 10 % the alarm api-errors rang.');
});

test('every state leads to one that there is, and every task is tried again', () => {
  for (const state of Object.values(definition.States)) {
    for (const next of [state.Next, state.Default, ...(state.Choices ?? []).map(({ Next }) => Next)]) {
      if (next) expect(definition.States).toHaveProperty([next]);
    }
    if (state.Type === 'Task') expect(state).toHaveProperty('Retry');
  }
});
