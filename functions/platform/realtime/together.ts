import { Agent, request } from 'node:http';

/** Bytes of one post, however many messages are in it. */
const TOGETHER = 256 * 1024;

interface Waiting {
  ids: readonly string[];
  /** The ids on a line, then the message on one: JSON has no other line break. */
  lines: string;
  told(gone: string[]): void;
  failed(error: unknown): void;
}

/**
 * One message to many connections of the gateway of a laptop. Posts go one after the other: what is said while one is
 * under way goes with the next one, so that a busy room costs a request for many messages, and their order stays.
 *
 * @returns the connections that are gone
 */
export function createPostTogether(
  endpoint: string,
  patience: number,
): (ids: readonly string[], json: string) => Promise<string[]> {
  const agent = new Agent({ keepAlive: true });
  const waiting: Waiting[] = [];
  let isUnderWay = false;

  /** As many as fit into a post. */
  function next(): Waiting[] {
    let size = 0;
    const end = waiting.findIndex(({ lines }, i) => {
      size += lines.length;
      return i > 0 && size > TOGETHER;
    });
    return waiting.splice(0, end === -1 ? waiting.length : end);
  }

  async function postAll(): Promise<void> {
    isUnderWay = true;
    while (waiting.length > 0) {
      const some = next();
      try {
        const gone = new Set(await post(some.map(({ lines }) => lines).join('')));
        for (const { ids, told } of some) told(gone.size === 0 ? [] : ids.filter((id) => gone.has(id)));
      } catch (error) {
        for (const { failed } of some) failed(error);
      }
    }
    isUnderWay = false;
  }

  function post(body: string): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const options = { agent, method: 'POST', signal: AbortSignal.timeout(patience) };
      const asked = request(`${endpoint}/@connections`, options, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode !== 200)
            return reject(new Error(`The gateway answered ${response.statusCode}.`));
          resolve((JSON.parse(text) as { gone: string[] }).gone);
        });
      });
      asked.on('error', reject).end(body);
    });
  }

  return (ids, json) =>
    new Promise((told, failed) => {
      waiting.push({ ids, lines: `${ids.join(',')}\n${json}\n`, told, failed });
      if (!isUnderWay) void postAll();
    });
}
