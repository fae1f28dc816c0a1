import { Readable, Writable } from 'node:stream';
import { Exec, type KubeConfig, type V1Status } from '@kubernetes/client-node';
import { HOME } from './objects.ts';

export interface Ran {
  code: number;
  out: Buffer;
  err: Buffer;
}

export interface ExecOptions {
  stdin?: Uint8Array;
  seconds?: number;
  /** Of each stream, in bytes: what is printed beyond is dropped. */
  most?: number;
}

/** What runs, and where. */
export interface Asked extends ExecOptions {
  namespace: string;
  pod: string;
  container: string;
  /** Of bash. */
  script: string;
  /** Its $1, $2 ... */
  args: readonly string[];
}

const CLEAN = [
  'env',
  '-i',
  `HOME=${HOME}`,
  'PATH=/usr/local/bin:/usr/bin:/bin',
  'LANG=C.UTF-8',
  'USER=learner',
  'bash',
  '--noprofile',
  '--norc',
  '-c',
];
/**
 * The last that a script says, on both streams: they come by ways of their own. When a node is lost in the middle of a
 * command, the API server closes the streams as if it had ended well (tried with 1.34): half of an archive would then
 * be taken for a whole one.
 */
const ENDED = '\u0004ended';
const SAY_ENDED = `trap 'code=$?; printf "\\004ended"; printf "\\004ended" >&2; exit $code' EXIT; `;

const SECONDS = 20;
const MOST = 9 * 1024 * 1024;

/** @throws Error with a sentence for a learner, whose cause is for the log */
export function runCommand(config: KubeConfig, asked: Asked): Promise<Ran> {
  const { namespace, pod, container, script, args, stdin, seconds = SECONDS, most = MOST } = asked;
  const command = [...CLEAN, SAY_ENDED + script, 'lab', ...args];
  const out = collector(most);
  const err = collector(most);
  const input = stdin ? Readable.from([stdin]) : null;
  return new Promise<Ran>((resolve, reject) => {
    let close = () => {};
    let isOver = false;
    const over = () => {
      isOver = true;
      clearTimeout(clock);
      close();
    };
    const fail = (message: string, cause?: unknown) => {
      over();
      reject(new Error(message, { cause }));
    };
    const clock = setTimeout(() => fail('The machine does not answer.'), seconds * 1000);
    const ended = (status: V1Status) => {
      const code = codeOf(status);
      // A command that failed was seen to end, by the node: whoever ends all around it, also this script, gets here.
      if (code === undefined || (code === 0 && !(out.isWhole() && err.isWhole())))
        return fail(
          'The machine was lost while it worked.',
          new Error(status.message ?? 'It did not say why.'),
        );
      over();
      resolve({ code, out: out.bytes(), err: err.bytes() });
    };
    new Exec(config)
      .exec(namespace, pod, container, command, out.stream, err.stream, input, false, ended)
      .then(
        (socket) => {
          close = () => socket.close();
          // Nobody waits for it any more.
          if (isOver) close();
          // It comes after all messages: whatever is not known by now never will be.
          socket.on?.('close', () => fail('The connection to the machine was lost.'));
        },
        // An event, of a connection that did not open.
        (error: unknown) =>
          fail('The machine could not be reached.', (error as { error?: unknown }).error ?? error),
      );
  });
}

/** Keeps the beginning of what is printed, and its end. */
function collector(most: number) {
  const chunks: Buffer[] = [];
  let kept = 0;
  let total = 0;
  let last = Buffer.alloc(0);
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      const piece = chunk.subarray(0, Math.max(0, most - kept));
      kept += piece.length;
      total += chunk.length;
      if (piece.length > 0) chunks.push(piece);
      last = Buffer.concat([last, chunk.subarray(-ENDED.length)]).subarray(-ENDED.length);
      done();
    },
  });
  const isWhole = () => last.toString() === ENDED;
  return {
    stream,
    isWhole,
    /** Without the word that it ended. */
    bytes: () => Buffer.concat(chunks).subarray(0, isWhole() ? total - ENDED.length : total),
  };
}

/** Undefined when the command was not seen to end. */
function codeOf({ status, details }: V1Status): number | undefined {
  if (status === 'Success') return 0;
  const cause = details?.causes?.find(({ reason }) => reason === 'ExitCode');
  return cause?.message === undefined ? undefined : Number(cause.message);
}
