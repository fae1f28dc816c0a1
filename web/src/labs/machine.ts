import type { FileAnswer, TerminalName } from '../../../client/lab/messages.ts';

/** What the connection to a machine is doing, for the person to see. */
export interface LinkState {
  connection: 'connecting' | 'live' | 'offline';
  /** Bytes that were typed and are not in the shell yet. */
  unsent: number;
}

export interface ShellEvents {
  /** In order, nothing twice; `shown` says that it is on the screen. */
  onOutput(bytes: Uint8Array, shown: () => void): void;
  /** Another shell begins: what is on the screen was of the one before, or was too long ago to be kept. */
  onReset(): void;
  onEnded(code: number): void;
}

/** A page's view of one shell. */
export interface Shell {
  input(text: string): void;
  resize(size: { cols: number; rows: number }): void;
  /** Ends the view; the shell goes on. */
  leave(): void;
  /** Ends the shell itself. */
  end(): void;
}

export type ListedFile = Extract<FileAnswer, { op: 'list' }>['files'][number];

export interface ReadFile {
  bytes: Uint8Array;
  /** SHA-256 as hex: what a write names as what it was made from. */
  hash: string;
}

/** The files below the home folder. */
export interface MachineFiles {
  list(): Promise<{ files: ListedFile[]; more: boolean }>;
  read(path: string): Promise<ReadFile>;
  /** `before`: the hash that was read; null for a file that must be new; undefined to write anyway. */
  write(path: string, bytes: Uint8Array, before: string | null | undefined): Promise<{ hash: string | null }>;
  remove(path: string): Promise<void>;
  rename(path: string, to: string): Promise<void>;
}

/** The machine of a session as its page has it. */
export interface Machine {
  state(): LinkState;
  subscribe(changed: () => void): () => void;
  open(terminal: TerminalName, size: { cols: number; rows: number }, events: ShellEvents): Shell;
  files: MachineFiles;
  close(): void;
}

/** A file could not be had or changed; by the code one knows why, the message is for the person. */
export class FileFailure extends Error {
  override readonly name = 'FileFailure';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
