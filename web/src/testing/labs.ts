import { vi } from 'vitest';
import type { MachineFiles } from '../../../client/lab/files.ts';
import { FileFailure } from '../../../client/lab/files.ts';
import type { Machine, Shell, ShellEvents } from '../../../client/lab/machine.ts';
import type { LabCheck, LabSession } from '../data/labs.ts';
import type { Api } from './site.tsx';

/** A session as the server tells of it, ready unless told. */
export function labSession(more: Partial<LabSession> = {}): LabSession {
  return {
    id: 'lss_01',
    state: 'READY',
    detail: null,
    version: 1,
    place: null,
    waitSeconds: null,
    machine: 'SANDBOX',
    createdAt: '2026-01-31T09:00:00.000Z',
    readyAt: '2026-01-31T09:00:01.000Z',
    expiresAt: new Date(Date.now() + 60 * 60_000).toISOString(),
    secondsLeft: null,
    canExtend: true,
    lab: { id: 'lab_stampede', slug: 'stampede', title: 'A cache stampede' },
    steps: [1, 2].map((n) => ({
      id: `step-${n}`,
      title: `Thing ${n}`,
      passedAt: null,
      attempts: 0,
      hints: [],
      check: null,
    })),
    solution: null,
    submission: null,
    result: null,
    ...more,
  };
}

export function labCheck(more: Partial<LabCheck> = {}): LabCheck {
  return {
    id: 'chk_01',
    step: 'step-1',
    state: 'PENDING',
    requestedAt: '2026-01-31T09:10:00.000Z',
    finishedAt: null,
    observed: null,
    expected: null,
    why: null,
    node: null,
    ...more,
  };
}

export interface LabApi {
  api: Api;
  /** What the server has; changed by a test as time goes by. */
  session: LabSession | null;
  /** What it says of the lab itself. */
  here: { unavailable: string | null; machine: LabSession['machine'] | null; completedAt: string | null };
  /** Operations with their variables. */
  asked: [operation: string, variables: Record<string, unknown>][];
  /** Changes the session as the server would. */
  change(part: Partial<LabSession>): LabSession;
}

/** An API with one lab session, which answers each change of it. */
export function labApi(first: LabSession | null): LabApi {
  const server: LabApi = {
    session: first,
    here: { unavailable: null, machine: 'SANDBOX', completedAt: null },
    asked: [],
    change(part) {
      const before = server.session ?? labSession({ version: 0 });
      server.session = { ...before, version: before.version + 1, ...part };
      return server.session;
    },
    api(operation, variables) {
      server.asked.push([operation, variables]);
      const open = server.session?.state === 'ENDED' ? null : server.session;
      const lab = { id: 'lab_stampede', slug: 'stampede', ...server.here, session: open };
      if (operation === 'Lab') return { data: { lab } };
      if (operation === 'Labs') return { data: { labs: [lab] } };
      if (operation === 'LabSession') return { data: { labSession: server.session } };
      const answers: Record<string, () => unknown> = {
        StartLab: () => server.change({ state: 'STARTING', detail: 'Copying the files.' }),
        ExtendLab: () => server.change({ canExtend: false }),
        PauseLab: () => server.change({ state: 'PAUSED' }),
        ResumeLab: () => server.change({ state: 'READY' }),
        EndLab: () => server.change({ state: 'ENDED' }),
        ResetLab: () => server.change({ state: 'STARTING' }),
        CheckLabStep: () => labCheck({ step: String(variables.step) }),
        TakeLabHint: () =>
          server.change({
            steps: (server.session?.steps ?? []).map((step) =>
              step.id === variables.step
                ? { ...step, hints: [...step.hints, `Rung ${String(variables.rung)}\nof it.`] }
                : step,
            ),
          }),
        RevealLabSolution: () =>
          server.change({ solution: { script: 'echo done > answer.txt', explanation: 'It is **so**.' } }),
        CompleteLab: () => ({
          id: 'lsb_01',
          state: 'PENDING',
          attempt: 1,
          createdAt: '2026-01-31T09:20:00.000Z',
          finishedAt: null,
          checks: [],
        }),
      };
      const name = operation.charAt(0).toLowerCase() + operation.slice(1);
      const answer = answers[operation];
      return { data: answer ? { [name]: answer() } : {} };
    },
  };
  return server;
}

export interface FakeMachine extends Machine {
  typed: string[];
  /** Events of each shell that was opened. */
  shells: Map<string, ShellEvents>;
  stored: Map<string, string>;
  setState(state: Partial<ReturnType<Machine['state']>>): void;
}

/** A machine that keeps files and remembers what was typed. */
export function fakeMachine(stored: Record<string, string> = {}): FakeMachine {
  const listeners = new Set<() => void>();
  let state: ReturnType<Machine['state']> = { connection: 'live', unsent: 0 };
  const files = new Map(Object.entries(stored));
  const hashOf = (text: string) => `hash of ${text}`;
  const found = (path: string) => {
    const text = files.get(path);
    if (text === undefined) throw new FileFailure('NOT_FOUND', `There is no file ${path}.`);
    return text;
  };
  const machine: FakeMachine = {
    typed: [],
    shells: new Map(),
    stored: files,
    state: () => state,
    setState(part) {
      state = { ...state, ...part };
      for (const changed of listeners) changed();
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    open(terminal, _size, events): Shell {
      machine.shells.set(terminal, events);
      return {
        input(text) {
          if (text.length > 4 * 1024 * 1024) return false;
          machine.typed.push(text);
          return true;
        },
        resize() {},
        leave() {},
        end() {},
      };
    },
    files: {
      list: async () => ({
        files: [...files].map(([path, text]) => ({ path, bytes: text.length, executable: false })),
        more: false,
      }),
      read: async (path) => ({ bytes: new TextEncoder().encode(found(path)), hash: hashOf(found(path)) }),
      async write(path, bytes, before) {
        const now = files.get(path);
        const is = now === undefined ? null : hashOf(now);
        if (before !== undefined && before !== is)
          throw new FileFailure('CHANGED', `${path} was changed meanwhile.`);
        const text = new TextDecoder().decode(bytes);
        files.set(path, text);
        return { hash: hashOf(text) };
      },
      async remove(path) {
        found(path);
        files.delete(path);
      },
      async rename(path, to) {
        files.set(to, found(path));
        files.delete(path);
      },
    } satisfies MachineFiles,
    close: vi.fn(),
  };
  return machine;
}
