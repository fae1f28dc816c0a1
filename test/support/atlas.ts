import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../local/ports.ts';
import { signal } from '../../local/processes.ts';

export interface AtlasOptions {
  /** The data folder; a test gives one of its own. */
  data: string;
  port?: number;
  env?: NodeJS.ProcessEnv;
  /** The command and arguments, `node local/start.js` unless told. */
  command?: string[];
}

/** A running `npm start`. */
export interface Atlas {
  url: string;
  pid: number;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Signals the process and its children, as a key press in a terminal does: npm alone passes nothing on. */
  kill(signal: NodeJS.Signals): void;
  /** The exit code; null when a signal ended it. */
  ended: Promise<number | null>;
}

/** How a start that did not succeed ended. */
export interface FailedStart {
  code: number | null;
  stdout: string;
  stderr: string;
}

const READY_WITHIN = 120_000;

/** Spawns Atlas and waits until its page answers; a start that ends before that is given back as failed. */
export async function tryAtlas(options: AtlasOptions): Promise<Atlas | FailedStart> {
  const port = options.port ?? (await freePort());
  const [command = 'node', ...args] = options.command ?? ['node', 'local/start.js'];
  const child = spawn(command, args, {
    env: { ...process.env, ...options.env, ATLAS_DATA: options.data, PORT: String(port), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const streams = collect(child);
  let exit: { code: number | null } | undefined;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      exit = { code };
      resolve(code);
    });
  });
  const url = `http://localhost:${port}`;
  const deadline = Date.now() + READY_WITHIN;
  while (!streams.stdout.includes(url)) {
    if (exit) return { code: exit.code, stdout: streams.stdout, stderr: streams.stderr };
    if (Date.now() > deadline) {
      signal(-child.pid!, 'SIGKILL');
      throw new Error(`Atlas did not start in time:\n${streams.stdout}${streams.stderr}`);
    }
    await Promise.race([sleep(50), ended]);
  }
  return {
    url,
    pid: child.pid!,
    output: () => `${streams.stdout}${streams.stderr}`,
    kill: (name) => signal(-child.pid!, name),
    ended,
  };
}

/** As `tryAtlas`, for a start that has to succeed. */
export async function startAtlas(options: AtlasOptions): Promise<Atlas> {
  let started = await tryAtlas(options);
  // Another test may have taken the port that was free a moment ago.
  if (
    'code' in started &&
    options.port === undefined &&
    started.stderr.includes('is taken by another program')
  )
    started = await tryAtlas(options);
  if ('url' in started) return started;
  throw new Error(`Atlas ended with ${started.code}:\n${started.stdout}${started.stderr}`);
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const streams = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    streams.stdout += chunk;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    streams.stderr += chunk;
  });
  return streams;
}

export interface GraphqlAnswer<Data> {
  data?: Data;
  errors?: { message: string; extensions?: { code?: string } }[];
  /** What a browser would send back. */
  cookie?: string;
}

/** Posts one operation to a running Atlas. */
export async function graphql<Data>(
  url: string,
  query: string,
  { variables, cookie }: { variables?: Record<string, unknown>; cookie?: string } = {},
): Promise<GraphqlAnswer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as GraphqlAnswer<Data>;
  const set = response.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
  return { ...answer, cookie: set.length > 0 ? set.join('; ') : cookie };
}
