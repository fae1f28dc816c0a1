/**
 * A document for the terminal library under a Content-Security-Policy without `unsafe-inline`: it makes `<style>`
 * elements and `style` attributes, which such a policy refuses. Here the rules of a made `<style>` go into a
 * constructed style sheet, and an attribute into the element's `style` object; both are allowed, because only a
 * script that runs already can do it.
 */
export function styledDocument(real: Document): Document {
  const createElement = (name: string): HTMLElement => {
    if (name === 'style') return adoptedStyle(real);
    const element = real.createElement(name);
    if (name === 'span') element.setAttribute = setAttribute;
    return element;
  };
  return new Proxy(real, {
    get(target, name) {
      if (name === 'createElement') return createElement;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}

/** An element that stands for a `<style>`: its text is in force until it is removed. */
function adoptedStyle(real: Document): HTMLElement {
  const sheet = new CSSStyleSheet();
  real.adoptedStyleSheets = [...real.adoptedStyleSheets, sheet];
  const element = real.createElement('template');
  Object.defineProperty(element, 'textContent', { set: (rules: string) => sheet.replaceSync(rules) });
  element.remove = () => {
    real.adoptedStyleSheets = real.adoptedStyleSheets.filter((other) => other !== sheet);
    Element.prototype.remove.call(element);
  };
  return element;
}
