import type { Usage } from '../runtime.ts';
import type { Cluster } from './cluster.ts';
import { HOME } from './objects.ts';

/** Seconds: a machine that does not answer is one without a number, for this minute. */
const PATIENCE = 5;

/**
 * What the container's own group of processes says (cgroup v2), which is what its limits are held against; where there
 * is none, as in some sandboxes of their own kernel, what its processes say.
 */
const ASK = `group=/sys/fs/cgroup cpu=0 memory=0 processes=0 disk=0
if [ -r $group/memory.current ] && [ -r $group/pids.current ] && [ -r $group/cpu.stat ]; then
  memory=$(< $group/memory.current) processes=$(< $group/pids.current)
  while read -r name value; do
    if [ "$name" = usage_usec ]; then cpu=$((value / 1000000)); fi
  done < $group/cpu.stat
else
  while read -r seconds kilobytes; do
    cpu=$((cpu + seconds)) memory=$((memory + kilobytes * 1024)) processes=$((processes + 1))
  done < <(ps -e -o times=,rss=)
fi
while read -r kilobytes _; do disk=$((disk + kilobytes * 1024)); done < <(du -skx ${HOME} /tmp 2> /dev/null)
echo "$cpu $memory $processes $disk"`;

export async function usageIn(cluster: Cluster, namespace: string): Promise<Usage | undefined> {
  const { out } = await cluster.exec(namespace, 'lab', ASK, [], { seconds: PATIENCE, most: 1_000 });
  return usageOf(out.toString());
}

/** Undefined for anything but four numbers: a learner's programs run beside what asks. */
export function usageOf(text: string): Usage | undefined {
  const [, cpuSeconds, memoryBytes, processes, diskBytes] =
    /^(\d+) (\d+) (\d+) (\d+)\n$/.exec(text)?.map(Number) ?? [];
  if (cpuSeconds === undefined || memoryBytes === undefined) return undefined;
  if (processes === undefined || diskBytes === undefined) return undefined;
  return { cpuSeconds, memoryBytes, processes, diskBytes };
}
