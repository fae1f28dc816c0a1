import { readConfig } from '../../platform/config.ts';
import type { Log } from '../../platform/log.ts';
import { createObjects } from '../../platform/objects/objects.ts';
import type { LabRuntime } from './runtime.ts';

/** Where machines run: on this computer when the configuration says so, else in the cluster. */
export async function openRuntime(log: Log, clock: () => Date): Promise<LabRuntime> {
  const { labMachines } = readConfig(['labMachines']);
  if (labMachines) {
    const { createEmbeddedRuntime } = await import('./embedded/embedded.ts');
    return createEmbeddedRuntime({ ...labMachines, log, clock });
  }
  const { labCluster, awsRegion, userDataBucket } = readConfig(['labCluster', 'awsRegion', 'userDataBucket']);
  const [{ createKubernetesRuntime }, { eksToken, keepToken }, { defaultProvider }] = await Promise.all([
    import('./kubernetes/kubernetes.ts'),
    import('./kubernetes/token.ts'),
    import('@aws-sdk/credential-provider-node'),
  ]);
  const credentials = defaultProvider();
  const token = keepToken((now) => eksToken(labCluster.name, awsRegion, credentials, now), clock);
  return createKubernetesRuntime({
    cluster: labCluster,
    token,
    files: createObjects(userDataBucket),
    log,
    clock,
  });
}
