import type { Duplex } from 'node:stream';
import { SOCKET_LIMITS } from './connections-api.ts';

/** Bytes of a message with all ids that it is for, a thousand and more. */
const MOST = 4 * SOCKET_LIMITS.message;
const LINE_BREAK = 10;

/**
 * A function's stream of posts to many: ids on a line, their message on the next, and again. Each is answered in turn by
 * a line with the ids of those who are gone, or by `!` and what is wrong.
 *
 * @param post the one before has ended when it is called again, so that nothing overtakes
 */
export function takePosts(
  socket: Duplex,
  post: (ids: readonly string[], data: Buffer) => Promise<readonly string[]>,
): void {
  let rest: Buffer = Buffer.alloc(0);
  let posted = Promise.resolve();

  async function answer(ids: string, data: Buffer): Promise<void> {
    const gone =
      data.length > SOCKET_LIMITS.message
        ? ['!the message is too large']
        : await post(ids.split(','), data).catch(() => ['!it failed']);
    if (socket.writable) socket.write(`${gone.join(',')}\n`);
  }

  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    for (;;) {
      const middle = bytes.indexOf(LINE_BREAK, at);
      const end = middle === -1 ? -1 : bytes.indexOf(LINE_BREAK, middle + 1);
      if (end === -1) break;
      const ids = bytes.toString('latin1', at, middle);
      const data = bytes.subarray(middle + 1, end);
      posted = posted.then(() => answer(ids, data));
      at = end + 1;
    }
    rest = bytes.subarray(at);
    if (rest.length > MOST) socket.destroy();
  });
}
