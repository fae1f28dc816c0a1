import { type CoreV1Api, KubeConfig, type NetworkingV1Api } from '@kubernetes/client-node';
import { type ExecOptions, type Ran, runCommand } from './exec.ts';

/** Where the cluster is, and how we sign in. */
export interface ClusterAddress {
  name: string;
  endpoint: string;
  /** Of its authority, as PEM in base64. */
  certificate: string;
}

/** The parts of the cluster's API that machines need. */
export interface Cluster {
  core(): Promise<CoreV1Api>;
  networking(): Promise<NetworkingV1Api>;
  /**
   * Runs a script of bash in a container, in an environment of ours. What it prints beyond `most` is dropped.
   *
   * @param args its $1, $2 ...
   * @throws Error when it takes too long, or does not come to its end
   */
  exec(
    namespace: string,
    container: string,
    script: string,
    args?: readonly string[],
    options?: ExecOptions,
  ): Promise<Ran>;
}

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
    exec: async (namespace, container, script, args = [], options = {}) =>
      runCommand(await config(), { ...options, namespace, pod, container, script, args }),
  };
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
