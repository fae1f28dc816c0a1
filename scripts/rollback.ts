import { parseArgs } from 'node:util';
import { InvokeCommand, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { readStage, StageProblem } from '../lib/stage.ts';

/**
 * `npm run rollback -- --stage production`: all traffic at once to the versions before the last rollout, by the
 * function that rolls out. Needs AWS credentials that may list and invoke functions. Running it again goes
 * forward again.
 */
const USAGE = 'npm run rollback -- --stage <dev|staging|production>';

/** Not behind an alias that callers use. */
const NOT_SHIFTED = ['migrate', 'rollout'];

try {
  const { values } = parseArgs({ options: { stage: { type: 'string' } } });
  if (!values.stage) throw new StageProblem(`Name the stage: ${USAGE}`);
  const { name, region } = readStage(values.stage);
  const client = new LambdaClient({ region });
  const prefix = `atlas-${name}-`;
  const names: string[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    names.push(
      ...Functions.map(({ FunctionName }) => String(FunctionName)).filter((one) => one.startsWith(prefix)),
    );
  }
  const targets = names
    .filter((one) => !NOT_SHIFTED.includes(one.slice(prefix.length)))
    .map((one) => ({ name: one, alias: 'live' }));
  const { Payload, FunctionError } = await client.send(
    new InvokeCommand({
      FunctionName: `${prefix}rollout`,
      Payload: JSON.stringify({ action: 'rollback', targets }),
    }),
  );
  const answer = JSON.parse(Buffer.from(Payload ?? []).toString('utf8')) as {
    moved?: string[];
    errorMessage?: string;
  };
  if (FunctionError) throw new Error(answer.errorMessage ?? FunctionError);
  const moved = answer.moved ?? [];
  console.log(moved.length > 0 ? moved.join('\n') : 'There is no version to go back to.');
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
