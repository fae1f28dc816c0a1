import type { FreshMachine, Ran, RunOptions } from '../../../../content/labs/kit.ts';
import type { Cluster } from './cluster.ts';
import { HOME } from './objects.ts';

const SECONDS = { usual: 5, most: 10 };
const OUTPUT = 256 * 1024;
const FILE = 256 * 1024;
const AGENT = '/opt/atlas/agent/agent.mjs';
const CLEAN = [
  'env',
  '-i',
  `HOME=${HOME}`,
  'PATH=/usr/local/bin:/usr/bin:/bin',
  'LANG=C.UTF-8',
  'USER=learner',
];

/**
 * A machine that nobody has had a shell in: the container `checker`, emptied. What a run leaves running is ended before
 * the next one: `kill -1` reaches everything there but the caller and the container's first process, which waits.
 */
export async function freshIn(
  cluster: Cluster,
  namespace: string,
  archive: Uint8Array,
): Promise<FreshMachine> {
  const shell = (
    script: string,
    args: string[],
    more: { stdin?: Uint8Array; seconds?: number; most?: number } = {},
  ) =>
    cluster.exec(
      namespace,
      'checker',
      [...CLEAN, 'bash', '--noprofile', '--norc', '-c', script, 'lab', ...args],
      more,
    );
  const END_ALL = 'kill -9 -1 2>/dev/null;';

  await shell(`${END_ALL} find ${HOME} /tmp -mindepth 1 -delete`, []);
  const restored = await cluster.exec(namespace, 'checker', [...CLEAN, 'node', AGENT, 'restore'], {
    stdin: archive,
  });
  if (restored.code !== 0) throw new Error(`The fresh machine did not take its files: ${restored.err}`);

  async function run(
    command: string,
    { stdin = '', files = {}, seconds = SECONDS.usual }: RunOptions = {},
  ): Promise<Ran> {
    for (const [path, text] of Object.entries(files)) await write(path, text);
    const limit = Math.min(seconds, SECONDS.most);
    const script = `cd ${HOME}; timeout -k 1 ${limit} bash --noprofile --norc -c "$1"; code=$?; ${END_ALL} exit $code`;
    const more = { stdin: Buffer.from(stdin), seconds: limit + 10, most: OUTPUT };
    const { code, out, err } = await shell(script, [command], more);
    const timedOut = code === 124 || code === 137;
    return { code: timedOut ? 124 : code, out: out.toString(), err: err.toString(), timedOut };
  }

  async function write(path: string, text: string): Promise<void> {
    requireBelow(path);
    const script = `cd ${HOME}; mkdir -p -- "$(dirname -- "$1")" && rm -rf -- "$1" && cat > "$1"`;
    const { code, err } = await shell(script, [path], { stdin: Buffer.from(text) });
    if (code !== 0) throw new Error(`${path} could not be written: ${err}`);
  }

  async function read(path: string): Promise<string | undefined> {
    requireBelow(path);
    const script = `cd ${HOME}; [ -e "$1" ] || [ -L "$1" ] || exit 3; [ -f "$1" ] && [ ! -L "$1" ] || exit 4
      [ "$(stat -c %s -- "$1")" -le ${FILE} ] || exit 5; cat -- "$1"`;
    const { code, out } = await shell(script, [path], { most: FILE });
    if (code === 0) return out.toString();
    if (code === 3) return undefined;
    if (code === 4) throw new Error(`${path} is no plain file.`);
    throw new Error(code === 5 ? `${path} is larger than 256 KB.` : `${path} could not be read.`);
  }

  return { run, read };
}

function requireBelow(path: string): void {
  if (path.startsWith('/') || path.split('/').includes('..'))
    throw new Error(`${path} is no path below the home folder.`);
}
