import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all that it started use. */
export interface Use {
  processes: number;
  /** Resident, of each process: shared pages count with each of them. */
  memoryBytes: number;
  /** Of those that are alive, and of those whose parents have waited for them. */
  cpuSeconds: number;
}

interface Process {
  parent: number;
  memoryBytes: number;
  cpuSeconds: number;
}

/** Ticks a second and bytes a page, of every Linux that Node runs on (proc(5), sysconf(3)). */
const TICKS = 100;
const PAGE = 4096;

/** All processes of this computer by their ids, in one go over /proc. */
export function allProcesses(): Map<number, Process> {
  const found = new Map<number, Process>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'latin1');
      // The name of the program, in parentheses, may hold anything.
      const fields = text
        .slice(text.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      const [, parent = 0, , , , , , , , , , utime = 0, stime = 0, cutime = 0, cstime = 0] = fields;
      found.set(Number(name), {
        parent,
        memoryBytes: (fields[21] ?? 0) * PAGE,
        cpuSeconds: (utime + stime + cutime + cstime) / TICKS,
      });
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

/** What a process and all below it use; the root itself, which only waits, left out of the count. */
export function measureUse(root: number, all = allProcesses()): Use {
  const children = Map.groupBy(all.keys(), (pid) => all.get(pid)?.parent ?? 0);
  const use: Use = { processes: 0, memoryBytes: 0, cpuSeconds: 0 };
  const visit = (pid: number, depth: number): void => {
    const one = all.get(pid);
    if (!one) return;
    if (depth > 0) use.processes += 1;
    use.memoryBytes += one.memoryBytes;
    use.cpuSeconds += one.cpuSeconds;
    for (const child of children.get(pid) ?? []) visit(child, depth + 1);
  };
  visit(root, 0);
  return use;
}
