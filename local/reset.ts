import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { clearLeftover } from './emulators/postgres-leftover.ts';
import { StartFailure, sentence } from './failure.ts';
import { dataFolders, diskFailure } from './folders.ts';
import { lockHolder } from './lock.ts';
import { SERVICE_FILES } from './services.ts';

/** `npm run reset`: empties the data folder after asking; `--yes` answers for scripts. */
async function reset(args: string[]): Promise<void> {
  const data = dataFolders();
  const holder = lockHolder(data.root);
  if (holder) {
    throw new StartFailure(
      `Atlas runs at ${holder.url} (process ${holder.pid}): stop it first, with Ctrl-C.`,
    );
  }
  if (!existsSync(data.postgres)) return void console.log(`There is nothing to remove in ${data.root}.`);
  if (!args.includes('--yes') && !(await confirmed(data.root))) {
    console.log('Nothing was removed.');
    return;
  }
  // A server that a killed run left would go on writing into the removed folder.
  await clearLeftover(join(data.postgres, 'data'));
  // Only what Atlas made: ATLAS_DATA may name a folder with more in it.
  await rm(data.postgres, { recursive: true, force: true });
  for (const file of ['lock', ...SERVICE_FILES])
    await rm(join(data.root, file), { force: true, recursive: true });
  console.log(`${data.root} is empty. The next start begins anew.`);
}

async function confirmed(folder: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new StartFailure('There is nobody to ask here: use `npm run reset -- --yes`.');
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await prompt.question(`Remove all accounts and progress in ${folder}? (yes/no) `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    prompt.close();
  }
}

try {
  await reset(process.argv.slice(2));
} catch (error) {
  console.error(diskFailure(error, dataFolders().root)?.message ?? sentence(error));
  process.exitCode = 1;
}
