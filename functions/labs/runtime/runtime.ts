import type { LabLimits, LabNeeds } from '../../../client/catalogue/lab.ts';
import type { FreshMachine, Ran, RunOptions } from '../../../content/labs/kit.ts';

/**
 * Where machines of labs run. Ids of machines are `lss_<ULID>.<n>`: the session, and which of its machines it is (a
 * resumed or reset lab gets the next one). Archives are tar files with gzip, of the home folder.
 */
export interface LabRuntime {
  readonly kind: MachineKind;
  /** Why such a lab can't run here, as a sentence for the learner; undefined when it can. */
  lacks(needs: LabNeeds): Promise<string | undefined>;
  /**
   * Asks for a machine; it is there when `state` says ready, which has to be asked meanwhile: it goes on with what
   * takes long. Asking again for the same id changes nothing.
   *
   * @throws NoCapacity when no more machines fit now
   */
  start(spec: MachineSpec): Promise<void>;
  state(id: string): Promise<MachineState>;
  /**
   * What lies at these paths of the learner's machine, as text; paths without a plain file are left out.
   *
   * @throws Error when the machine is not there, or a file is larger than 256 KB
   */
  collect(id: string, paths: readonly string[]): Promise<Record<string, string>>;
  /** The learner's files. @throws Error when the machine is not there, or they are more than 8 MB packed */
  save(id: string): Promise<Uint8Array>;
  /**
   * What was saved of a machine that ended by itself, as far as that is known: not older than 20 seconds on this
   * computer, 5 minutes in a cluster.
   */
  salvage(id: string): Promise<Uint8Array | undefined>;
  /**
   * Gives a machine that nobody has had a shell in, with these files, for as long as `use` takes.
   *
   * @param near the learner's machine, where there is one: the fresh one is made beside it
   */
  fresh<Result>(
    spec: { limits: LabLimits; archive: Uint8Array; near?: string },
    use: (machine: RuntimeMachine) => Promise<Result>,
  ): Promise<Result>;
  /** Ends it with all that belongs to it; an unknown one is no error. */
  stop(id: string): Promise<void>;
  /** All machines that are there, whoever asked for them. */
  list(): Promise<{ id: string; since: Date }[]>;
  usage(id: string): Promise<Usage | undefined>;
  /** What is to be done each minute: keeping some machines ready, and the files of those that run. */
  tidy?(): Promise<void>;
  /** Before the process ends: keeps what `salvage` gives back, and ends what can't outlive the process. */
  close(): Promise<void>;
}

/** A fresh machine without the rule of `FreshMachine` for files: they stay from run to run, until it is renewed. */
export interface RuntimeMachine {
  read: FreshMachine['read'];
  run(command: string, options?: Omit<RunOptions, 'keepFiles'>): Promise<Ran>;
  /** Takes away everything that runs have left, whatever they did to keep it, and gives it these files. */
  renew(archive: Uint8Array): Promise<void>;
}

export type MachineKind = 'kubernetes' | 'sandbox' | 'simulated';

export interface MachineSpec {
  id: string;
  limits: LabLimits;
  archive: Uint8Array;
  /**
   * What the agent in the machine is told: where to dial, and a token that may do nothing but relay a terminal. It is
   * asked for when the agent is told, once a machine.
   */
  agent: { url: string; newToken(): Promise<string> };
  /** The machine ends itself then, whatever happens to the platform. */
  endsAt: Date;
}

export type MachineState =
  | { phase: 'absent' | 'starting' | 'ready' }
  /** `reason`: a sentence for the learner, such as which limit was reached. */
  | { phase: 'failed' | 'ended'; reason: string };

export interface Usage {
  cpuSeconds: number;
  memoryBytes: number;
  processes: number;
  diskBytes: number;
}

/** No more machines fit: the session waits for its turn. */
export class NoCapacity extends Error {
  override readonly name = 'NoCapacity';
}
