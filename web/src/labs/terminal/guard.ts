import type { Terminal } from '@xterm/xterm';

/**
 * Codes of `ESC ]` that are taken without effect: titles (0, 1, 2), colours and their queries (4, 5, 10 to 19, 104,
 * 105, 110 to 119: an answer would be typed into the shell, a colour could hide text), the clipboard (52), and what other
 * terminals do with files, notifications and pictures (7, 9, 50, 99, 777, 1337).
 */
const INERT_OSC = [
  0,
  1,
  2,
  4,
  5,
  7,
  9,
  ...range(10, 19),
  50,
  52,
  99,
  104,
  105,
  ...range(110, 119),
  777,
  1337,
];

/**
 * Output of a lab is whatever its learner's programs print. It may draw in the terminal and ask for what programs need
 * to draw: device attributes, cursor position, modes, each answered with numbers of our own. Everything that would reach
 * out of the terminal is taken here and does nothing.
 */
export function guard(terminal: Pick<Terminal, 'parser'>): void {
  for (const code of INERT_OSC) terminal.parser.registerOscHandler(code, () => true);
  // Moving, resizing, naming and asking about windows.
  terminal.parser.registerCsiHandler({ final: 't' }, () => true);
  // Settings as they are asked for by DECRQSS: the answer is text, and nobody here needs it.
  terminal.parser.registerDcsHandler({ intermediates: '$', final: 'q' }, () => true);
}

/** The address, when it leads to the web; links of other kinds are text. */
export function webAddress(text: string): string | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
