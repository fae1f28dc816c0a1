import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an image is made of and is the same on every computer; the PTY's native part follows from its version. */
const INPUTS = ['agent.mjs', 'interpreter.child.mjs', 'node_modules/@lydell/node-pty/package.json'];

/**
 * The tag of the image of lab machines: a hash of what goes into it. So a repository whose tags never change takes each
 * new image, and a deployment runs the one that belongs to it.
 *
 * @param folder what `npm run build` has left
 */
export function labImageTag(folder = 'build/lab-agent', dockerfile = 'lab-agent/Dockerfile'): string {
  const hash = createHash('sha256');
  for (const path of [dockerfile, ...INPUTS.map((name) => join(folder, name))]) {
    const bytes = readFileSync(path);
    hash.update(`${bytes.length} `).update(bytes);
  }
  return hash.digest('hex');
}

if (import.meta.main) console.log(labImageTag());
