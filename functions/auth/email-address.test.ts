import { expect, test } from 'vitest';
import { parseEmail } from './email-address.ts';

test.each([
  ['ada@example.com', 'ada@example.com'],
  ['  Ada.Lovelace@Example.COM ', 'ada.lovelace@example.com'],
  ["o'hara+atlas@example.co.uk", "o'hara+atlas@example.co.uk"],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
  // The same letters composed and decomposed are one domain.
  ['ada@bu\u0308cher.example', 'ada@xn--bcher-kva.example'],
  ['ada@ｅｘａｍｐｌｅ.com', 'ada@example.com'],
])('%s is kept as %s', (text, expected) => {
  expect(parseEmail(text)).toBe(expected);
});

test('a domain of letters that look alike is another domain, and shows', () => {
  expect(parseEmail('ada@ex\u0430mple.com')).toBe('ada@xn--exmple-4nf.com');
});

test.each([
  '',
  'ada',
  'ada@',
  '@example.com',
  'ada@example',
  'ada@-example.com',
  'ada@example..com',
  'ada..l@example.com',
  '.ada@example.com',
  'ada @example.com',
  'ada@exam ple.com',
  'ada\u0000@example.com',
  'ada@example.com\r\nbcc: eve@example.com',
  'ada@127.0.0.1',
  'ada@[127.0.0.1]',
  '\u0430da@example.com',
  'ad\u0131@example.com',
  'ada\uff20example.com',
  '"ada"@example.com',
  `${'a'.repeat(65)}@example.com`,
  `ada@${'a'.repeat(250)}.com`,
])('%j is refused', (text) => {
  expect(() => parseEmail(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
});
