import { expect, test } from 'vitest';
import { createLineEditor } from './line-editor.ts';

function editor(cols = 80) {
  const lines: string[] = [];
  let screen = '';
  let interrupts = 0;
  let ends = 0;
  const made = createLineEditor(
    {
      onOutput: (text) => {
        screen += text;
      },
      onLine: (line) => {
        lines.push(line);
        made.ask('$ ');
      },
      onInterrupt: () => {
        interrupts += 1;
        made.ask('$ ');
      },
      onEnd: () => {
        ends += 1;
      },
      complete: (before) =>
        ['logs/', 'logs.txt', 'readme'].filter((one) => one.startsWith(before.split(' ').at(-1) ?? '')),
    },
    cols,
  );
  made.ask('$ ');
  return { ...made, lines, screen: () => screen, interrupts: () => interrupts, ends: () => ends };
}

const LEFT = '\x1b[D';
const UP = '\x1b[A';
const DOWN = '\x1b[B';

test.each([
  ['text', 'abc\r', 'abc'],
  ['backspace', 'abx\x7fc\r', 'abc'],
  ['insertion', `ac${LEFT}b\r`, 'abc'],
  ['keys of an application', `ac\x1bODb\r`, 'abc'],
  ['start and end', 'bc\x01a\x05d\r', 'abcd'],
  ['Home, End, Delete', 'xbc\x1b[H\x1b[3~a\x1b[Fd\r', 'abcd'],
  ['to the start, to the end', `abcdef${LEFT}${LEFT}\x15\x05\x01${LEFT}x\x0b\r`, 'x'],
  ['a word back', 'one two  \x17three\r', 'one three'],
  ['letters beyond ASCII', 'grüße 漢字\r', 'grüße 漢字'],
  ['an unknown sequence', 'a\x1b[17~b\x1b[Zc\r', 'abc'],
])('takes %s', (_name, keys, line) => {
  const { write, lines } = editor();
  write(keys);
  expect(lines).toEqual([line]);
});

test('a sequence that comes in two pieces is one', () => {
  const { write, lines } = editor();
  write('ac\x1b');
  write('[D');
  write('b\r');
  expect(lines).toEqual(['abc']);
});

test('lines of a paste are taken one after the other', () => {
  const { write, lines } = editor();
  write('one\ntwo\nthree\n');
  expect(lines).toEqual(['one', 'two', 'three']);
});

test('history goes back and forth, and keeps what was being typed', () => {
  const { write, lines } = editor();
  write('one\rtwo\rdra');
  write(`${UP}${UP}${DOWN}${DOWN}ft\r`);
  expect(lines.at(-1)).toBe('draft');
  write(`${UP}${UP}\r`);
  expect(lines.at(-1)).toBe('two');
});

test('Ctrl-C drops the line, Ctrl-D ends on an empty one', () => {
  const { write, lines, interrupts, ends } = editor();
  write('half\x03whole\r\x04');
  expect([lines, interrupts(), ends()]).toEqual([['whole'], 1, 1]);
});

test('Tab completes as far as all agree, then shows them', () => {
  const { write, lines, screen } = editor();
  write('cat re\t\r');
  expect(lines.at(-1)).toBe('cat readme ');
  write('cat l\t\t');
  expect(screen()).toContain('logs/  logs.txt');
  write('.\t\r');
  expect(lines.at(-1)).toBe('cat logs.txt ');
});

test('a line wider than the screen is drawn over several rows', () => {
  const { write, lines, screen } = editor(10);
  write('0123456789abcdefghij');
  write(`${LEFT.repeat(15)}X\r`);
  expect(lines).toEqual(['01234X56789abcdefghij']);
  expect(screen()).toContain('\x1b[2A');
});
