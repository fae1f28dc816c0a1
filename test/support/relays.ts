import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LocalQueues } from '../../local/emulators/sqs.ts';

/** The function of the outbox in a process of its own, until its time is up; how many events it sent. */
export async function relayElsewhere(databaseUrl: string, urls: LocalQueues['urls']): Promise<number> {
  const work = `import('./functions/entry/outbox.ts').then(async ({ handler, close }) => {
    console.log(JSON.stringify(await handler({ forMs: 1500 })));
    await close();
  })`;
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    QUEUE_URLS: JSON.stringify(urls),
    ATLAS_LOG_LEVEL: 'SILENT',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', work], { env });
  return JSON.parse(stdout).sent;
}
