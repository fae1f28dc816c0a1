import { spawn } from '@lydell/node-pty';
import type { StartShell } from './shell.ts';

const PATH = '/opt/atlas/bin:/usr/local/bin:/usr/bin:/bin';
/** Of every shell; what a learner changes in their own `.bashrc` comes after it. */
const RC = `PS1='\\[\\e[32m\\]learner@lab\\[\\e[0m\\]:\\[\\e[34m\\]\\w\\[\\e[0m\\]\\$ '
HISTFILE=~/.bash_history HISTSIZE=2000
shopt -s checkwinsize
alias ls='ls --color=auto' grep='grep --color=auto'
PROMPT_COMMAND='history -a'
[ -f ~/.bashrc ] && . ~/.bashrc
`;

/** Bash on a PTY of its own, below the limits of the lab. */
export function startPty(home: string, { processes }: { processes: number }): StartShell {
  return ({ cols, rows }, { onOutput, onExit }) => {
    // Read from a descriptor: no file of ours lies in the learner's home.
    const script = `ulimit -c 0 -u ${processes}; exec bash --noprofile --rcfile <(printf %s "$0") -i`;
    const pty = spawn('/bin/bash', ['--noprofile', '--norc', '-c', script, RC], {
      name: 'xterm-256color',
      cols,
      rows,
      cwd: home,
      encoding: null,
      env: {
        HOME: home,
        USER: 'learner',
        LOGNAME: 'learner',
        SHELL: '/bin/bash',
        TERM: 'xterm-256color',
        LANG: 'C.UTF-8',
        PATH,
      },
    });
    // Its types know text only; without an encoding it gives bytes.
    pty.onData((data) => onOutput(data as unknown as Uint8Array));
    pty.onExit(({ exitCode }) => onExit(exitCode));
    return {
      write: (bytes) => pty.write(Buffer.from(bytes) as unknown as string),
      // It has no word for this itself.
      unread: () => (pty as unknown as { _socket?: { writableLength: number } })._socket?.writableLength ?? 0,
      resize: (size) => {
        try {
          pty.resize(size.cols, size.rows);
        } catch {
          // It has ended meanwhile.
        }
      },
      pause: () => pty.pause(),
      resume: () => pty.resume(),
      kill: () => {
        try {
          pty.kill('SIGHUP');
        } catch {
          // It has ended meanwhile.
        }
      },
    };
  };
}
