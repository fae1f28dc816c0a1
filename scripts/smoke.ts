import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAtlas } from '../test/support/atlas.ts';

/** `npm start` on an empty data folder until its page answers, then Ctrl-C, which has to end it with 0. */
const data = mkdtempSync(join(tmpdir(), 'atlas-smoke-'));
try {
  const atlas = await startAtlas({ data, command: ['npm', 'start'] });
  const { status } = await fetch(atlas.url);
  atlas.kill('SIGINT');
  const code = await atlas.ended;
  console.log(`${atlas.output()}\nThe page answered ${status}; Ctrl-C ended it with ${code}.`);
  process.exitCode = status === 200 && code === 0 ? 0 : 1;
} finally {
  rmSync(data, { recursive: true, force: true });
}
