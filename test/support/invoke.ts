import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import type { ALBEvent, ALBResult } from 'aws-lambda';

export interface Invocation<Result> {
  /** Milliseconds from spawning the process to its first answer. */
  ready: number;
  results: Result[];
  /** All that the process wrote, but for the answers. */
  output: string;
  code: number | null;
}

/** Marks the lines that hold answers; logs go to the same stream. */
const ANSWER = '\u{E000}';

const RUNNER = `
const { handler, close } = await import(process.argv[1]);
for (const event of JSON.parse(process.argv[2])) {
  const result = await handler(event, { getRemainingTimeInMillis: () => 10_000 });
  process.stdout.write('${ANSWER}' + JSON.stringify(result ?? null) + '\\n');
}
await close?.();
`;

/**
 * Starts a process of its own that loads a bundled handler and sends it these events, one after the other. As in
 * Lambda, it runs in the folder of its code.
 */
export function invokeBundle<Result = ALBResult>(
  file: string,
  events: unknown[],
  env: NodeJS.ProcessEnv,
): Promise<Invocation<Result>> {
  return new Promise((done, fail) => {
    const began = performance.now();
    const argv = ['--input-type=module', '--eval', RUNNER, resolve(file), JSON.stringify(events)];
    const child = spawn(process.execPath, argv, {
      cwd: dirname(file),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let ready = Number.NaN;
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (Number.isNaN(ready)) ready = performance.now() - began;
      out += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk;
    });
    child.once('error', fail);
    child.once('close', (code) => {
      const lines = out.split('\n');
      const results = lines
        .filter((line) => line.startsWith(ANSWER))
        .map((line) => JSON.parse(line.slice(ANSWER.length)) as Result);
      const output = `${lines.filter((line) => !line.startsWith(ANSWER)).join('\n')}${err}`;
      done({ ready, results, output, code });
    });
  });
}

/** A POST to /graphql as a target group with single-value headers sends it. */
export function albEvent(): ALBEvent {
  return {
    requestContext: {
      elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:local:000000000000:targetgroup/atlas/0' },
    },
    httpMethod: 'POST',
    path: '/graphql',
    queryStringParameters: {},
    headers: {},
    body: '',
    isBase64Encoded: false,
  };
}
