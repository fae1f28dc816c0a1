import { buffer } from 'node:stream/consumers';
import { packUp, unpack } from './archives.ts';
import { createDiskHome } from './disk-home.ts';
import { collect } from './home.ts';
import { serve } from './serve.ts';

/**
 * The program in a lab's machine: `serve` relays its shells; `collect`, `save` and `restore` are what the platform runs
 * beside it in a cluster (texts as JSON, archives on the standard streams).
 */
const [command, ...args] = process.argv.slice(2);
const home = createDiskHome(process.env.HOME ?? '/home/learner');

switch (command) {
  case 'serve':
    await serve();
    break;
  case 'collect':
    process.stdout.write(JSON.stringify(await collect(home, args)));
    break;
  case 'save':
    process.stdout.write(await packUp(await home.all()));
    break;
  case 'restore':
    await home.restore(await unpack(await buffer(process.stdin)));
    break;
  default:
    console.error('Use: serve | collect PATH... | save | restore');
    process.exitCode = 2;
}
