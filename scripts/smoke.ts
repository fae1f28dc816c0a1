import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHolder } from '../local/lock.ts';
import { startAtlas } from '../test/support/atlas.ts';

/** `npm start` on an empty data folder until its page answers, then Ctrl-C, which has to end it with 0. */
const data = mkdtempSync(join(tmpdir(), 'atlas-smoke-'));
try {
  const atlas = await startAtlas({ data, command: ['npm', 'start'] });
  const { status } = await fetch(atlas.url);
  // To Atlas itself: npm and its shell would end by the signal and hide the exit code.
  const holder = lockHolder(data);
  if (holder) process.kill(holder.pid, 'SIGINT');
  else atlas.kill('SIGKILL');
  const code = await atlas.ended;
  console.log(`${atlas.output()}\nThe page answered ${status}; Ctrl-C ended it with ${code}.`);
  process.exitCode = status === 200 && code === 0 ? 0 : 1;
} finally {
  rmSync(data, { recursive: true, force: true });
}
