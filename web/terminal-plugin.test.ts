import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { withoutInlineStyles } from './terminal-plugin.ts';

test('the terminal’s library makes no styles that the policy refuses', async () => {
  const library = await readFile('node_modules/@xterm/xterm/lib/xterm.mjs', 'utf8');
  const changed = withoutInlineStyles(library);
  expect(changed).not.toMatch(/createElement\("style"\)|setAttribute\("style"/);
  expect(changed).toContain('.style.cssText+=');
});

test('another library stops the build instead of losing its colours', () => {
  expect(() => withoutInlineStyles('document.createElement("style");a.setAttribute("style",b)')).toThrow(
    'another way',
  );
});
