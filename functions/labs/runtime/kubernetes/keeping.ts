import type { V1Namespace } from '@kubernetes/client-node';
import type { Log } from '../../../platform/log.ts';
import type { Objects } from '../../../platform/objects/objects.ts';
import { inTurns } from '../../in-turns.ts';
import { type Cluster, httpCode, ifThere } from './cluster.ts';
import { isAlive } from './namespaces.ts';
import { AGENT, KEPT, LABELS } from './objects.ts';

/** Where files of machines that run are kept: what a machine was, when it is lost with its node. */
export type KeptFiles = Pick<Objects, 'put' | 'get' | 'remove'>;

/** Seconds after which files are kept again; with the minute of the sweep, what a lost machine loses at most is 5. */
const EVERY = 240;
/** Machines at a time: each archive is up to 8 MB in memory. */
const AT_ONCE = 4;
/** Seconds after which the rest waits for the next minute; who waits for longest comes first. */
const PATIENCE = 40;

/** Below what belongs to a session: it goes away with it. */
export const keyOf = (id: string): string => `labs/${id.replace(/\.(\d+)$/, '/$1.kept.tgz')}`;

/** Of writing to a namespace to which the cluster writes too. */
const TRIES = 5;

/** Says on its namespace that the files of a machine are known. */
export async function markKept(cluster: Cluster, name: string, now: Date): Promise<void> {
  const core = await cluster.core();
  for (let tries = 1; ; tries++) {
    try {
      return await replaceKept(cluster, await core.readNamespace({ name }), now);
    } catch (error) {
      if (httpCode(error) !== 409 || tries >= TRIES) throw error;
    }
  }
}

async function replaceKept(cluster: Cluster, namespace: V1Namespace, now: Date): Promise<void> {
  const core = await cluster.core();
  const annotations = { ...namespace.metadata?.annotations, [KEPT]: now.toISOString() };
  const body = { ...namespace, metadata: { ...namespace.metadata, annotations } };
  await core.replaceNamespace({ name: namespace.metadata?.name ?? '', body });
}

/** Keeps the files of all machines for which it is time. One that fails is left to the next minutes. */
export async function keepFiles(
  cluster: Cluster,
  files: KeptFiles,
  { log, clock }: { log: Log; clock(): Date },
): Promise<void> {
  const { items } = await (await cluster.core()).listNamespace({ labelSelector: LABELS.machine });
  const now = clock().getTime();
  const due = items
    .filter(isAlive)
    .filter((one) => keptAt(one) + EVERY * 1000 <= now)
    .sort((a, b) => keptAt(a) - keptAt(b));
  await inTurns(due, AT_ONCE, async (namespace) => {
    if (clock().getTime() > now + PATIENCE * 1000) return;
    const machine = namespace.metadata?.labels?.[LABELS.machine] ?? '';
    try {
      await keepOne(cluster, files, namespace, clock());
    } catch (error) {
      // Another sweep is at it.
      if (httpCode(error) === 409) return;
      log.warn('The files of a machine could not be kept', { machine, reason: String(error) });
    }
  });
}

async function keepOne(cluster: Cluster, files: KeptFiles, namespace: V1Namespace, now: Date): Promise<void> {
  // First: of two sweeps at the same time, one gets a conflict.
  await replaceKept(cluster, namespace, now);
  const { name = '', labels } = namespace.metadata ?? {};
  const ran = await cluster.exec(name, 'lab', `node ${AGENT} save`);
  if (ran.code !== 0) throw new Error(ran.err.toString().trim().slice(0, 200));
  const key = keyOf(labels?.[LABELS.machine] ?? '');
  await files.put(key, ran.out);
  // Its lab may have ended meanwhile, and all that was kept of it have been removed.
  const current = await ifThere((await cluster.core()).readNamespace({ name }));
  if (!current || !isAlive(current)) await files.remove(key);
}

/** Never of one that was not begun. */
function keptAt({ metadata }: V1Namespace): number {
  const kept = metadata?.annotations?.[KEPT];
  return kept ? Date.parse(kept) : Number.POSITIVE_INFINITY;
}
