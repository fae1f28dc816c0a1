/** A shell at work: a real one on a PTY, or an imitated one. */
export interface Shell {
  write(bytes: Uint8Array): void;
  /** Bytes that were written and no program has read yet. */
  unread(): number;
  resize(size: Size): void;
  /** Output waits in the shell itself until it goes on. */
  pause(): void;
  resume(): void;
  kill(): void;
}

export interface Size {
  cols: number;
  rows: number;
}

export interface ShellEvents {
  onOutput(bytes: Uint8Array): void;
  onExit(code: number): void;
}

export type StartShell = (size: Size, events: ShellEvents) => Shell;
