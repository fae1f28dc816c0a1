import { createInterface } from 'node:readline';
import type { AgentToServer, ServerToAgent, TerminalName } from '../client/lab/messages.ts';
import { packUp, unpack } from './archives.ts';
import { type Beginning, beginning, type Request, request, type Said } from './begin.ts';
import { keepConnected } from './connection.ts';
import { createDiskHome } from './disk-home.ts';
import { createEditor } from './editor.ts';
import { collect, type Home } from './home.ts';
import type { StartShell } from './shell.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/**
 * Runs the machine's side of a lab until the machine ends. On a learner's computer it is told by its standard input,
 * and answers the platform there; in a cluster by `ATLAS_AGENT_BEGIN`.
 */
export async function serve(): Promise<void> {
  const given = process.env.ATLAS_AGENT_BEGIN;
  delete process.env.ATLAS_AGENT_BEGIN;
  if (given) {
    await begin(beginning.parse(JSON.parse(given)));
    return;
  }
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  let home: Home | undefined;
  lines.on('close', () => process.exit(0));
  for await (const line of lines) {
    if (home) void answer(home, request.parse(JSON.parse(line))).then(say);
    else
      try {
        home = await begin(beginning.parse(JSON.parse(line)));
        say({ op: 'ready' });
      } catch (error) {
        say({ op: 'failed', message: error instanceof Error ? error.message : String(error) });
      }
  }
}

const say = (said: Said): void => void process.stdout.write(`${JSON.stringify(said)}\n`);

async function answer(home: Home, asked: Request): Promise<Said> {
  const { id } = asked;
  try {
    switch (asked.op) {
      case 'collect':
        return { id, ok: true, files: await collect(home, asked.paths) };
      case 'save':
        return { id, ok: true, archive: (await packUp(await home.all())).toString('base64') };
      case 'usage':
        return { id, ok: true, diskBytes: (await home.list()).reduce((sum, { bytes }) => sum + bytes, 0) };
    }
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

async function begin(told: Beginning): Promise<Home> {
  const { home, start } = await machineOf(told);
  if (told.archive) await home.restore(await unpack(Buffer.from(told.archive, 'base64')));
  relay(told, home, start);
  return home;
}

async function machineOf(told: Beginning): Promise<{ home: Home; start: StartShell }> {
  if (told.shell === 'pty') {
    const { startPty } = await import('./pty.ts');
    return { home: createDiskHome(told.home), start: startPty(told.home, told.limits) };
  }
  const { createSimulation } = await import('./simulation.ts');
  return createSimulation(told.limits);
}

/** Between the connection and what is in the machine. */
function relay(told: Beginning, home: Home, start: StartShell): void {
  const editor = createEditor(home);
  const terminals = new Map<TerminalName, Terminal>();
  let isOpen = false;
  const tell = (message: AgentToServer) => connection.say(message);

  const terminalOf = (name: TerminalName): Terminal => {
    let found = terminals.get(name);
    if (!found) {
      found = createTerminal({ name, start, say: tell, isBusy: () => connection.isBusy() });
      if (isOpen) found.connected();
      terminals.set(name, found);
    }
    return found;
  };

  const hear = (message: ServerToAgent): void => {
    if (message.type === 'page-left') {
      editor.pageLeft(message.seat);
      for (const terminal of terminals.values()) terminal.pageLeft(message.seat);
    } else if (message.type === 'lab-file') {
      const { seat: to, id } = message;
      void editor
        .answer(to, message.ask)
        .then((said) => tell({ type: 'lab-file-answer', to, id, answer: said }));
    } else if ('terminal' in message) terminalOf(message.terminal).hear(message);
  };

  const connection = keepConnected(
    { url: told.url, token: told.token, socket: told.socket, endsAt: Date.parse(told.endsAt) },
    {
      onOpen() {
        isOpen = true;
        for (const terminal of terminals.values()) terminal.connected();
      },
      onClose() {
        isOpen = false;
        for (const terminal of terminals.values()) terminal.disconnected();
      },
      onMessage: hear,
    },
  );
}
