import { styleText } from 'node:util';

/** Where the start tells what it does: aligned columns, colours on a terminal only (and not with NO_COLOR). */
export interface Terminal {
  title(text: string): void;
  /** One finished step: its name, what came out, and the milliseconds it took. */
  step(name: string, outcome: string, time?: number): void;
  /** A line of its own, below the step that it belongs to. */
  note(text: string): void;
  /** The line to act on. */
  ready(url: string, time: number): void;
  /** One sentence on stderr. */
  fail(text: string): void;
}

export function createTerminal(out: NodeJS.WriteStream = process.stdout, err = process.stderr): Terminal {
  // styleText looks at the stream itself: TTY, NO_COLOR, FORCE_COLOR.
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    styleText(format, text, { stream: out });
  const line = (text: string) => out.write(`${text}\n`);
  return {
    title: (text) => line(`\n  ${style('bold', text)}\n`),
    step(name, outcome, time) {
      const took = time === undefined ? '' : seconds(time).padStart(8);
      line(`  ${style('bold', name.padEnd(12))}${outcome.padEnd(52)}${style('dim', took)}`.trimEnd());
    },
    note: (text) => line(`  ${' '.repeat(12)}${style('yellow', text)}`),
    ready: (url, time) =>
      line(`\n  ${style(['bold', 'green'], url)}  ready in ${seconds(time)}, Ctrl-C stops it\n`),
    fail: (text) => err.write(`${styleText('red', text, { stream: err })}\n`),
  };
}

function seconds(time: number): string {
  return `${(time / 1000).toFixed(time < 1000 ? 2 : 1)} s`;
}
