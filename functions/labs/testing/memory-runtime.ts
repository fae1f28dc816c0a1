import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { packFiles } from '../checking/archive.ts';
import { type LabRuntime, type MachineSpec, type MachineState, NoCapacity } from '../runtime/runtime.ts';

interface Machine {
  spec: MachineSpec;
  since: Date;
  files: Record<string, string>;
  state: MachineState;
  /** Of its agent. */
  token: string;
}

export interface MemoryRuntime extends LabRuntime {
  machines: Map<string, Machine>;
  /** How often a machine was made. */
  made: string[];
  /** What happens next; each is used up by its time. */
  next: {
    /** Thrown by `start`, after the machine was made, so often; once unless told. */
    failAfterStart?: Error;
    failTimes?: number;
    /** What a new machine is in. */
    phase?: MachineState;
    /** Thrown by `save`, so often. */
    failSave?: { times: number; message: string };
    /** What the machine's agent says that its answers are. */
    collected?: unknown;
    failFresh?: Error;
  };
  capacity: number;
  /** What `salvage` finds. */
  salvaged: Map<string, Uint8Array>;
}

/** Machines that are files in memory: for tests of what the platform does with them. */
export function createMemoryRuntime(): MemoryRuntime {
  const machines = new Map<string, Machine>();
  const have = (id: string): Machine => {
    const machine = machines.get(id);
    if (!machine) throw new Error('The machine is not there.');
    return machine;
  };
  const runtime: MemoryRuntime = {
    kind: 'sandbox',
    machines,
    made: [],
    next: {},
    capacity: 10,
    salvaged: new Map(),
    lacks: async (needs) => (needs === 'kubernetes' ? 'This lab needs a cluster.' : undefined),
    async start(spec) {
      if (machines.has(spec.id)) return;
      if (machines.size >= runtime.capacity) throw new NoCapacity('Full.');
      runtime.made.push(spec.id);
      const state = runtime.next.phase ?? { phase: 'ready' };
      const machine: Machine = { spec, since: new Date(), files: {}, state, token: '' };
      machines.set(spec.id, machine);
      machine.files = await filesIn(spec.archive);
      machine.token = await spec.agent.newToken();
      const { failAfterStart: failure, failTimes = 1 } = runtime.next;
      runtime.next.failTimes = failTimes - 1;
      if (failure && failTimes > 0) throw failure;
    },
    state: async (id) => machines.get(id)?.state ?? { phase: 'absent' },
    async collect(id, paths) {
      const { files } = have(id);
      if ('collected' in runtime.next) return runtime.next.collected as Record<string, string>;
      return Object.fromEntries(paths.flatMap((path) => (path in files ? [[path, files[path] ?? '']] : [])));
    },
    async save(id) {
      const { files, state } = have(id);
      if (state.phase !== 'ready') throw new Error('The machine is not there.');
      const failure = runtime.next.failSave;
      if (failure && failure.times > 0) {
        failure.times -= 1;
        throw new Error(failure.message);
      }
      return packFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text }])));
    },
    salvage: async (id) => runtime.salvaged.get(id),
    async fresh({ archive }, use) {
      if (runtime.next.failFresh) throw runtime.next.failFresh;
      const files = await filesIn(archive);
      return use({
        read: async (path) => files[path],
        run: async () => ({ code: 0, out: '', err: '', timedOut: false }),
        renew: async () => {},
      });
    },
    async stop(id) {
      machines.delete(id);
    },
    list: async () => [...machines].map(([id, { since }]) => ({ id, since })),
    usage: async () => undefined,
    close: async () => {},
  };
  return runtime;
}

/** The text files of an archive, by path. */
export async function filesIn(archive: Uint8Array): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  const tar = extract();
  tar.end(gunzipSync(archive));
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    if (entry.header.type === 'file') files[entry.header.name] = Buffer.concat(chunks).toString();
  }
  return files;
}
