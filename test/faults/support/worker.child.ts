import { Socket } from 'node:net';
import { pollQueue } from '../../../local/adapters/sqs.ts';

/**
 * A worker that takes one batch of a queue, and kills itself when it has said its nth thing to a database, bucket or
 * queue: wherever the function awaits an answer, it has said something just before. It ends with 0 when it says less.
 */
const { KILL_AT, QUEUE_URL = '', QUEUE_ARN = '' } = process.env;

/** Every byte that leaves the process goes through it; Node's types leave it out. */
const sockets = Socket.prototype as unknown as { _writeGeneric(...args: unknown[]): unknown };
const write = sockets._writeGeneric;
let isWorking = false;
let said = 0;
sockets._writeGeneric = function (...args) {
  if (isWorking) said += 1;
  const result = write.apply(this, args);
  if (isWorking && said === Number(KILL_AT)) process.kill(process.pid, 'SIGKILL');
  return result;
};

const { handler } = await import('../../../functions/entry/worker.ts');
const stop = pollQueue({
  queueUrl: QUEUE_URL,
  queueArn: QUEUE_ARN,
  timeout: 30_000,
  onError: (error) => console.error(error),
  async handler(batch, context) {
    isWorking = true;
    const answer = await handler(batch, context as never);
    void stop().then(() => process.exit(0));
    return answer;
  },
});
