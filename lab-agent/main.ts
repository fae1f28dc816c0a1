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

async function run(): Promise<void> {
  switch (command) {
    case 'serve':
      return serve();
    case 'collect':
      process.stdout.write(JSON.stringify(await collect(home, args)));
      return;
    case 'save':
      process.stdout.write(await packUp(await home.all()));
      return;
    case 'restore':
      return home.restore(await unpack(await buffer(process.stdin)));
    default:
      console.error('Use: serve | collect PATH... | save | restore');
      process.exitCode = 2;
  }
}

// The platform tells a learner what went wrong: one sentence, no stack.
await run().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
