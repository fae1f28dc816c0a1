/** The name of the element that stands for `<style>` (`web/terminal-plugin.ts`). */
export const STYLE_ELEMENT = 'lab-style';

/** Defines it; before the first terminal is opened. Its text is in force as long as it is in the page. */
export function defineStyleElement(): void {
  if (customElements.get(STYLE_ELEMENT)) return;
  customElements.define(
    STYLE_ELEMENT,
    class extends HTMLElement {
      private readonly sheet = new CSSStyleSheet();

      override set textContent(rules: string) {
        this.sheet.replaceSync(rules);
      }

      connectedCallback(): void {
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
      }

      disconnectedCallback(): void {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== this.sheet);
      }
    },
  );
}
