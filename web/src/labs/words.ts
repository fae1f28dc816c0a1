import type { LabNeeds } from '../../../client/catalogue/lab.ts';
import type { LabMachineKind, LabState } from '../../../client/generated/graphql.ts';

/** What a machine is, so that nobody takes an imitation for the real thing. */
export const MACHINES: Record<LabMachineKind, { short: string; long: string }> = {
  KUBERNETES: { short: 'Runs in the cluster', long: 'A machine of your own in the cluster.' },
  SANDBOX: { short: 'Runs here', long: 'Real processes, in a sandbox of this computer.' },
  SIMULATED: {
    short: 'Simulated here',
    long: 'This machine is simulated: the shell and its programs are imitated, there are no real processes.',
  },
};

/** What a lab needs, before anybody asked what there is. */
export const NEEDS: Record<LabNeeds, string> = {
  shell: 'A shell; runs everywhere',
  linux: 'Real processes in a sandbox',
  kubernetes: 'A Kubernetes cluster',
};

export const STATES: Record<LabState, string> = {
  WAITING: 'Waiting for a machine',
  STARTING: 'Starting',
  READY: 'Running',
  PAUSED: 'Paused',
  ENDED: 'Ended',
  FAILED: 'Did not start',
};

/** A length of time as a person says it; never more exact than it is known. */
export function about(seconds: number): string {
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  return `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;
