import { COMMON_PASSWORDS } from './common-passwords.list.ts';

/** Figures and signs that people write for letters; i, l and 1 become one, as nobody can tell them apart. */
const LOOK_ALIKES: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  l: 'i',
  '!': 'i',
  '|': 'i',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
};
const DIGIT_RUNS = ['01234567890123456789', '98765432109876543210', '1357924680', '147258369', '789456123'];
const KEY_ROWS = [
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
];
const PREFIXES = [
  'iloveyou',
  'ilovemy',
  'ilove',
  'love',
  'iheart',
  'ihate',
  'iam',
  'hello',
  'my',
  'the',
  'mr',
];
/** What people add to reach a length: at most so many figures and signs, or any run such as 123456789. */
const FREE_ADDITION = 4;
/** Longer ones are left alone, so that the work stays small whatever is asked. */
const MAX_ADDITION = 12;

const foldedPrefixes = PREFIXES.map(foldLookAlikes);
const known = new Set(COMMON_PASSWORDS.trim().split(/\s+/).map(foldLookAlikes));

/** Lower case, no accents, look-alikes made equal: `P@ssw0rd` and `pàssword` compare as one. */
export function foldLookAlikes(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return [...plain].map((sign) => LOOK_ALIKES[sign] ?? sign).join('');
}

/**
 * Whether a guesser tries this password early: a known one, however it is cased, spelled with look-alikes,
 * doubled, turned round, or lengthened by a few figures; or a run of keys, a repetition or a date.
 * Expects at most some hundred characters: the caller bounds the length first.
 */
export function isCommonPassword(password: string): boolean {
  const lower = password.normalize('NFKC').toLowerCase();
  return [lower, lower.replace(/[\s._-]+/g, '')].some(
    (form) => isPattern(form) || cores(form).some((core) => isKnown(core) || isPattern(core)),
  );
}

function isKnown(core: string): boolean {
  const folded = foldLookAlikes(core);
  if (known.has(folded) || known.has([...folded].reverse().join(''))) return true;
  const repeated = folded.match(/^(.{3,}?)\1+$/u)?.[1];
  if (repeated && known.has(repeated)) return true;
  return foldedPrefixes.some((start) => folded.startsWith(start) && known.has(folded.slice(start.length)));
}

/** The text without what may have been put before and after it, longest first. */
function cores(text: string): string[] {
  const head = text.slice(0, MAX_ADDITION).match(/^[^\p{L}]*/u)?.[0] ?? '';
  const tail = text.slice(-MAX_ADDITION).match(/[^\p{L}]*$/u)?.[0] ?? '';
  const found: string[] = [];
  for (let before = 0; before <= head.length; before += 1) {
    if (!isCheap(text.slice(0, before))) continue;
    for (let after = 0; after <= tail.length && before + after < text.length; after += 1) {
      if (isCheap(text.slice(text.length - after))) found.push(text.slice(before, text.length - after));
    }
  }
  return found.filter((core) => core.length >= 3);
}

/** Whether these figures and signs cost a guesser next to nothing. */
function isCheap(addition: string): boolean {
  if (addition.length <= FREE_ADDITION) return true;
  const digits = addition.replace(/^[^\d]{0,3}|[^\d]{0,3}$/g, '');
  return (
    digits.length <= FREE_ADDITION || DIGIT_RUNS.some((run) => run.includes(digits)) || isPattern(digits)
  );
}

/** One to four characters over and over, a run along the keys or the alphabet, or a date. */
function isPattern(text: string): boolean {
  if (/^(.{1,4}?)\1+.{0,3}$/u.test(text) && new Set(text).size <= 4) return true;
  if (/^(0?[1-9]|[12]\d|3[01])[-./]?(0?[1-9]|[12]\d|3[01])[-./]?(19|20)\d\d$/.test(text)) return true;
  if (/^(19|20)\d\d[-./]?(0[1-9]|1[0-2])[-./]?(0[1-9]|[12]\d|3[01])$/.test(text)) return true;
  if (text.length < 6) return false;
  return [...DIGIT_RUNS, ...KEY_ROWS].some(
    (run) => run.includes(text) || [...run].reverse().join('').includes(text),
  );
}
