import type { LabLimits } from '../../../../client/catalogue/lab.ts';
import type { Ran, RunOptions } from '../../../../content/labs/kit.ts';
import { limitCommands } from '../embedded/bubblewrap.ts';
import type { RuntimeMachine } from '../runtime.ts';
import { saidIn } from './begin.ts';
import type { Cluster } from './cluster.ts';
import { AGENT, HOME } from './objects.ts';

const SECONDS = { usual: 5, most: 10 };
const OUTPUT = 256 * 1024;
const FILE = 256 * 1024;
type Asked = Parameters<Cluster['exec']> extends [string, string, ...infer Rest] ? Rest : never;

const END_ALL = 'kill -9 -1 2>/dev/null;';
/**
 * All that outlives a program: files, also those that containers have beside their volumes, and memory that processes
 * share. A program may have closed its folders to itself: they are opened on the way.
 */
const EMPTY = `places=$(ls -d ${HOME} /tmp /dev/shm /dev/mqueue 2>/dev/null); ipcrm --all 2>/dev/null
  find $places -mindepth 1 -type d ! -perm -700 -exec chmod u+rwx {} \\; 2>/dev/null
  find $places -mindepth 1 -delete`;

/**
 * A machine that nobody has had a shell in: the container `checker`, emptied. What a run leaves running is ended before
 * the next one: `kill -1` reaches everything there but the caller and the container's first process, which waits.
 */
export async function freshIn(
  cluster: Cluster,
  namespace: string,
  limits: LabLimits,
  archive: Uint8Array,
): Promise<RuntimeMachine> {
  const shell = (...asked: Asked) => cluster.exec(namespace, 'checker', ...asked);
  await renew(archive);

  async function renew(files: Uint8Array): Promise<void> {
    const emptied = await shell(`${END_ALL} ${EMPTY}`);
    if (emptied.code !== 0) throw new Error(`The fresh machine could not be emptied: ${saidIn(emptied)}`);
    const restored = await shell(`node ${AGENT} restore`, [], { stdin: files });
    if (restored.code !== 0) throw new Error(`The fresh machine did not take its files: ${saidIn(restored)}`);
  }

  async function run(
    command: string,
    { stdin = '', files = {}, seconds = SECONDS.usual }: RunOptions = {},
  ): Promise<Ran> {
    for (const [path, text] of Object.entries(files)) await write(path, text);
    const limit = Math.min(seconds, SECONDS.most);
    const script = runScript(limits, limit);
    const more = { stdin: Buffer.from(stdin), seconds: limit + 10, most: OUTPUT };
    const { code, out, err } = await shell(script, [command], more);
    return { code, out: out.toString(), err: err.toString(), timedOut: code === 124 };
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

  return { run, read, renew };
}

/**
 * Runs `$1` for so many seconds, within the lab's limits. `timeout` says 137 of what it had to kill and of what somebody
 * else killed: time tells which. What bash has to say of a killed program is none of the program's output.
 */
const runScript = (
  limits: LabLimits,
  seconds: number,
): string => `cd ${HOME}; SECONDS=0; exec 3>&2 2>/dev/null
  (${limitCommands(limits)}; exec timeout -k 1 ${seconds} bash --noprofile --norc -c "$1" 2>&3 3>&-); code=$?
  [ $code = 137 ] && [ $SECONDS -gt ${seconds} ] && code=124
  ${END_ALL} exec 2>&3; exit $code`;

function requireBelow(path: string): void {
  if (path.startsWith('/') || path.split('/').includes('..'))
    throw new Error(`${path} is no path below the home folder.`);
}
