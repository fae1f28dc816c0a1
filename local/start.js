// Plain JavaScript that any Node can read: it says in one sentence what keeps the rest from being read.
import { existsSync } from 'node:fs';

const [major] = process.versions.node.split('.').map(Number);
if (!existsSync(new URL('../node_modules', import.meta.url))) {
  console.error('The packages are not installed yet: run `npm ci` first.');
  process.exit(1);
}
if (major < 24) {
  console.error(
    `Atlas needs Node 24, and this is ${process.versions.node}: start it with \`npm start\`, which brings its own.`,
  );
  process.exit(1);
}
await import('./main.ts');
