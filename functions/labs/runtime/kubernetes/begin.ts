import type { MachineSpec } from '../runtime.ts';
import { type Cluster, httpCode, ifThere } from './cluster.ts';
import type { Ran } from './exec.ts';
import { markKept } from './keeping.ts';
import { AGENT, HOME, IN_USE, PHASE, POD } from './objects.ts';
import { secondsUntil } from './states.ts';

type Phase = 'beginning' | 'ready';
/** Of writing to a pod to which its node writes too. */
const TRIES = 20;

/** Seconds that its files and the agent's beginning take at most: a worker has to be done before its time is up. */
const RESTORE = 15;
const TELL = 5;

/**
 * Files, then the agent. What was begun and not finished is not gone on with: nobody knows which token its agent has.
 *
 * @throws Error when somebody else began it
 */
export async function begin(
  cluster: Cluster,
  namespace: string,
  spec: MachineSpec,
  now: Date,
): Promise<void> {
  await mark(cluster, namespace, 'beginning', spec.endsAt);
  const restored = await cluster.exec(namespace, 'lab', `node ${AGENT} restore`, [], {
    stdin: spec.archive,
    seconds: RESTORE,
  });
  if (restored.code !== 0) throw new Error(`The machine did not take its files: ${saidIn(restored)}`);
  const told = {
    url: spec.agent.url,
    token: await spec.agent.newToken(),
    socket: null,
    shell: 'pty',
    home: HOME,
    limits: spec.limits,
    endsAt: spec.endsAt.toISOString(),
  };
  const write = 'umask 077; cat > /tmp/begin.new && mv /tmp/begin.new /tmp/begin';
  const begun = await cluster.exec(namespace, 'lab', write, [], {
    stdin: Buffer.from(JSON.stringify(told)),
    seconds: TELL,
  });
  if (begun.code !== 0) throw new Error(`The machine’s agent could not begin: ${saidIn(begun)}`);
  await markKept(cluster, namespace, now);
  await mark(cluster, namespace, 'ready', spec.endsAt);
}

/**
 * Its node writes to the pod at the same time, above all while it starts: then it is read again. Of two workers who
 * begin it, the second one finds that it was begun. From then on it ends when its lab does: a warm one was made to last
 * for longer. Kubernetes lets that time be made shorter, never longer.
 */
async function mark(cluster: Cluster, namespace: string, phase: Phase, end: Date): Promise<void> {
  const core = await cluster.core();
  for (let tries = 1; ; tries++) {
    const pod = await ifThere(core.readNamespacedPod({ name: POD, namespace }));
    if (!pod) throw new Error('The machine went away while it started.');
    const { annotations = {} } = pod.metadata ?? {};
    if (phase === 'beginning' && annotations[PHASE]) throw new Error('The machine was begun already.');
    const metadata = { ...pod.metadata, annotations: { ...annotations, ...IN_USE, [PHASE]: phase } };
    const { activeDeadlineSeconds = Number.POSITIVE_INFINITY } = pod.spec ?? {};
    const deadline = Math.min(activeDeadlineSeconds, secondsUntil(end, pod));
    const body = {
      ...pod,
      metadata,
      spec: { containers: [], ...pod.spec, activeDeadlineSeconds: deadline },
    };
    try {
      await core.replaceNamespacedPod({ name: POD, namespace, body });
      return;
    } catch (error) {
      if (httpCode(error) !== 409 || tries >= TRIES) throw error;
    }
  }
}

/** The agent says in a sentence what went wrong. */
export const saidIn = ({ err }: Ran): string =>
  err.toString().trim().slice(0, 200) || 'It ended without a word.';
