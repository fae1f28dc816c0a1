import { readConfig } from '../../platform/config.ts';
import type { Log } from '../../platform/log.ts';
import type { LabRuntime } from './runtime.ts';

/** Where machines run: on this computer when the configuration says so, else in the cluster. */
export async function openRuntime(log: Log, clock: () => Date): Promise<LabRuntime> {
  const { labMachines } = readConfig(['labMachines']);
  if (labMachines) {
    const { createEmbeddedRuntime } = await import('./embedded/embedded.ts');
    return createEmbeddedRuntime({ ...labMachines, log, clock });
  }
  const { labCluster, awsRegion } = readConfig(['labCluster', 'awsRegion']);
  const { createKubernetesRuntime } = await import('./kubernetes/kubernetes.ts');
  return createKubernetesRuntime({ cluster: labCluster, region: awsRegion, log, clock });
}
