import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../../platform/log.ts';
import { type LabRuntime, type MachineSpec, type MachineState, NoCapacity, type Usage } from '../runtime.ts';
import { type AgentProcess, OWN_PROCESSES, startAgent } from './agent-process.ts';
import { bubblewrapWorks, readableForAll } from './bubblewrap.ts';
import { type Door, openDoor } from './door.ts';
import { freshSandbox } from './fresh-sandbox.ts';
import { freshSimulated } from './fresh-simulated.ts';
import { openKeptFiles, sweepTemporary } from './kept-files.ts';
import { allProcesses, measureUse, type Use } from './processes.ts';

export interface EmbeddedOptions {
  /** Where the files of machines are kept. */
  folder: string;
  /** The built agent (`lab-agent/build.ts`). */
  agent: string;
  /** How many fit at a time. */
  machines: number;
  /** What this computer can do, unless told. */
  kind?: 'sandbox' | 'simulated' | undefined;
  log: Log;
  clock(): Date;
}

interface Machine {
  spec: MachineSpec;
  since: Date;
  state: MachineState;
  agent: AgentProcess;
  door: Door | undefined;
  folder: string | undefined;
  used: Use;
  diskBytes: number;
  savedAt: number;
}

/** Milliseconds between two looks at what machines use, and between two savings of their files. */
const LOOK = 500;
const SAVE = 20_000;
/** MB that the agent itself uses. */
const OWN_MEMORY = 192;

/**
 * Machines on this computer, without Docker and without rights: in bubblewrap where that works, else imitated; never a
 * plain shell of this computer. They end with this process; their files are kept in the folder.
 */
