import type { V1ContainerStatus, V1Namespace, V1Pod } from '@kubernetes/client-node';
import type { MachineState } from '../runtime.ts';
import { KEPT, PHASE } from './objects.ts';

/** What a cluster says of a container, as a learner reads it. */
const REASONS: Readonly<Record<string, string>> = {
  ImagePullBackOff: 'The machine’s image could not be fetched.',
  ErrImagePull: 'The machine’s image could not be fetched.',
  InvalidImageName: 'The machine’s image has no good name.',
  CreateContainerConfigError: 'The machine could not be configured.',
  CrashLoopBackOff: 'The machine ends again and again.',
  OOMKilled: 'The lab used more memory than it has and was ended.',
  Evicted: 'The lab used more disk or memory than it has and was ended.',
  DeadlineExceeded: 'The time of the lab was up.',
};

/** What becomes of a machine, from the objects that it is made of. */
export function stateOf(namespace: V1Namespace | undefined, pod: V1Pod | undefined): MachineState {
  if (!namespace) return { phase: 'absent' };
  if (namespace.metadata?.deletionTimestamp)
    return { phase: 'ended', reason: 'The machine is being taken away.' };
  if (!pod && namespace.metadata?.annotations?.[KEPT])
    return { phase: 'ended', reason: 'The computer that the machine ran on went away.' };
  if (!pod) return { phase: 'starting' };
  const { phase, reason, containerStatuses = [] } = pod.status ?? {};
  const why = REASONS[reason ?? ''] ?? containerStatuses.map(reasonOf).find((one) => one !== undefined);
  if (phase === 'Failed' || phase === 'Succeeded')
    return { phase: 'ended', reason: why ?? 'The machine ended by itself.' };
  if (why) return { phase: 'failed', reason: why };
  return { phase: pod.metadata?.annotations?.[PHASE] === 'ready' ? 'ready' : 'starting' };
}

function reasonOf({ state }: V1ContainerStatus): string | undefined {
  if (state?.terminated) return REASONS[state.terminated.reason ?? ''] ?? 'The machine ended by itself.';
  return REASONS[state?.waiting?.reason ?? ''];
}

/** Both containers are there. */
export function isRunning(pod: V1Pod | undefined): boolean {
  const statuses = pod?.status?.containerStatuses ?? [];
  return (
    pod?.status?.phase === 'Running' && statuses.length === 2 && statuses.every(({ state }) => state?.running)
  );
}

/** Seconds after which its node has to end a pod so that it is over by then: they count from when the node took it. */
export function secondsUntil(end: Date, pod: V1Pod): number {
  const began = new Date(pod.status?.startTime ?? pod.metadata?.creationTimestamp ?? 0);
  return Math.max(1, Math.floor((end.getTime() - began.getTime()) / 1000));
}

/** How many seconds a pod has left before its node ends it. */
export function secondsLeft(pod: V1Pod | undefined, now: Date): number {
  return pod ? (pod.spec?.activeDeadlineSeconds ?? 0) - secondsUntil(now, pod) : 0;
}
