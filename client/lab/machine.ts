import { ConnectionLost, type Live, type LiveState, RefusedError } from '../realtime/live.ts';
import { createFiles, type MachineFiles } from './files.ts';
import type { FileAnswer, FileAsk, ServerToPage, TerminalName } from './messages.ts';
import { openShell, type ShellLink } from './shell.ts';

/** What the connection to a machine is doing, for the person to see. */
export interface LinkState {
  connection: LiveState;
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
  /** False when it is not taken: more than 4 MB would wait for the machine. */
  input(text: string): boolean;
  resize(size: { cols: number; rows: number }): void;
  /** Ends the view; the shell goes on. */
  leave(): void;
  /** Ends the shell itself. */
  end(): void;
}

/** The machine of a session as its page has it. */
export interface Machine {
  state(): LinkState;
  subscribe(changed: () => void): () => void;
  open(terminal: TerminalName, size: { cols: number; rows: number }, events: ShellEvents): Shell;
  files: MachineFiles;
  close(): void;
}

/** Milliseconds after which joining is tried again: when the server refused it for now, and while there is no agent. */
const AGAIN = { refused: 2_000, alone: 5_000 };

/**
 * Joins the room of a lab, again after each break of the connection, and keeps its shells going: after a reload, a
 * tunnel or a server that started anew, the same shell goes on where it was.
 *
 * @param lab the session's id
 */
export function openMachine(live: Live, lab: string): Machine {
  const shells = new Map<TerminalName, ShellLink>();
  const listeners = new Set<() => void>();
  /** The agent in the machine is there, as far as this page knows. */
  let connected = false;
  let joining = 0;
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let shown: LinkState = { connection: 'connecting', unsent: 0 };

  function changed(): void {
    const state = live.state();
    const connection = state === 'live' && !connected ? 'connecting' : state;
    const unsent = [...shells.values()].reduce((sum, shell) => sum + shell.unsent(), 0);
    if (shown.connection === connection && shown.unsent === unsent) return;
    shown = { connection, unsent };
    for (const listener of listeners) listener();
  }

  async function join(): Promise<void> {
    joining += 1;
    const mine = joining;
    clearTimeout(retry);
    try {
      const answer = await live.ask({ type: 'join-lab', lab });
      if (mine === joining && answer.type === 'lab-joined') setConnected(answer.connected, answer.seat);
    } catch (error) {
      if (closed || mine !== joining || error instanceof ConnectionLost) return;
      if (error instanceof RefusedError && error.code === 'NOT_FOUND') return;
      retry = setTimeout(() => void join(), AGAIN.refused);
    }
  }

  let seat = '';
  function setConnected(now: boolean, as = seat): void {
    seat = as;
    connected = now;
    clearTimeout(retry);
    // News may overtake each other: whoever hears that there is no agent asks, until there is one.
    if (!now && !closed && live.state() === 'live') retry = setTimeout(() => void join(), AGAIN.alone);
    for (const shell of shells.values()) now ? shell.attach() : shell.detach();
    changed();
  }

  const stopStates = live.onState((state) => {
    if (state === 'live') void join();
    else setConnected(false);
    changed();
  });

  const stopMessages = live.onLabMessage((message: ServerToPage) => {
    if (!('lab' in message) || message.lab !== lab) return;
    if (message.type === 'lab-agent') {
      // A page whose place was lost with the agent's restart asks for it again.
      if (message.connected && seat === '') void join();
      else setConnected(message.connected);
      return;
    }
    if ('to' in message && message.to !== undefined && message.to !== seat) return;
    if ('terminal' in message) shells.get(message.terminal)?.hear(message);
  });

  async function askFile(ask: FileAsk): Promise<FileAnswer> {
    const answer = await live.ask({ type: 'lab-file', lab, ask });
    if (answer.type !== 'lab-file-answer') throw new ConnectionLost('The machine said something else.');
    return answer.answer;
  }

  return {
    state: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open(terminal, size, events) {
      shells.get(terminal)?.leave();
      const link = openShell({ lab, terminal, size, events, say: (message) => live.say(message), changed });
      shells.set(terminal, link);
      if (connected) link.attach();
      const mine = () => shells.get(terminal) === link;
      return {
        input: link.input,
        resize: link.resize,
        end: link.end,
        leave() {
          link.leave();
          if (mine()) shells.delete(terminal);
          changed();
        },
      };
    },
    files: createFiles(askFile),
    close() {
      closed = true;
      joining += 1;
      clearTimeout(retry);
      stopStates();
      stopMessages();
      for (const shell of shells.values()) shell.leave();
      shells.clear();
      if (live.state() === 'live') live.say({ type: 'leave-lab', lab });
    },
  };
}
