import { JSDOM } from 'jsdom';

export interface MermaidDiagram {
  type: string;
  db: unknown;
}

type Parse = (source: string) => Promise<MermaidDiagram>;

let parser: Promise<Parse> | undefined;

/**
 * Mermaid's own parser, under a DOM of jsdom, which it wants for its sanitizer. Loaded once: it takes about
 * half a second. Its layout needs a browser and is not used.
 */
export function loadMermaid(): Promise<Parse> {
  parser ??= load();
  return parser;
}

async function load(): Promise<Parse> {
  const { window } = new JSDOM('<!doctype html><body></body>');
  const names = ['Element', 'HTMLElement', 'SVGElement', 'Node', 'DOMParser', 'XMLSerializer'] as const;
  Object.assign(globalThis, { window, document: window.document });
  for (const name of names) Object.assign(globalThis, { [name]: window[name] });
  const { default: mermaid } = await import('mermaid');
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true });
  return (source) => mermaid.mermaidAPI.getDiagramFromText(source) as Promise<MermaidDiagram>;
}
