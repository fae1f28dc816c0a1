import { Terminal } from '@xterm/xterm';
import { beforeEach, expect, test, vi } from 'vitest';
import { guard, webAddress } from './guard.ts';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});

/** What a terminal that has printed something would type into the shell, and which titles it was given. */
async function after(printed: string) {
  const terminal = new Terminal({ allowProposedApi: true, cols: 80, rows: 24, logLevel: 'off' });
  guard(terminal);
  const typed: string[] = [];
  const titles: string[] = [];
  terminal.onData((text) => typed.push(text));
  terminal.onTitleChange((title) => titles.push(title));
  await new Promise<void>((resolve) => terminal.write(printed, resolve));
  const shown = terminal.buffer.active.getLine(0)?.translateToString(true);
  const size = [terminal.cols, terminal.rows];
  terminal.dispose();
  return { typed: typed.join(''), titles, shown, size };
}

test.each([
  ['the clipboard is written', '\x1b]52;c;cm0gLXJmIH4=\x07'],
  ['the clipboard is asked for', '\x1b]52;c;?\x07'],
  ['a title is set', '\x1b]0;echo pwned\x07\x1b]2;echo pwned\x1b\\'],
  ['the title is asked for', '\x1b]2;echo pwned\x07\x1b[21t\x1b[20t'],
  ['colours are asked for', '\x1b]4;1;?\x07\x1b]10;?\x07\x1b]11;?\x1b\\\x1b]12;?\x07'],
  [
    'the window is moved, resized and asked about',
    '\x1b[3;0;0t\x1b[8;2;2t\x1b[14t\x1b[18t\x1b[22;0t\x1b[23;0t',
  ],
  ['settings are asked for', '\x1bP$qm\x1b\\\x1bP$q"p\x1b\\'],
  [
    'others’ codes are tried',
    '\x1b]777;notify;a;b\x07\x1b]1337;File=name=eA==:eA==\x07\x1b]9;x\x07\x1b]7;file:///\x07',
  ],
])('nothing happens when %s', async (_what, printed) => {
  expect(await after(`${printed}ok`)).toEqual({ typed: '', titles: [], shown: 'ok', size: [80, 24] });
});

test('what programs need to draw is answered, in numbers', async () => {
  const { typed } = await after('\x1b[c\x1b[6n\x1b[5n');
  expect(typed).toBe('\x1b[?1;2c\x1b[1;1R\x1b[0n');
});

test('only addresses of the web are links', () => {
  expect(webAddress('https://example.org/a?b#c')).toBe('https://example.org/a?b#c');
  for (const text of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'vscode://x',
    'nonsense',
  ])
    expect(webAddress(text)).toBeUndefined();
});
