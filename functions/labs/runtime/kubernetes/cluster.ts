import { PassThrough, type Readable } from 'node:stream';
import {
  type CoreV1Api,
  Exec,
  KubeConfig,
  type NetworkingV1Api,
  type V1Status,
} from '@kubernetes/client-node';

/** Where the cluster is, and how we sign in. */
export interface ClusterAddress {
  name: string;
  endpoint: string;
  /** Of its authority, as PEM in base64. */
  certificate: string;
}

export interface Ran {
  code: number;
  out: Buffer;
  err: Buffer;
}

/** The parts of the cluster's API that machines need. */
export interface Cluster {
  core(): Promise<CoreV1Api>;
  networking(): Promise<NetworkingV1Api>;
  /** Runs a command in a container. @throws Error when it takes too long or prints too much */
  exec(
    namespace: string,
    container: string,
    command: string[],
    options?: { stdin?: Uint8Array; seconds?: number; most?: number },
  ): Promise<Ran>;
}

const SECONDS = 20;
const MOST = 9 * 1024 * 1024;

export function openCluster(address: ClusterAddress, token: () => Promise<string>, pod: string): Cluster {
  let known: { token: string; config: KubeConfig } | undefined;

  async function config(): Promise<KubeConfig> {
    const current = await token();
    if (known?.token === current) return known.config;
    const made = new KubeConfig();
    made.loadFromOptions({
      clusters: [
        { name: 'labs', server: address.endpoint, caData: address.certificate, skipTLSVerify: false },
      ],
      users: [{ name: 'provisioner', token: current }],
      contexts: [{ name: 'labs', cluster: 'labs', user: 'provisioner' }],
      currentContext: 'labs',
    });
    known = { token: current, config: made };
    return made;
  }

  return {
    core: async () => {
      const { CoreV1Api } = await import('@kubernetes/client-node');
      return (await config()).makeApiClient(CoreV1Api);
    },
    networking: async () => {
      const { NetworkingV1Api } = await import('@kubernetes/client-node');
      return (await config()).makeApiClient(NetworkingV1Api);
    },
    async exec(namespace, container, command, { stdin, seconds = SECONDS, most = MOST } = {}) {
      const out = collector(most);
      const err = collector(most);
      const input = stdin ? streamOf(stdin) : null;
      const runner = new Exec(await config());
      return new Promise<Ran>((resolve, reject) => {
        let close = () => {};
        const clock = setTimeout(() => {
          close();
          reject(new Error('The machine does not answer.'));
        }, seconds * 1000);
        const ended = (status: V1Status) => {
          clearTimeout(clock);
          resolve({ code: codeOf(status), out: out.bytes(), err: err.bytes() });
        };
        runner.exec(namespace, pod, container, command, out.stream, err.stream, input, false, ended).then(
          (socket) => {
            close = () => socket.close();
            socket.on?.('close', () =>
              setTimeout(() => {
                clearTimeout(clock);
                reject(new Error('The connection to the machine was lost.'));
              }, 200),
            );
          },
          (error: unknown) => {
            clearTimeout(clock);
            reject(error);
          },
        );
      });
    },
  };
}

/** What is printed beyond the limit is dropped. */
function collector(most: number) {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  let kept = 0;
  stream.on('data', (chunk: Buffer) => {
    const piece = chunk.subarray(0, Math.max(0, most - kept));
    kept += piece.length;
    if (piece.length > 0) chunks.push(piece);
  });
  return { stream, bytes: () => Buffer.concat(chunks) };
}

function streamOf(bytes: Uint8Array): Readable {
  const stream = new PassThrough();
  stream.end(bytes);
  return stream;
}

function codeOf(status: V1Status): number {
  if (status.status === 'Success') return 0;
  const cause = status.details?.causes?.find(({ reason }) => reason === 'ExitCode');
  return cause?.message === undefined ? 1 : Number(cause.message);
}

/** Of an answer that is an error; undefined for any other failure. */
export function httpCode(error: unknown): number | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'number' ? code : undefined;
}

/** The object, or undefined when there is none. */
export async function ifThere<Found>(asked: Promise<Found>): Promise<Found | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (httpCode(error) === 404) return undefined;
    throw error;
  }
}

/** Makes it, unless it is there already. */
export async function unlessThere(asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (httpCode(error) !== 409) throw error;
  }
}
