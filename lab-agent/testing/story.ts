import { vi } from 'vitest';
import { openMachine } from '../../client/lab/machine.ts';
import type { AgentToServer, PageToServer, ServerToPage } from '../../client/lab/messages.ts';
import { ConnectionLost, type Live, type LiveState } from '../../client/realtime/live.ts';
import type { ShellEvents } from '../shell.ts';
import { createTerminal } from '../terminal.ts';

/** Chance that can be played again (https://en.wikipedia.org/wiki/Lehmer_random_number_generator). */
export function chance(seed: number) {
  let state = (seed * 48_271) % 2_147_483_647 || 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return { int: (below: number) => Math.floor(next() * below), is: (share: number) => next() < share };
}

const LAB = 'lss_story';

/**
 * The page's side and the agent's side of one shell, with a network between them that a seed decides about: what is on
 * its way may be lost, come twice or be overtaken, and either side may lose its connection. Time is the test's.
 */
export function tellStory(seed: number) {
  const { int, is } = chance(seed);
  let weather = { lost: 0.03, doubled: 0.05, late: 60 };
  const page = { state: 'live' as LiveState, seat: '', seats: 0, isIn: false };
  const states = new Set<(state: LiveState) => void>();
  const listeners = new Set<(message: ServerToPage) => void>();
  let isAgentHere = true;
  /** Another one after each break of either connection: what was on its way over the former one is gone. */
  let epoch = 0;

  function carry(work: () => void): void {
    const began = epoch;
    const go = () => began === epoch && work();
    if (is(weather.lost)) return;
    for (let i = is(weather.doubled) ? 2 : 1; i > 0; i--) setTimeout(go, int(weather.late));
  }
  const hear = (message: object) => {
    for (const listener of listeners) listener({ lab: LAB, ...message } as ServerToPage);
  };

  const printed: number[] = [];
  const typed: string[] = [];
  let isPaused = false;
  let shell: ShellEvents | undefined;
  const terminal = createTerminal({
    name: '1',
    say(message: AgentToServer) {
      if (!isAgentHere || !page.isIn) return;
      if ('to' in message && message.to !== undefined && message.to !== page.seat) return;
      carry(() => hear(message));
    },
    start: (_size, events) => {
      shell = events;
      return {
        write: (bytes) => void typed.push(Buffer.from(bytes).toString()),
        unread: () => 0,
        resize: () => {},
        pause: () => {
          isPaused = true;
        },
        resume: () => {
          isPaused = false;
        },
        kill: () => {},
      };
    },
  });
  terminal.connected();

  const live = {
    state: () => page.state,
    onState(changed: (state: LiveState) => void) {
      states.add(changed);
      changed(page.state);
      return () => states.delete(changed);
    },
    onLabMessage(heard: (message: ServerToPage) => void) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    async ask() {
      if (page.state !== 'live') throw new ConnectionLost('Away.');
      page.seats += 1;
      page.seat = `seat${page.seats}`;
      page.isIn = true;
      return { type: 'lab-joined', id: '1', lab: LAB, seat: page.seat, connected: isAgentHere };
    },
    say(message: PageToServer) {
      if (page.state !== 'live' || !isAgentHere) return;
      const { seat } = page;
      carry(() => terminal.hear({ ...message, seat } as never));
    },
  } as unknown as Live;

  const shown: Uint8Array[] = [];
  let resets = 0;
  let most = 0;
  let sum = 0;
  const machine = openMachine(live, LAB);
  const view = machine.open(
    '1',
    { cols: 80, rows: 24 },
    {
      onOutput(bytes, isShown) {
        shown.push(Uint8Array.from(bytes));
        sum += bytes.length;
        // A screen takes its time.
        setTimeout(isShown, int(30));
      },
      onReset: () => {
        resets += 1;
        shown.length = 0;
      },
      onEnded: () => {},
    },
  );

  function print(size: number): void {
    if (isPaused || !shell) return;
    const from = printed.length;
    for (let i = 0; i < size; i++) printed.push((from + i) % 251);
    shell.onOutput(Uint8Array.from(printed.slice(from)));
    most = Math.max(most, printed.length - sum);
  }

  function go(state: LiveState): void {
    if (page.state === state) return;
    page.state = state;
    if (state !== 'live') {
      epoch += 1;
      if (isAgentHere && page.isIn) terminal.pageLeft(page.seat);
      page.isIn = false;
    }
    for (const changed of states) changed(state);
  }

  function agentGoes(): void {
    isAgentHere = false;
    epoch += 1;
    terminal.disconnected();
    if (page.isIn) hear({ type: 'lab-agent', connected: false });
  }

  function agentComes(): void {
    isAgentHere = true;
    terminal.connected();
    if (page.isIn) hear({ type: 'lab-agent', connected: true });
  }

  return {
    int,
    is,
    print,
    type: (text: string) => view.input(text),
    pageGoes: () => go('offline'),
    pageComes: () => go('live'),
    agentGoes,
    agentComes,
    isAgentHere: () => isAgentHere,
    isPageHere: () => page.state === 'live',
    clearUp: () => {
      weather = { lost: 0, doubled: 0, late: 5 };
    },
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
    result: () => ({
      printed: Buffer.from(printed),
      /** On the screen, since it was last begun anew. */
      shown: Buffer.concat(shown),
      typed: typed.join(''),
      resets,
      /** Bytes at most that were printed and not shown. */
      most,
    }),
    end() {
      machine.close();
      terminal.close();
    },
  };
}