export function createEmbeddedRuntime({
  folder,
  agent: built,
  machines: most,
  kind,
  log,
  clock,
}: EmbeddedOptions): LabRuntime {
  const isSandboxed = (kind ?? (bubblewrapWorks() ? 'sandbox' : 'simulated')) === 'sandbox';
  const machines = new Map<string, Machine>();
  let agent = built;
  if (isSandboxed) {
    const hash = createHash('sha256')
      .update(readFileSync(join(built, 'agent.mjs')))
      .digest('hex');
    agent = readableForAll(built, `agent-${hash.slice(0, 16)}`, 'agent.mjs');
  }
  const kept = openKeptFiles(folder, clock());
  sweepTemporary();
  const looking = setInterval(look, LOOK).unref();

  /** Those whose token is being made. */
  const starting = new Set<string>();

  async function start(spec: MachineSpec): Promise<void> {
    if (machines.has(spec.id) || starting.has(spec.id)) return;
    const alive = [...machines.values()].filter(({ state }) => !('reason' in state));
    if (alive.length + starting.size >= most)
      throw new NoCapacity(`${most} machines run on this computer, and no more fit.`);
    starting.add(spec.id);
    try {
      await make(spec, await spec.agent.newToken());
    } finally {
      starting.delete(spec.id);
    }
  }

  async function make(spec: MachineSpec, token: string): Promise<void> {
    const place = isSandboxed ? mkdtempSync(join(tmpdir(), `atlas-lab-${process.pid}-`)) : undefined;
    // The sandbox may be another user's.
    if (place) chmodSync(place, 0o755);
    let machine: Machine | undefined;
    const end = (state: MachineState) => {
      if (machine && !('reason' in machine.state)) machine.state = state;
    };
    const door = place ? openDoor(join(place, 'relay.sock'), spec.agent.url) : undefined;
    const started = startAgent(
      spec,
      { agent, socket: place, token },
      {
        onReady() {
          if (machine?.state.phase === 'starting') machine.state = { phase: 'ready' };
        },
        onFailed: (message) =>
          machine?.state.phase === 'starting' &&
          end({ phase: 'failed', reason: `The machine did not start: ${message}` }),
        onExit() {
          end({ phase: 'ended', reason: 'The machine ended by itself.' });
          leave(machine);
        },
      },
    );
    machine = {
      spec,
      since: clock(),
      state: { phase: 'starting' },
      agent: started,
      door: undefined,
      folder: place,
      used: { processes: 0, memoryBytes: 0, cpuSeconds: 0 },
      diskBytes: 0,
      savedAt: clock().getTime(),
    };
    machines.set(spec.id, machine);
    machine.door = await door;
  }

  /** Looks at all machines at once, and ends those that use more than they may. */
  function look(): void {
    if (machines.size === 0) return;
    const all = isSandboxed ? allProcesses() : undefined;
    for (const machine of machines.values()) {
      if ('reason' in machine.state) continue;
      if (all) {
        const use = measureUse(machine.agent.pid, all);
        machine.used = { ...use, cpuSeconds: Math.max(use.cpuSeconds, machine.used.cpuSeconds) };
      }
      const why = excess(machine);
      if (why) stopFor(machine, why);
      else if (machine.state.phase === 'ready' && clock().getTime() - machine.savedAt > SAVE)
        void save(machine).catch(() => {});
    }
  }

  function excess({ spec, used }: Machine): string | undefined {
    const { memory, processes, cpuSeconds } = spec.limits;
    if (used.memoryBytes > (memory + OWN_MEMORY) * 1024 * 1024)
      return `The lab used more than ${memory} MB of memory and was ended.`;
    if (used.processes > processes + OWN_PROCESSES)
      return `The lab ran more than ${processes} processes and was ended.`;
    if (used.cpuSeconds > cpuSeconds)
      return `The lab used more than ${cpuSeconds} seconds of computing time and was ended.`;
    if (clock().getTime() > spec.endsAt.getTime()) return 'The time of the lab was up.';
    return undefined;
  }

  function stopFor(machine: Machine, reason: string): void {
    machine.state = { phase: 'ended', reason };
    log.info('A machine was ended', { machine: machine.spec.id, reason });
    machine.agent.kill();
  }

  async function save(machine: Machine, patience?: number): Promise<Uint8Array> {
    machine.savedAt = clock().getTime();
    const { archive = '' } = await machine.agent.ask({ op: 'save' }, patience);
    const bytes = Buffer.from(archive, 'base64');
    kept.keep(machine.spec.id, bytes);
    return bytes;
  }

  function have(id: string): Machine {
    const machine = machines.get(id);
    if (machine?.state.phase !== 'ready') throw new Error('The machine is not there.');
    return machine;
  }

  return {
    kind: isSandboxed ? 'sandbox' : 'simulated',
    async lacks(needs) {
      if (needs === 'kubernetes')
        return 'This lab needs a Kubernetes cluster, and Atlas runs on one computer here.';
      if (needs === 'linux' && !isSandboxed) return LACKS_SANDBOX;
      return undefined;
    },
    start,
    state: async (id) => machines.get(id)?.state ?? { phase: starting.has(id) ? 'starting' : 'absent' },
    async collect(id, paths) {
      return (await have(id).agent.ask({ op: 'collect', paths })).files ?? {};
    },
    save: async (id) => save(have(id)),
    salvage: async (id) => kept.read(id),
    fresh: (spec, use) => (isSandboxed ? freshSandbox(spec, use) : freshSimulated(spec, use)),
    async stop(id) {
      const machine = machines.get(id);
      machine?.agent.kill();
      machines.delete(id);
      leave(machine);
      kept.remove(id);
    },
    list: async () => [...machines].map(([id, { since }]) => ({ id, since })),
    async usage(id): Promise<Usage | undefined> {
      const machine = machines.get(id);
      if (!machine) return undefined;
      const { diskBytes = machine.diskBytes } = await machine.agent
        .ask({ op: 'usage' }, 2_000)
        .catch(() => ({}) as { diskBytes?: number });
      machine.diskBytes = diskBytes;
      return { ...machine.used, diskBytes };
    },
    async close() {
      clearInterval(looking);
      const all = [...machines.values()];
      await Promise.all(
        all.map((machine) =>
          machine.state.phase === 'ready' ? save(machine, 3_000).catch(() => undefined) : undefined,
        ),
      );
      for (const machine of all) {
        machine.agent.kill();
        leave(machine);
      }
      machines.clear();
    },
  };
}

const LACKS_SANDBOX =
  'This lab needs real processes in a sandbox: install bubblewrap (on Debian and Ubuntu: apt install bubblewrap) and start Atlas again. Labs that need a shell only run simulated.';

/** What a machine leaves on this computer. */
function leave(machine: Machine | undefined): void {
  machine?.door?.close();
  if (machine?.folder) rmSync(machine.folder, { recursive: true, force: true });
}
