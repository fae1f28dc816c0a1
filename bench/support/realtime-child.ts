import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** A server of a contestant in a process of its own, asked by messages. */
export interface Child {
  pid: number;
  ask<Answer>(question: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** @param args of the file in bench/support; it answers each question in turn, and the first without one */
export async function startChild(file: string, ...args: string[]): Promise<Child> {
  const extra =
    process.env.REALTIME_PROFILE === file ? ['--cpu-prof', '--cpu-prof-dir=/tmp/realtime-prof'] : [];
  const child: ChildProcess = fork(join(import.meta.dirname, file), args, {
    execArgv: ['--expose-gc', ...extra],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answer = <Answer>() =>
    new Promise<Answer>((resolve, reject) => {
      child.once('message', (message) => resolve(message as Answer));
      void ended.then(() => reject(new Error(`${file} has ended.`)));
    });
  await answer();
  return {
    pid: child.pid ?? 0,
    ask(question) {
      child.send(question);
      return answer();
    },
    async stop() {
      child.send({ stop: true });
      await ended;
    },
  };
}

/** The side of the server: answers until it is told to stop. */
export function serveParent(
  answer: (question: Record<string, unknown>) => Promise<object>,
  stop: () => Promise<unknown>,
): void {
  process.on('message', (question: Record<string, unknown>) => {
    if (question.stop) {
      stop().then(
        () => process.exit(0),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
      return;
    }
    answer(question).then(
      (told) => process.send?.(told),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  // Nobody is left to ask.
  process.on('disconnect', () => process.exit(1));
  process.send?.({});
}
