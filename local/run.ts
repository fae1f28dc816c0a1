import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type BuildFolders,
  type BuildResult,
  buildContent,
  buildFolders,
  buildLabAgent,
  buildSite,
  ContentProblems,
} from '../scripts/build.ts';
import { openDatabase } from './database.ts';
import { openEdge } from './edge/server.ts';
import { OUTBOX_PATH, serveOutbox } from './emulators/mail/page.ts';
import { startPostgres } from './emulators/postgres.ts';
import { openEvents } from './events.ts';
import { StartFailure, sentence } from './failure.ts';
import { dataFolders, diskFailure, prepareDataFolder } from './folders.ts';
import { Lifetime, Stopped } from './lifetime.ts';
import { takeLock } from './lock.ts';
import { type StartOptions, startOptions, USAGE } from './options.ts';
import { freePort, isPortFree, portTaken } from './ports.ts';
import { openServices } from './services.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** Requests in flight may take this long when Atlas is stopped; the database needs the rest of 10 seconds. */
const GRACE = 6_000;

/** `npm start`: starts everything, says so step by step, and runs until Ctrl-C. */
export async function run(args: string[]): Promise<void> {
  const terminal = createTerminal();
  const lifetime = new Lifetime(() => terminal.note('Stopping ...'));
  const data = dataFolders();
  // A request may not take the others with it; what breaks the process itself still stops the database cleanly.
  process.on('unhandledRejection', (error) => terminal.fail(`A promise failed: ${sentence(error)}`));
  process.on('uncaughtException', (error) => {
    terminal.fail(`Atlas failed: ${error.stack ?? error.message}`);
    void lifetime.end(1);
  });
  try {
    const options = startOptions(args, process.env);
    if (options.help) return void console.log(USAGE);
    await start(options, data, terminal, lifetime);
  } catch (error) {
    if (error instanceof Stopped) return;
    if (error instanceof ContentProblems) for (const problem of error.problems) terminal.fail(problem);
    const known = error instanceof StartFailure || error instanceof ContentProblems;
    const failure = known ? error : diskFailure(error, data.root);
    terminal.fail(failure ? failure.message : `Atlas could not start: ${sentence(error)}`);
    if (!failure && error instanceof Error && process.env.DEBUG) terminal.fail(error.stack ?? '');
    await lifetime.end(1);
  }
}

async function start(
  options: StartOptions,
  data: ReturnType<typeof dataFolders>,
  terminal: Terminal,
  lifetime: Lifetime,
): Promise<void> {
  const began = performance.now();
  terminal.title('Atlas');
  terminal.step('Node', process.versions.node);

  prepareDataFolder(data);
  const lock = takeLock(data.root, `http://localhost:${options.port}`);
  lifetime.onEnd(lock.release);
  if (options.port !== 0 && !(await isPortFree(options.port))) throw portTaken(options.port);

  const postgres = await lifetime.during(async () => {
    const since = performance.now();
    const server = await startPostgres({ folder: data.postgres });
    lifetime.onEnd(server.stop);
    terminal.step('PostgreSQL', `${server.version} on port ${server.port}`, performance.now() - since);
    if (server.note) terminal.note(server.note);
    return server;
  });

  const folders = buildFolders(options.build);
  // Links in mails name the port, so it has to be known before the functions are loaded.
  const port = options.port || (await freePort());
  const services = await lifetime.during(async () => {
    const since = performance.now();
    const opened = await openServices(data.root, `http://localhost:${port}`, resolve(folders.agent));
    lifetime.onEnd(opened.close);
    terminal.step('Cache', opened.cache, performance.now() - since);
    terminal.step('Mail', `kept here, to be read at ${OUTBOX_PATH}`);
    return opened;
  });

  await lifetime.during(() => compileContent(options.content, folders, terminal));

  await lifetime.during(() => buildLabAgent(folders));

  const database = await lifetime.during(async () => {
    const since = performance.now();
    const opened = await openDatabase(postgres.url, folders);
    lifetime.onEnd(opened.close);
    terminal.step('Database', opened.outcome, performance.now() - since);
    return opened;
  });

  await lifetime.during(async () => {
    const since = performance.now();
    const events = await openEvents(services.gateway, (error) =>
      terminal.fail(`A worker failed: ${sentence(error)}`),
    );
    lifetime.onEnd(events.close);
    terminal.step('Queues', events.outcome, performance.now() - since);
    terminal.step('Labs', events.labs);
  });

  const site = await lifetime.during(() => buildSite(folders));
  terminal.step('Web', outcomeOf(site), site.time);

  const edge = await lifetime.during(async () => {
    const opened = await openEdge({
      ...folders,
      port,
      handler: database.handler,
      upgrade: services.gateway.upgrade,
      pages: {
        [OUTBOX_PATH]: ({ headers }, response) => serveOutbox(response, services.mails(), headers.accept),
      },
    });
    lifetime.onEnd(() => opened.close(GRACE));
    return opened;
  });
  terminal.ready(edge.url, performance.now() - began);

  if (options.open) openInBrowser(edge.url);

  await postgres.ended;
  await lifetime.during(() => {
    throw new StartFailure(`PostgreSQL ended by itself; its log is ${join(data.postgres, 'postgres.log')}.`);
  });
}

/** Compiles the catalogue; with a broken file, goes on with the last good one when there is one. */
async function compileContent(root: string, folders: BuildFolders, terminal: Terminal): Promise<void> {
  try {
    const result = await buildContent(folders, root);
    terminal.step('Content', outcomeOf(result), result.time);
  } catch (error) {
    if (!(error instanceof ContentProblems) || !existsSync(join(folders.content, 'manifest.json')))
      throw error;
    terminal.step('Content', `${error.message} The last good build is used.`);
    for (const problem of error.problems) terminal.note(problem);
  }
}

function outcomeOf(result: BuildResult): string {
  return result.state;
}

function openInBrowser(url: string): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  // The browser is a convenience: without one, the URL is on the screen.
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
