import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { MachineSpec } from '../runtime.ts';
import { HOME, limitCommands, NODE, sandboxUser, startSandbox } from './bubblewrap.ts';

/** What is asked of an agent, and what it answers, over its standard streams (`lab-agent/begin.ts`). */
type Ask = { op: 'collect'; paths: readonly string[] } | { op: 'save' } | { op: 'usage' };
export interface Answer {
  files?: Record<string, string>;
  archive?: string;
  diskBytes?: number;
}

/** The process of one learner's machine. */
export interface AgentProcess {
  readonly pid: number;
  ask(message: Ask, patience?: number): Promise<Answer>;
  kill(): void;
}

export interface AgentEvents {
  onReady(): void;
  /** It could not begin. */
  onFailed(message: string): void;
  onExit(): void;
}

const PATIENCE = 10_000;
/** Bytes of one answer: an archive of 8 MB in base64, and a little. */
const ANSWER = 13 * 1024 * 1024;

/**
 * @param socket the folder with the sandbox's way out; without one the agent runs as it is, and imitates a shell
 */
export function startAgent(
  spec: MachineSpec,
  { agent, socket, token }: { agent: string; socket: string | undefined; token: string },
  events: AgentEvents,
): AgentProcess {
  const child = socket === undefined ? simulated(spec, agent) : sandboxed(spec, agent, socket);
  const waiting = new Map<number, (answer: Answer & { ok: boolean; message?: string }) => void>();
  let asked = 0;
  let last = '';
  child.stdin.on('error', () => {});
  child.stderr.on('data', (chunk: Buffer) => {
    last = (last + chunk.toString()).slice(-500);
  });
  // The learner's own program may speak here, since it is the same user as the agent and can take over what that has
  // open. So no more is listened to than was asked for, with line ends or without.
  let room = ANSWER;
  child.stdout.on('data', (chunk: Buffer) => {
    room -= chunk.length;
    if (room >= 0) return;
    child.stdout.destroy();
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    // Nothing of it is more than the learner's own files.
    const said = parse(line);
    if (said?.op === 'ready') events.onReady();
    else if (said?.op === 'failed') events.onFailed(String(said.message).slice(0, 300));
    else if (typeof said?.id === 'number') waiting.get(said.id)?.(said as never);
  });
  const gone = () => {
    for (const answer of waiting.values()) answer({ ok: false, message: 'The machine has ended.' });
    events.onExit();
  };
  child.once('error', (error) => {
    events.onFailed(error.message);
    gone();
  });
  child.once('close', () => {
    if (last !== '') events.onFailed(last.trim().split('\n').at(-1) ?? '');
    gone();
  });
  child.stdin.write(
    `${JSON.stringify({
      url: spec.agent.url,
      token,
      socket: socket === undefined ? null : '/run/atlas/relay.sock',
      shell: socket === undefined ? 'simulated' : 'pty',
      home: HOME,
      archive: Buffer.from(spec.archive).toString('base64'),
      limits: spec.limits,
      endsAt: spec.endsAt.toISOString(),
    })}\n`,
  );

  return {
    pid: child.pid ?? -1,
    ask(message, patience = PATIENCE) {
      asked += 1;
      // The answer before may still be on its way.
      room = Math.min(room + ANSWER, 2 * ANSWER);
      const id = asked;
      return new Promise((resolve, reject) => {
        const clock = setTimeout(() => end({ ok: false, message: 'The machine does not answer.' }), patience);
        const end = (answer: Answer & { ok: boolean; message?: string }) => {
          clearTimeout(clock);
          waiting.delete(id);
          if (answer.ok) resolve(answer);
          else reject(new Error(answer.message ?? 'The machine could not do it.'));
        };
        waiting.set(id, end);
        child.stdin.write(`${JSON.stringify({ ...message, id })}\n`);
      });
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function sandboxed(spec: MachineSpec, agent: string, socket: string): ChildProcessWithoutNullStreams {
  const { limits } = spec;
  // The agent and its threads are not the learner's processes.
  const limited = limitCommands({ ...limits, processes: limits.processes + OWN_PROCESSES });
  const command = `${limited}; exec ${NODE} --max-old-space-size=96 /opt/atlas/agent/agent.mjs serve`;
  return startSandbox(
    { home: { tmpfs: limits.disk }, reads: { '/opt/atlas/agent': agent }, sockets: socket },
    ['/bin/bash', '--noprofile', '--norc', '-c', command],
    sandboxUser(),
  );
}

export const OWN_PROCESSES = 24;

function simulated(_spec: MachineSpec, agent: string): ChildProcessWithoutNullStreams {
  const args = [
    '--max-old-space-size=128',
    '--disable-warning=ExperimentalWarning',
    join(agent, 'agent.mjs'),
    'serve',
  ];
  return spawn(process.execPath, args, { env: {}, stdio: 'pipe' });
}

function parse(
  line: string,
): ({ op?: string; id?: unknown; message?: unknown } & Record<string, unknown>) | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
