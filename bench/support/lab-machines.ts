import { readFileSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';
import { bubblewrapWorks } from '../../functions/labs/runtime/embedded/bubblewrap.ts';
import { allProcesses } from '../../functions/labs/runtime/embedded/processes.ts';
import { type Machines, openMachines } from '../../test/labs/support/machines.ts';

export type Kind = 'sandbox' | 'simulated';

/** Milliseconds from asking for a machine to its prompt, one after the other; undefined where there are none such. */
export async function startTimes(kind: Kind, rounds: number): Promise<number[] | undefined> {
  if (kind === 'sandbox' && !bubblewrapWorks()) return undefined;
  return withMachines(kind, 2, async (machines) => {
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const { took, id } = await start(machines);
      times.push(took);
      await machines.runtime.stop(id);
    }
    return times;
  });
}

/** So many at once, each with a shell: MB of memory a machine, and milliseconds until the last one has its prompt. */
export async function memoryEach(kind: Kind, count: number): Promise<{ megabytes: number; slowest: number }> {
  return withMachines(kind, count, async (machines) => {
    const before = memoryBelow(process.pid);
    const started = await Promise.all(Array.from({ length: count }, () => start(machines)));
    const megabytes = (memoryBelow(process.pid) - before) / count / 1e6;
    return { megabytes, slowest: Math.max(...started.map(({ took }) => took)) };
  });
}

/** Milliseconds until a shell of this computer shows its prompt. */
export async function plainShell(rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const began = performance.now();
    const pty = spawn('/bin/bash', ['--noprofile', '--norc', '-i'], { env: { PS1: '$ ', PATH: '/usr/bin' } });
    await new Promise<void>((resolve) => pty.onData((text) => text.includes('$ ') && resolve()));
    times.push(performance.now() - began);
    pty.kill('SIGKILL');
  }
  return times;
}

async function withMachines<Result>(
  kind: Kind,
  count: number,
  use: (machines: Machines) => Promise<Result>,
): Promise<Result> {
  const machines = await openMachines({ machines: count, kind });
  try {
    return await use(machines);
  } finally {
    await machines.stop();
  }
}

async function start(machines: Machines): Promise<{ took: number; id: string }> {
  const began = performance.now();
  const { id } = await machines.seat();
  return { took: performance.now() - began, id };
}

/** Bytes of all processes below this one: a page that several share counts in parts (proc(5), Pss). */
function memoryBelow(root: number): number {
  const all = allProcesses();
  const children = Map.groupBy(all.keys(), (pid) => all.get(pid)?.parent ?? 0);
  const below = (pid: number): number[] => (children.get(pid) ?? []).flatMap((one) => [one, ...below(one)]);
  return below(root).reduce((sum, pid) => sum + share(pid), 0);
}

function share(pid: number): number {
  try {
    const [, kilobytes = '0'] =
      /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}
