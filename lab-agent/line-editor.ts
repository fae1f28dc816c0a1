import type { Size } from './shell.ts';

export interface LineEvents {
  /** What the screen shows. */
  onOutput(text: string): void;
  onLine(line: string): void;
  /** Ctrl-C; with an empty line, Ctrl-D too. */
  onInterrupt(): void;
  onEnd(): void;
  /** What may follow the part of a word before the cursor. */
  complete(before: string): string[];
}

/** A line that is being typed, with history, as readline has it: a simulated shell has no terminal that would do it. */
export interface LineEditor {
  write(text: string): void;
  /** Characters that wait for the command that runs. */
  waiting(): number;
  resize(size: Size): void;
  /** Shows the prompt and takes the next line. */
  ask(prompt: string): void;
}

const HISTORY = 500;

const ESCAPE = '\u001b';
/** One sequence of a key, or text up to the next control character. */
const TOKEN = new RegExp(`^(?:${ESCAPE}(?:\\[|O)[0-9;?]*[A-Za-z~]|[^\\u0000-\\u001f\\u007f]+)`);
/** The start of a sequence whose rest is to come. */
const UNFINISHED = new RegExp(`^${ESCAPE}(?:(?:\\[|O)[0-9;?]*)?$`);
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g');
const isControl = (token: string): boolean => token < ' ' || token.startsWith('\u007f');

export function createLineEditor(events: LineEvents, cols: number): LineEditor {
  const history: string[] = [];
  let width = cols;
  let prompt = '';
  let line = '';
  let at = 0;
  let past = 0;
  let draft = '';
  let asking = false;
  /** Came while a command ran, or is the start of a sequence whose rest is to come. */
  let waiting = '';

  const promptWidth = () => prompt.replace(COLOURS, '').length;
  /** Rows below the prompt's first one, and the column, of a place in the line. */
  const placeOf = (index: number) => {
    const cells = promptWidth() + index;
    return { row: Math.floor(cells / width), col: cells % width };
  };
  let cursorRow = 0;

  /** Draws the line anew: simple, and right in every case. */
  function draw(): void {
    const up = cursorRow > 0 ? `\x1b[${cursorRow}A` : '';
    const end = placeOf(line.length);
    const cursor = placeOf(at);
    // At the right edge the terminal waits with the next row until something is there.
    const edge = end.col === 0 && line.length > 0 ? ' \r' : '';
    const back = end.row > cursor.row ? `\x1b[${end.row - cursor.row}A` : '';
    events.onOutput(
      `${up}\r\x1b[J${prompt}${line}${edge}${back}\r${cursor.col > 0 ? `\x1b[${cursor.col}C` : ''}`,
    );
    cursorRow = cursor.row;
  }

  function set(next: string, cursor = next.length): void {
    line = next;
    at = cursor;
    draw();
  }

  function insert(text: string): void {
    line = line.slice(0, at) + text + line.slice(at);
    at += text.length;
    const end = placeOf(line.length);
    // At the end of a line that stays in its row, what was typed is all there is to draw.
    if (at === line.length && end.row === cursorRow && end.col > 0) events.onOutput(text);
    else draw();
  }

  function finish(): void {
    const done = line;
    at = line.length;
    draw();
    events.onOutput('\r\n');
    asking = false;
    line = '';
    at = 0;
    cursorRow = 0;
    if (done.trim() !== '' && history.at(-1) !== done) history.push(done);
    if (history.length > HISTORY) history.shift();
    past = history.length;
    events.onLine(done);
  }

  function recall(step: -1 | 1): void {
    const next = past + step;
    if (next < 0 || next > history.length) return;
    if (past === history.length) draft = line;
    past = next;
    set(next === history.length ? draft : (history[next] ?? ''));
  }

  function complete(): void {
    const before = line.slice(0, at);
    const word = before.slice(
      Math.max(before.lastIndexOf(' '), before.lastIndexOf('>'), before.lastIndexOf('<')) + 1,
    );
    const found = events.complete(before);
    const [first] = found;
    if (first === undefined) return;
    let shared = first;
    for (const one of found) while (!one.startsWith(shared)) shared = shared.slice(0, -1);
    const end = found.length === 1 && !shared.endsWith('/') ? ' ' : '';
    if (shared.length > word.length) insert(shared.slice(word.length) + end);
    else if (found.length > 1) {
      events.onOutput(`\r\n${found.slice(0, 60).join('  ')}\r\n`);
      cursorRow = 0;
      draw();
    }
  }

  const KEYS: Readonly<Record<string, () => void>> = {
    '\r': finish,
    '\n': finish,
    '\t': complete,
    '\x7f': () => at > 0 && set(line.slice(0, at - 1) + line.slice(at), at - 1),
    '\b': () => at > 0 && set(line.slice(0, at - 1) + line.slice(at), at - 1),
    '\x01': () => set(line, 0),
    '\x05': () => set(line),
    '\x15': () => set(line.slice(at), 0),
    '\x0b': () => set(line.slice(0, at)),
    '\x17': () => {
      const kept = line.slice(0, at).replace(/\S+\s*$/, '');
      set(kept + line.slice(at), kept.length);
    },
    '\x0c': () => {
      events.onOutput('\x1b[H\x1b[2J');
      cursorRow = 0;
      draw();
    },
    '\x04': () => (line === '' ? events.onEnd() : set(line.slice(0, at) + line.slice(at + 1), at)),
    '\x1b[A': () => recall(-1),
    '\x1b[B': () => recall(1),
    '\x1b[C': () => set(line, Math.min(line.length, at + 1)),
    '\x1b[D': () => set(line, Math.max(0, at - 1)),
    '\x1b[H': () => set(line, 0),
    '\x1b[F': () => set(line),
    '\x1b[3~': () => set(line.slice(0, at) + line.slice(at + 1), at),
  };

  function take(): void {
    while (asking && waiting !== '') {
      const token = TOKEN.exec(waiting)?.[0] ?? waiting.slice(0, 1);
      if (UNFINISHED.test(waiting)) return;
      waiting = waiting.slice(token.length);
      if (isControl(token)) KEYS[token.replace(`${ESCAPE}O`, `${ESCAPE}[`)]?.();
      else insert(token);
    }
  }

  return {
    write(text) {
      // An interrupt counts at once, also while a command runs; what was typed ahead is gone with it.
      const cut = text.lastIndexOf('\x03');
      if (cut >= 0) {
        waiting = text.slice(cut + 1);
        if (asking) {
          events.onOutput('^C\r\n');
          line = '';
          at = 0;
          cursorRow = 0;
        }
        events.onInterrupt();
      } else waiting += text;
      if (waiting.length > 1024 * 1024) waiting = '';
      take();
    },
    waiting: () => waiting.length,
    resize(size) {
      width = size.cols;
      if (asking) draw();
    },
    ask(next) {
      prompt = next;
      asking = true;
      cursorRow = 0;
      past = history.length;
      events.onOutput(prompt);
      take();
    },
  };
}
