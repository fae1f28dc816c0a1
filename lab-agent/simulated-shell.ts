import type { ShellState } from './interpreter.child.ts';
import { createLineEditor } from './line-editor.ts';
import type { StartShell } from './shell.ts';
import type { Interpreter } from './simulation.ts';

const HOME = '/home/learner';
const WELCOME =
  'This shell is simulated: programs are imitated, and there are no processes.\r\nOutput comes when a command has ended.\r\n';

/** A shell that is no process: lines are edited here, and run by the interpreter. */
export function startSimulatedShell(interpreter: Interpreter): StartShell {
  return ({ cols }, { onOutput, onExit }) => {
    const encoder = new TextEncoder();
    const decoder = new TextDecoder();
    let state: ShellState = { cwd: HOME, env: { HOME, USER: 'learner', PWD: HOME } };
    /** Lines of a command that is not complete: an open quote, a loop without its end, a here-document. */
    let command = '';
    let ended = false;
    let held = '';
    let isPaused = false;

    const show = (text: string) => {
      if (isPaused) held += text;
      else if (text !== '') onOutput(encoder.encode(text));
    };
    const screen = (text: string) => text.replace(/\r?\n/g, '\r\n');
    const where = () => (state.cwd === HOME ? '~' : state.cwd.replace(`${HOME}/`, '~/'));
    const prompt = () => `\x1b[32mlearner@lab\x1b[0m:\x1b[34m${where()}\x1b[0m$ `;

    const editor = createLineEditor(
      {
        onOutput: show,
        onLine: (line) => void take(line),
        onInterrupt() {
          if (running) {
            running.abort();
            return;
          }
          command = '';
          editor.ask(prompt());
        },
        onEnd: exit,
        complete,
      },
      cols,
    );
    let running: AbortController | undefined;

    function exit(): void {
      if (ended) return;
      ended = true;
      show('exit\r\n');
      onExit(0);
    }

    async function take(line: string): Promise<void> {
      command = command === '' ? line : `${command}\n${line}`;
      if (command.trim() === '') {
        command = '';
        return editor.ask(prompt());
      }
      if (command.trim() === 'exit' || command.trim() === 'logout') return exit();
      if (isOpen(command)) return editor.ask('> ');
      running = new AbortController();
      const ran = await interpreter.run(command, state, running.signal);
      running = undefined;
      if (ended) return;
      if (!ran) show('^C\r\nThe command was ended; what it had done is undone.\r\n');
      else if (/unexpected EOF|got EOF|unexpected end of file/.test(ran.err)) return editor.ask('> ');
      else {
        state = ran.shell;
        show(screen(ran.out) + screen(ran.err));
        // A prompt begins a line.
        const last = ran.err || ran.out;
        if (last !== '' && !last.endsWith('\n')) show('\r\n');
      }
      command = '';
      editor.ask(prompt());
    }

    function complete(before: string): string[] {
      const word = before.slice(
        Math.max(before.lastIndexOf(' '), before.lastIndexOf('>'), before.lastIndexOf('<')) + 1,
      );
      const folder =
        state.cwd === HOME
          ? ''
          : state.cwd.startsWith(`${HOME}/`)
            ? state.cwd.slice(HOME.length + 1)
            : undefined;
      if (folder === undefined) return [];
      const below = folder === '' ? '' : `${folder}/`;
      const depth = word.split('/').length;
      const found = interpreter.paths().flatMap((path) => {
        if (!path.startsWith(below)) return [];
        const relative = path.slice(below.length);
        if (!relative.startsWith(word)) return [];
        const parts = relative.split('/');
        return [parts.slice(0, depth).join('/') + (parts.length > depth ? '/' : '')];
      });
      return [...new Set(found)].sort();
    }

    show(WELCOME);
    editor.ask(prompt());
    return {
      write: (bytes) => editor.write(decoder.decode(bytes, { stream: true })),
      unread: editor.waiting,
      resize: editor.resize,
      pause() {
        isPaused = true;
      },
      resume() {
        isPaused = false;
        const text = held;
        held = '';
        show(text);
      },
      kill() {
        running?.abort();
        exit();
      },
    };
  };
}

/** The next line belongs to it: a backslash at the end, or a here-document whose end has not come. */
function isOpen(command: string): boolean {
  if (/(^|[^\\])(\\\\)*\\$/.test(command)) return true;
  const lines = command.split('\n');
  for (const [i, line] of lines.entries()) {
    const match = /<<-?\s*(['"]?)([A-Za-z_]\w*)\1/.exec(line);
    if (match && !lines.slice(i + 1).some((later) => later.trim() === match[2])) return true;
  }
  return false;
}
