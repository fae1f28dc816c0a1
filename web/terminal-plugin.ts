import type { Plugin } from 'vite';
import { STYLE_ELEMENT } from './src/labs/terminal/style-element.ts';

/**
 * The terminal's library writes rules into `<style>` elements and colours into `style` attributes, which a
 * Content-Security-Policy without `unsafe-inline` refuses. In its place come an element that adopts a constructed style
 * sheet, and the element's `style` object: both need a script that runs already, so the policy allows them.
 */
export const terminalWithoutInlineStyles: Plugin = {
  name: 'terminal-without-inline-styles',
  transform(code, id) {
    if (!id.endsWith('@xterm/xterm/lib/xterm.mjs')) return undefined;
    return { code: withoutInlineStyles(code), map: null };
  },
};

/** @throws when the library is written in another way than it was */
export function withoutInlineStyles(code: string): string {
  const changed = code
    .replaceAll('createElement("style")', `createElement("${STYLE_ELEMENT}")`)
    .replace(
      /(\w+)\.setAttribute\("style",`\$\{\1\.getAttribute\("style"\)\|\|""\}\$\{(\w+)\};`\)/,
      '$1.style.cssText+=$2+";"',
    );
  if (!changed.includes(STYLE_ELEMENT) || /createElement\("style"\)|setAttribute\("style"/.test(changed))
    throw new Error('The terminal’s library makes its styles in another way now.');
  return changed;
}
